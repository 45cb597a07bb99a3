import { RecruiterAdmin } from '../../support/RecruiterAdmin';
import { changeCandidate } from './changeCandidate';
import { deleteCandidate } from './deleteCandidate';
import { exportPerson } from './exportPerson';
import { mapPeople } from './mapPeople';
import { sendInMail } from './sendInMail';
import type { Place, Stop, TourRecord } from './Stop';

/** What the tour showed, for the last line of `--once`. */
export interface TourSummary {
	ok: boolean;
	mapped: number | null;
	inMailSeconds: number | null;
	exportSeconds: number | null;
	changeSeconds: number | null;
	deletionSeconds: number | null;
	/** What LinkedIn's profile widget shows beside a candidate. */
	profile: string | null;
	/** Stops that an earlier start had walked; these were only looked at again. */
	before: string[];
}

/**
 * Walks what an earlier start has not walked, and looks at the sandbox whether every stop holds.
 *
 * @param record what earlier starts did; this one is added
 * @param keep is called after each stop
 */
export async function walkTour(
	place: Place,
	record: TourRecord,
	keep: () => void,
): Promise<TourSummary> {
	const before = Object.keys(record);
	const held: boolean[] = [];
	const visit = async <Name extends keyof TourRecord>(stop: Stop<Name>): Promise<void> => {
		place.tell(stop.title);
		const inside = {
			...place,
			tell: (line: string) => {
				place.tell(`  ${line}`);
			},
		};
		try {
			const known = record[stop.name];
			const outcome = known ?? (await stop.walk(inside, record));
			record[stop.name] = outcome;
			keep();
			const holds = await stop.holds(inside, outcome);
			held.push(holds);
			if (known)
				inside.tell(`Done at an earlier start, ${holds ? 'and still so' : 'BUT NOT SO ANY MORE'}`);
			else if (!holds) inside.tell('BUT THE SANDBOX SHOWS SOMETHING ELSE');
		} catch (error) {
			held.push(false);
			inside.tell(`FAILED: ${error instanceof Error ? error.message : String(error)}`);
		}
	};
	await visit(mapPeople);
	await visit(sendInMail);
	await visit(exportPerson);
	await visit(changeCandidate);
	await visit(deleteCandidate);
	const profile = await profileShown(place, record.inMail?.candidateId);
	held.push(profile !== undefined);
	return {
		ok: held.every(Boolean),
		mapped: record.mapped?.seats ?? null,
		inMailSeconds: record.inMail?.seconds ?? null,
		exportSeconds: record.exported?.seconds ?? null,
		changeSeconds: record.changed?.seconds ?? null,
		deletionSeconds: record.deleted?.seconds ?? null,
		profile: profile ?? null,
		before,
	};
}

/** What a person can do instead, with the pages. */
export const tourByHand = (place: Place): string[] =>
	[mapPeople, sendInMail, exportPerson, changeCandidate, deleteCandidate].map(({ byHand }) =>
		byHand(place),
	);

/** What a recruiter sees in LinkedIn's profile widget beside the candidate. */
async function profileShown(
	{ sandbox, tell }: Place,
	candidateId: string | undefined,
): Promise<string | undefined> {
	if (candidateId === undefined) return undefined;
	tell('The profile: LinkedIn’s widget beside that candidate, on the page of workflow 07');
	const recruiter = await RecruiterAdmin.signIn(sandbox);
	const page = await recruiter.profileOf(candidateId).catch(String);
	const shown = /data-testid="profile-match">\s*((?:Linked|Recognised): [^<]+?)\s*</.exec(
		page,
	)?.[1];
	tell(shown ? `  It shows the member. ${shown}` : '  FAILED: it shows nobody');
	return shown;
}
