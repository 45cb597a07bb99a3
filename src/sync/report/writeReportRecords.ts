import { type ApplicationRecord, upsertApplications } from '../../linkedin/applications';
import {
	type CandidateRecord,
	type LiCandidate,
	upsertCandidates,
} from '../../linkedin/candidates';
import { type HeldCandidate, HeldCandidateSchema } from '../../linkedin/schemas';
import type { WholeCandidate } from '../../linkedin/wholeCandidates';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import type { ReportRow } from '../../mapping/reportRow';
import { reportApplication, reportCandidate } from '../../mapping/reportRowToLinkedIn';
import { doNotContact } from '../../mapping/SharingRules';
import { isSameCandidate, withHeldDetails } from '../../mapping/withHeldDetails';
import { NOT_TAKEN } from '../../state/SentEntries';
import type { SentPeople } from '../../state/SentLedger';
import type { Deletion, Removal } from '../Deletion';
import { PAGES_AT_ONCE, PHASES, type Turn } from '../overlapped';
import { deleteSentApplications } from '../people/deleteSentApplications';
import { removePeople } from '../people/removePeople';
import { markText, recordHash } from '../people/sentMark';
import { refusalsToRejections } from '../refusals';
import type { Work } from '../Work';
import type { ClearedRow, ClearedRows } from './clearRows';
import type { ReportState } from './ReportState';

export interface WrittenRecords {
	removed: Removal;
	/** How much had gone by then. */
	goneUpTo: number;
	rejections: Rejection[];
	/** Whom LinkedIn took, and did not hold before. */
	newCandidates: number;
	/** Whom LinkedIn took. */
	candidates: number;
	/** Which LinkedIn took. */
	applications: number;
}

/** What neighbouring pages wrote after LinkedIn was asked what it holds. */
export class JustWritten {
	/** The last one first. */
	private readonly pages: Array<ReadonlyMap<string, LiCandidate>> = [];

	add(page: ReadonlyMap<string, LiCandidate>): void {
		this.pages.unshift(page);
		this.pages.splice(PAGES_AT_ONCE);
	}

	/** As LinkedIn holds a candidate by now. */
	now(candidateId: string, asked: WholeCandidate | undefined): WholeCandidate | undefined {
		const fields = this.pages.find((page) => page.has(candidateId))?.get(candidateId);
		return fields ? { found: asked?.found ?? NOBODY, fields } : asked;
	}
}

const NOBODY: HeldCandidate = HeldCandidateSchema.parse({});

interface WriteHow {
	clearedBy: ReportState['clearedBy'];
	written: JustWritten;
	turn: Turn;
}

/** Sends the candidates of at most 100 rows where LinkedIn holds less of them, and all their applications. */
export async function writeReportRecords(
	work: Work,
	found: ClearedRows,
	{ clearedBy, written, turn }: WriteHow,
): Promise<WrittenRecords> {
	const { options, linkedIn, sent } = work;
	const { cleared } = found;
	const { removed, goneUpTo, rejections, mapped, there, news, taken, fresh } = await turn(
		PHASES.candidates,
		async () => {
			const gone = await takeBack(work, found);
			const plan = mapRows(work, found, clearedBy, written);
			await sent.intend(plan.news);
			const toSend = options.candidates ? plan.toSend : [];
			const { refusals, accepted } = await upsertCandidates(linkedIn, toSend);
			for (const { record } of refusals) {
				if (!plan.held.has(record.id)) plan.mapped.delete(record.id);
				plan.there.delete(record.id);
			}
			written.add(new Map(accepted.map(({ id, fields }) => [id, fields])));
			return {
				...plan,
				removed: gone,
				goneUpTo: sent.goneSoFar,
				rejections: [...plan.rejections, ...refusalsToRejections('candidate', refusals)],
				taken: accepted.length,
				fresh: accepted.filter(({ id }) => !plan.held.has(id)).length,
			};
		},
	);
	const applications = await turn(PHASES.applications, async () => {
		const outcome = options.applications
			? await sendApplications(work, cleared, mapped)
			: { rejections: [], taken: new Map<string, ApplicationRecord>() };
		const refused = new Set(outcome.rejections.map(({ recordId }) => recordId));
		sent.settle(withRefused(news, mapped, refused, { there, applications: outcome.taken }));
		return outcome;
	});
	return {
		removed,
		goneUpTo,
		rejections: [...rejections, ...applications.rejections],
		newCandidates: fresh,
		candidates: taken,
		applications: applications.taken.size,
	};
}

/** Who may not be shared any more, and applications to jobs that may not, which are at LinkedIn from before. */
async function takeBack(work: Work, { confidential, hidden }: ClearedRows): Promise<Removal> {
	const people = confidential.map((candidateId) => ({ candidateId }));
	const removals = [
		await removePeople(work, people, 'withheld'),
		hidden.length > 0 ? await deleteSentApplications(work, hidden, 'withheld') : NOTHING_REMOVED,
	];
	return {
		rejections: removals.flatMap(({ rejections }) => rejections),
		deletions: removals.flatMap(({ deletions }) => deletions).filter(isWorthTelling),
	};
}

const NOTHING_REMOVED: Removal = { rejections: [], deletions: [] };
/** Of applications, only those are named that LinkedIn had held. */
const isWorthTelling = ({ kind, found }: Deletion): boolean => kind !== 'application' || found;

/**
 * Candidates as they are to be, and those of whom LinkedIn holds less; `there` are those whom it holds just so when it has
 * taken them.
 */
function mapRows(
	{ options, sharing }: Work,
	{ cleared, held: asked }: ClearedRows,
	clearedBy: ReportState['clearedBy'],
	written: JustWritten,
) {
	const rejections: Rejection[] = [];
	const mapped = new Map<string, CandidateRecord>();
	const toSend: CandidateRecord[] = [];
	const held = new Set<string>();
	const there = new Map<string, CandidateRecord>();
	for (const [id, [first, ...rest]] of byCandidate(cleared)) {
		if (!first) continue;
		const before = written.now(id, asked.get(id));
		if (before) held.add(id);
		const avoid = clearedBy === 'tags' && doNotContact({ tags: first.tags ?? [] }, sharing.rules);
		const mappedCandidate = reportCandidate(
			[first, ...rest],
			options.profileUrl,
			before?.found.manualMatchedMember,
			avoid || before?.fields?.doNotContact === true,
		);
		if (!mappedCandidate.ok) {
			rejections.push({ kind: 'candidate', recordId: id, code: mappedCandidate.code });
			continue;
		}
		const known = before?.fields;
		const fields = known
			? withHeldDetails(mappedCandidate.value, known, clearedBy === 'lists')
			: mappedCandidate.value;
		mapped.set(id, { id, fields });
		// Where LinkedIn does not tell what it holds, a full replace would lose it.
		const isWanted = !before || (known && !isSameCandidate(fields, known));
		if (isWanted) toSend.push({ id, fields });
		if (options.candidates ? isWanted || known : known && isSameCandidate(fields, known))
			there.set(id, { id, fields });
	}
	return { rejections, mapped, toSend, held, there, news: newOf(cleared, mapped) };
}

/** What LinkedIn holds just as it was sent, and a mark for what it did not take: its stages need not go. */
function withRefused(
	news: SentPeople,
	mapped: ReadonlyMap<string, CandidateRecord>,
	refused: ReadonlySet<string>,
	taken: {
		there: ReadonlyMap<string, CandidateRecord>;
		applications: ReadonlyMap<string, ApplicationRecord>;
	},
): SentPeople {
	const markFor = (id: string, jobId: string): string => {
		const candidate = taken.there.get(id);
		const application = taken.applications.get(applicationId(id, jobId));
		return markText({
			stages: '',
			application: application ? recordHash(application.fields) : '',
			candidate: candidate ? recordHash(candidate.fields) : '',
		});
	};
	return new Map(
		[...news].map(([id, jobs]) => [
			id,
			new Map(
				[...jobs].map(([jobId]) => [
					jobId,
					mapped.has(id) && !refused.has(applicationId(id, jobId)) ? markFor(id, jobId) : NOT_TAKEN,
				]),
			),
		]),
	);
}

/** Who is about to be sent, with the jobs of their applications. */
function newOf(
	cleared: readonly ClearedRow[],
	mapped: ReadonlyMap<string, CandidateRecord>,
): SentPeople {
	const news = new Map<string, Map<string, string>>();
	for (const { row, job } of cleared) {
		if (!mapped.has(row.candidateId)) continue;
		const jobs = news.get(row.candidateId) ?? new Map<string, string>();
		news.set(row.candidateId, jobs.set(job.id, ''));
	}
	return news;
}

function byCandidate(cleared: readonly ClearedRow[]): Map<string, ReportRow[]> {
	const people = new Map<string, ReportRow[]>();
	for (const { row } of cleared)
		people.set(row.candidateId, [...(people.get(row.candidateId) ?? []), row]);
	return people;
}

async function sendApplications(
	{ linkedIn }: Work,
	cleared: readonly ClearedRow[],
	candidates: ReadonlyMap<string, CandidateRecord>,
): Promise<{ rejections: Rejection[]; taken: Map<string, ApplicationRecord> }> {
	const rejections: Rejection[] = [];
	const records = new Map<string, ApplicationRecord>();
	for (const { row, job, id } of cleared) {
		const candidate = candidates.get(row.candidateId);
		const record = candidate && reportApplication(row, candidate.fields, job);
		if (record) records.set(id, record);
		else
			rejections.push({
				kind: 'application',
				recordId: id,
				code: candidate ? 'NO_JOB_TITLE' : 'CANDIDATE_REFUSED',
			});
	}
	const { refusals } = await upsertApplications(linkedIn, [...records.values()]);
	rejections.push(...refusalsToRejections('application', refusals));
	for (const { record } of refusals) records.delete(record.id);
	return { rejections, taken: records };
}
