import { areStagesBatched, isStageFormUnknown } from '../../linkedin/applications';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { LIST_START } from '../ListCursor';
import type { StepResult, Work } from '../Work';
import { joined } from '../Outcome';
import { overlapped, PAGES_AT_ONCE, PHASES } from '../overlapped';
import { awaitReportFile } from './awaitReportFile';
import { clearRows, judgeRows } from './clearRows';
import { noFile, REPORT_PARTS, type ReportState } from './ReportState';
import { requestReportFile } from './requestReportFile';
import { readBlocks } from './readBlocks';
import { findDueStages, sendDueStages } from './sendReportStages';
import { sendReportRecords, type SentRows } from './sendReportRecords';
import { JustWritten } from './writeReportRecords';

/** Rows whose stages go together. */
export const STAGE_ROWS = 3 * MAX_BATCH;

interface PartSize {
	/** How many rows go together, and how many of these pages are read at once. */
	block: { rows: number; pages: number };
	/** How many pages are at work at once. */
	atOnce: number;
}

/**
 * Stages of many rows fill LinkedIn's batches; where each application takes a call of its own, little is under way when the
 * time of a run is over.
 */
const STAGES: PartSize = { block: { rows: STAGE_ROWS, pages: 1 }, atOnce: 2 };
const BATCHED: Readonly<Record<ReportState['part'], PartSize>> = {
	records: { block: { rows: MAX_BATCH, pages: 3 }, atOnce: PAGES_AT_ONCE },
	openStages: STAGES,
	otherStages: STAGES,
};
const ONE_BY_ONE: PartSize = { block: { rows: 5, pages: 1 }, atOnce: 2 };

/** Has the file made before anything else is sent: SmartRecruiters makes it meanwhile. */
export async function* requestReport(work: Work, begin: Checkpoint): AsyncGenerator<StepResult> {
	const { report } = begin;
	if (report) yield quiet({ ...begin, report: await requestReportFile(work, report) });
}

/**
 * The pass that is fed by a report: candidates with all that it tells, their applications, then the stages of open jobs,
 * then those of the others.
 */
export async function* sendReport(
	work: Work,
	begin: Checkpoint,
	hasRoom: (recordsToCome: number) => boolean,
): AsyncGenerator<StepResult> {
	const { reportReader: reader } = work;
	const { report: given } = begin;
	if (!given || !reader) {
		yield quiet(behindReport(work, begin));
		return;
	}
	if (given.clearedBy === 'tags' && work.sharing.rules.consent !== 'everyone') {
		// A report tells nothing of consent, and the rule was another one when this began.
		const report = { ...given, ...noFile(0), clearedBy: 'lists' as const };
		yield quiet({ ...begin, report, people: { state: 'fast', ...LIST_START } });
		return;
	}
	let report = given;
	const { startedAtMs } = begin;
	for await (const next of awaitReportFile(work, { report, startedAtMs }, () => hasRoom(0))) {
		report = next;
		yield quiet({ ...begin, report });
	}
	let checkpoint = report.rows === 0 ? withFreshCounts({ ...begin, report }) : { ...begin, report };
	const batched = report.part === 'records' || areStagesBatched(work.linkedIn);
	const size = batched ? BATCHED[report.part] : ONE_BY_ONE;
	const written = new JustWritten();
	// Of the first page it is learned how stages go; the others go accordingly.
	const isTrial = report.part !== 'records' && isStageFormUnknown(work.linkedIn);
	const blocks = readBlocks(reader, report, size.block, () => !isTrial && hasRoom(0));
	let isFirst = true;
	const sent = overlapped(blocks, size.atOnce, async (page, turn) => {
		const { rows, report: at } = page;
		if (!rows) return { ...page, rows, sent: undefined };
		if (at.part === 'records') {
			const found = await turn(PHASES.look, async () => {
				return await clearRows(work, at, await judgeRows(work, reader, at, rows));
			});
			return { ...page, rows, sent: await sendReportRecords(work, at, found, written, turn) };
		}
		const due = await turn(PHASES.look, async () => {
			return await findDueStages(work, at, await judgeRows(work, reader, at, rows));
		});
		const done = await turn(PHASES.stages, async () => {
			// Stages of a page take seconds: what has only waited for its turn is left to the next run, which must not be missed.
			if (!isFirst && !hasRoom(0)) return undefined;
			isFirst = false;
			return await sendDueStages(work, due);
		});
		return { ...page, rows, sent: done };
	});
	let block: SentRows[] = [];
	for await (const { rows, sent: page, endsBlock } of sent) {
		if (!rows) {
			// It is gone: another one is made, and sent from its beginning. Writes replace, so that does no harm.
			yield quiet({ ...checkpoint, report: { ...report, ...noFile(report.wasted + 1) } });
			return;
		}
		if (!page) return;
		block.push(page);
		checkpoint = advanced(checkpoint, {}, page.counts);
		if (!endsBlock) continue;
		report = { ...report, ...rows.next };
		checkpoint = { ...checkpoint, report };
		if (rows.isLast) checkpoint = behindPart(work, checkpoint, report);
		yield {
			checkpoint,
			records: block.reduce((sum, one) => sum + one.records, 0),
			outcome: joined(block.map(({ outcome }) => outcome)),
		};
		block = [];
		if (rows.isLast) return;
	}
}

const quiet = (checkpoint: Checkpoint): StepResult => ({ checkpoint, records: 0, outcome: {} });

/** What list pages counted of applications is counted anew; the same when a file has to be read from its beginning. */
function withFreshCounts(checkpoint: Checkpoint): Checkpoint {
	const { counts, report } = checkpoint;
	if (report?.part !== 'records') return checkpoint;
	const fresh = { done: 0, rejected: 0, leftOut: 0 };
	return {
		...checkpoint,
		counts: {
			...counts,
			applications: { ...counts.applications, ...fresh },
			...(report.clearedBy === 'tags' && { candidates: { ...counts.candidates, ...fresh } }),
		},
	};
}

function behindPart(work: Work, checkpoint: Checkpoint, report: ReportState): Checkpoint {
	const part = work.options.applications
		? REPORT_PARTS[REPORT_PARTS.indexOf(report.part) + 1]
		: undefined;
	return part
		? { ...checkpoint, report: { ...report, part, offset: 0, rows: 0, width: 0, places: {} } }
		: behindReport(work, { ...checkpoint, report });
}

function behindReport({ options }: Work, checkpoint: Checkpoint): Checkpoint {
	const { applications } = checkpoint.counts;
	return {
		...checkpoint,
		people: { state: options.details ? 'deep' : 'done', ...LIST_START },
		counts: {
			...checkpoint.counts,
			applications: { ...applications, total: applications.done + applications.rejected },
		},
	};
}
