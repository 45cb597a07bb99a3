import { type StageSet, upsertStages } from '../../linkedin/applications';
import { historyToStages } from '../../mapping/applicationToLinkedIn';
import { reportHistory } from '../../mapping/reportRowToLinkedIn';
import type { CountChanges } from '../advanced';
import { matchOf } from '../matchOf';
import { joined, type Outcome } from '../Outcome';
import { removePeople } from '../people/removePeople';
import { refusal } from '../refusals';
import type { Work } from '../Work';
import { type ClearedRows, clearRows } from './clearRows';
import type { ReportReader, ReportRows } from './ReportReader';
import type { ReportState } from './ReportState';
import { sendReportRecords } from './sendReportRecords';

export interface SentRows {
	records: number;
	counts: CountChanges;
	outcome: Outcome;
}

/** Sends what is due of at most 100 rows. */
export async function sendReportRows(
	work: Work,
	reader: ReportReader,
	report: ReportState,
	rows: ReportRows,
): Promise<SentRows> {
	const found = await clearRows(work, reader, report, rows);
	return report.part === 'records'
		? await sendRecords(work, report, found)
		: await sendStages(work, report.part === 'openStages', found);
}

async function sendRecords(
	work: Work,
	{ clearedBy }: ReportState,
	found: ClearedRows,
): Promise<SentRows> {
	const { cleared, held, leftOut } = found;
	// Who may not be shared any more, and is at LinkedIn from before.
	const removed = await removePeople(
		work,
		found.confidential.map((candidateId) => ({ candidateId })),
		'withheld',
	);
	const sent = await sendReportRecords(work, found, clearedBy);
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
				matches: ids.flatMap((id) => matchOf(id, held.get(id)?.told)),
				withheld: clearedBy === 'tags' ? leftOut : 0,
			},
		]),
	};
}

/** Stages of applications that LinkedIn holds; those whose candidate it refused are parked already. */
async function sendStages(
	work: Work,
	open: boolean,
	{ cleared, held }: ClearedRows,
): Promise<SentRows> {
	const due = cleared.filter(
		({ row, job }) => job.isOpen === open && job.title !== undefined && held.has(row.candidateId),
	);
	const sets: StageSet[] = due.map(({ row, id }) => ({
		applicationId: id,
		stages: historyToStages(reportHistory(row)),
	}));
	const refused = await upsertStages(work.linkedIn, sets);
	const rejections = [...refused].map(([id, status]) =>
		refusal('application', id, status, 'stage'),
	);
	return {
		records: due.length - rejections.length,
		counts: {},
		outcome: joined([{ rejections }]),
	};
}
