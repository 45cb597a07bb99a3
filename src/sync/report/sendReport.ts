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
import { type DueStages, findDueStages, sendDueStages } from './sendReportStages';
import { sendReportRecords, type SentRows } from './sendReportRecords';
import { StageBatches } from './StageBatches';
import { JustWritten } from './writeReportRecords';

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
const STAGES: PartSize = { block: { rows: 3 * MAX_BATCH, pages: 1 }, atOnce: 2 };
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
	const batches = new StageBatches<DueStages>();
	const sent = overlapped(blocks, size.atOnce, async (page, turn) => {
		const { rows, report: at } = page;
		if (!rows) return { ...page, rows, sent: undefined, isWhole: false };
		if (at.part === 'records') {
			const found = await turn(PHASES.look, async () => {
				return await clearRows(work, at, await judgeRows(work, reader, at, rows));
			});
			const records = await sendReportRecords(work, at, found, written, turn);
			return { ...page, rows, sent: records, isWhole: true };
		}
		const due = await turn(PHASES.look, async () => {
			return await findDueStages(work, at, await judgeRows(work, reader, at, rows));
		});
		return await turn(PHASES.stages, async () => {
			// Stages of a page take seconds: what has only waited for its turn is left to the next run, which must not be missed.
			if (!isFirst && !hasRoom(0)) return { ...page, rows, sent: undefined, isWhole: false };
			isFirst = false;
			const isFilled = batched && !rows.isLast;
			const parts = [await sendDueStages(work, isFilled ? batches.fill(due) : batches.finish(due))];
			// No page follows in this run.
			if (!hasRoom(0)) parts.push(await sendDueStages(work, batches.finish()));
			return { ...page, rows, sent: together(parts), isWhole: batches.isEmpty };
		});
	});
	let block: SentRows[] = [];
	for await (const { rows, report: before, sent: page, endsBlock, isWhole } of sent) {
		if (!rows) {
			// It is gone: another one is made, and sent from its beginning. Writes replace, so that does no harm.
			yield quiet({ ...checkpoint, report: { ...report, ...noFile(report.wasted + 1) } });
			return;
		}
		if (!page) return;
		block.push(page);
		checkpoint = advanced(checkpoint, {}, page.counts);
		if (!endsBlock) continue;
		// Of a page that left something to the next one, all before it is done.
		report = isWhole ? { ...report, ...rows.next } : before;
		checkpoint = { ...checkpoint, report };
		if (rows.isLast) checkpoint = behindPart(work, checkpoint, report);
		const { records, outcome } = together(block);
		yield { checkpoint, records, outcome };
		block = [];
		if (rows.isLast) return;
	}
}

const together = (parts: readonly SentRows[]): SentRows => ({
	records: parts.reduce((sum, { records }) => sum + records, 0),
	counts: {},
	outcome: joined(parts.map(({ outcome }) => outcome)),
});

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
