import type { CountChanges } from '../advanced';
import { matchOf } from '../matchOf';
import { joined, type Outcome } from '../Outcome';
import type { Turn } from '../overlapped';
import type { Work } from '../Work';
import type { ClearedRows } from './clearRows';
import type { ReportState } from './ReportState';
import { type JustWritten, writeReportRecords } from './writeReportRecords';

export interface SentRows {
	records: number;
	counts: CountChanges;
	outcome: Partial<Outcome>;
}

/** Sends candidates and applications of at most 100 rows, and takes back what may not be shared any more. */
export async function sendReportRecords(
	work: Work,
	{ clearedBy }: Pick<ReportState, 'clearedBy'>,
	found: ClearedRows,
	written: JustWritten,
	turn: Turn,
): Promise<SentRows> {
	const { cleared, held, leftOut } = found;
	const sent = await writeReportRecords(work, found, { clearedBy, written, turn });
	const { removed } = sent;
	const rejections = [...found.rejections, ...removed.rejections, ...sent.rejections];
	const refused = new Set(rejections.map(({ kind, recordId }) => `${kind} ${recordId}`));
	const ids = [...new Set(cleared.map(({ row }) => row.candidateId))];
	const settled = [
		...ids.map((recordId) => ({ kind: 'candidate' as const, recordId })),
		...cleared.map(({ id }) => ({ kind: 'application' as const, recordId: id })),
	].filter(({ kind, recordId }) => !refused.has(`${kind} ${recordId}`));
	const rejectedOf = (kind: string): number =>
		[...refused].filter((key) => key.startsWith(`${kind} `)).length;
	const counts = {
		applications: { done: sent.applications, rejected: rejectedOf('application') },
		...(clearedBy === 'tags' && {
			candidates: { done: sent.newCandidates, rejected: rejectedOf('candidate'), leftOut },
		}),
	};
	return {
		records: sent.candidates + sent.applications,
		counts,
		outcome: joined([
			{
				settled,
				rejections,
				deletions: removed.deletions,
				goneUpTo: sent.goneUpTo,
				matches: ids.flatMap((id) => matchOf(id, held.get(id)?.found)),
				withheld: clearedBy === 'tags' ? leftOut : 0,
			},
		]),
	};
}
