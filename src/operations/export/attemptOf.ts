import type { ExportedCandidate } from '../../linkedin/exportedCandidates';
import type { ExportRow } from '../../state/tables';
import { knownCandidates } from '../activity/whoIsIt';
import type { ExportAttempt } from './ExportRun';
import type { ExportWork } from './ExportWork';
import type { StoredDecision } from './StoredDecision';

/** What is given to an attempt beside what LinkedIn told. */
export interface Given {
	decision: StoredDecision | undefined;
	/** Gets the ids of candidates that are created, and remembered as this person. */
	created: Set<string>;
}

/** What is known before an attempt: who the person is, unless several candidates could be; and what was decided. */
export async function attemptOf(
	work: ExportWork,
	row: ExportRow,
	{ person }: ExportedCandidate,
	{ decision, created }: Given,
): Promise<ExportAttempt> {
	const claims = person ? await work.people.ofPerson(person) : [];
	const [known, second] = knownCandidates(claims);
	return {
		...(known && second === undefined && { knownCandidateId: known }),
		...(row.startedAtMs > 0 && { attemptedAtMs: row.startedAtMs }),
		// Of several attempts, `startedAtMs` tells the last one.
		notBeforeMs: row.receivedAtMs,
		...(person && (await besideOthers(work, person, known !== undefined, { decision, created }))),
		...(decision?.jobId && { jobId: decision.jobId }),
		...(decision?.kind === 'link' && {
			decision: { kind: 'link' as const, candidateId: decision.candidateId },
		}),
		...(decision?.kind === 'create' && {
			decision: { kind: 'create' as const, decidedAtMs: decision.decidedAtMs },
		}),
	};
}

/** What keeps two exports of one person from creating two candidates, whatever happens to the first of them. */
async function besideOthers(
	{ people, queue, effects }: ExportWork,
	person: string,
	isKnown: boolean,
	{ decision, created }: Given,
): Promise<Pick<ExportAttempt, 'rememberCreated' | 'otherEndedAtMs'>> {
	const isUnclear = !isKnown && (await queue.hasBegunFor(person));
	return {
		...(isUnclear && { otherEndedAtMs: effects.now() }),
		// Whom a person asked to be created takes the place of others, which is kept at the end.
		...(decision?.kind !== 'create' && {
			rememberCreated: async (candidateId: string) => {
				await people.remember([{ person, candidateId, knownBy: 'export' }], effects.now());
				created.add(candidateId);
			},
		}),
	};
}
