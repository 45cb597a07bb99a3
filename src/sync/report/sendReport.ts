import { MAX_BATCH } from '../../linkedin/batchWrite';
import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { LIST_START } from '../ListCursor';
import type { StepResult, Work } from '../Work';
import { awaitReportFile } from './awaitReportFile';
import { noFile, REPORT_PARTS, type ReportState } from './ReportState';
import { requestReportFile } from './requestReportFile';
import { sendReportRows } from './sendReportRows';

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
	for (;;) {
		const rows = await reader.next(report, MAX_BATCH);
		if (!rows) {
			// It is gone: another one is made, and sent from its beginning. Writes replace, so that does no harm.
			yield quiet({ ...checkpoint, report: { ...report, ...noFile(report.wasted + 1) } });
			return;
		}
		const sent = await sendReportRows(work, reader, report, rows);
		report = { ...report, ...rows.next };
		checkpoint = advanced({ ...checkpoint, report }, {}, sent.counts);
		if (rows.isLast) checkpoint = behindPart(work, checkpoint, report);
		yield { checkpoint, records: sent.records, outcome: sent.outcome };
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
