import { areStagesBatched, type StageSet, upsertStages } from '../../linkedin/applications';
import { historyToStages } from '../../mapping/applicationToLinkedIn';
import { reportHistory } from '../../mapping/reportRowToLinkedIn';
import { NOT_TAKEN } from '../../state/SentEntries';
import type { SentPeople } from '../../state/SentLedger';
import { markText, readMark, stagesHash } from '../people/sentMark';
import { refusal } from '../refusals';
import type { Work } from '../Work';
import { type ClearedRow, clearRows, type JudgedRows } from './clearRows';
import type { SentRows } from './sendReportRecords';
import type { ReportState } from './ReportState';

/** Stages of an application that LinkedIn does not have yet. */
export interface DueStages {
	row: ClearedRow;
	set: StageSet;
	hash: string;
	/** What is remembered of what LinkedIn took before, and may hold still; empty when that was nothing. */
	before: string;
}

/**
 * Which stages of these rows go: of applications that LinkedIn was sent and took, where they differ from what it took.
 * Those whose candidate it refused are parked already.
 */
export async function findDueStages(
	work: Pick<Work, 'linkedIn' | 'sent'>,
	report: Pick<ReportState, 'clearedBy' | 'part'>,
	judged: JudgedRows,
): Promise<DueStages[]> {
	// Where they go in batches, all are there before it would matter which go first.
	const all = report.part === 'openStages' && areStagesBatched(work.linkedIn);
	const isOpen = report.part === 'openStages';
	const { known, withheld, candidateIds } = judged;
	const sent = await work.sent.people(candidateIds);
	// Where nobody knows what was sent, LinkedIn itself is asked.
	const held = sent ? undefined : (await clearRows(work, report, judged)).held;
	return known.flatMap((row) => {
		const { candidateId } = row.row;
		if (!(all || row.job.isOpen === isOpen) || row.job.title === undefined) return [];
		if (withheld.has(candidateId) || withheld.has(row.id)) return [];
		const before = sent ? sent.get(candidateId)?.get(row.job.id) : held?.has(candidateId) && '';
		if (typeof before !== 'string' || before === NOT_TAKEN) return [];
		const stages = historyToStages(reportHistory(row.row));
		const hash = stagesHash(stages);
		return hash === readMark(before).stages
			? []
			: [{ row, set: { applicationId: row.id, stages }, hash, before }];
	});
}

/** Sends them, and remembers which LinkedIn took. */
export async function sendDueStages(
	{ linkedIn, sent }: Pick<Work, 'linkedIn' | 'sent'>,
	due: readonly DueStages[],
): Promise<SentRows> {
	// What LinkedIn took before is not known for certain from here on.
	const changed = due.filter(({ before }) => readMark(before).stages !== '');
	await sent.intend(newsOf(changed), newsOf(changed.map((one) => ({ ...one, hash: '' }))));
	const refused = await upsertStages(
		linkedIn,
		due.map(({ set }) => set),
	);
	sent.settle(newsOf(due.filter(({ row }) => !refused.has(row.id))));
	const rejections = [...refused].map(([id, status]) =>
		refusal('application', id, status, 'stage'),
	);
	return { records: due.length - rejections.length, counts: {}, outcome: { rejections } };
}

function newsOf(due: readonly DueStages[]): SentPeople {
	const news = new Map<string, Map<string, string>>();
	for (const { row, hash, before } of due) {
		const { candidateId } = row.row;
		news.set(
			candidateId,
			(news.get(candidateId) ?? new Map<string, string>()).set(
				row.job.id,
				markText({ ...readMark(before), stages: hash }),
			),
		);
	}
	return news;
}
