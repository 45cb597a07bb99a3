import type { Sandbox } from '../../sandbox/createSandbox';
import type { Rejection } from '../../src/mapping/Rejection';
import { backfill, type BackfillInput } from '../../src/operations/history/backfill';
import type { RunReport } from '../../src/operations/history/RunReport';
import type { RunOptions } from '../../src/sync/Work';
import type { Connection } from '../../src/operations/connect';
import type { Runtime } from '../../src/operations/Runtime';
import { MemoryStore } from './MemoryStore';
import { connectOrganization, PROFILE_URL } from './historyRuntime';

export const OPTIONS: RunOptions = {
	jobs: true,
	candidates: true,
	applications: true,
	details: true,
	dryRun: false,
	profileUrl: PROFILE_URL,
	chunkRecords: 1000,
	jobCheckDelayMs: 300_000,
};

export interface Run {
	reports: RunReport[];
	last: RunReport;
	rejections: Rejection[];
}

type Change = Partial<RunOptions> & Partial<Omit<BackfillInput, 'options'>>;

export const backfillInput = (change: Change = {}): BackfillInput => {
	const { sinceMs = null, startAgain = false, timeLimitMs = 300_000, atOnce = false } = change;
	const names = Object.keys(OPTIONS);
	const options = Object.fromEntries(
		Object.entries(change).filter(([name]) => names.includes(name)),
	);
	return { options: { ...OPTIONS, ...options }, sinceMs, startAgain, timeLimitMs, atOnce };
};

/** Run after run, as workflow 03 does it; waits by moving the sandbox's clock. Without a store, it begins with none. */
export async function runToEnd(
	sandbox: Sandbox,
	connection: Connection | Runtime,
	change: Change = {},
): Promise<Run> {
	const runtime = 'owner' in connection ? connection : await withStore(connection);
	const reports: RunReport[] = [];
	const rejections: Rejection[] = [];
	let { startAgain = false } = change;
	for (let run = 0; run < 400; run += 1) {
		const result = await backfill(runtime, backfillInput({ ...change, startAgain }));
		startAgain = false;
		reports.push(result.report);
		rejections.push(...result.rejections);
		if (result.report.state === 'done' || result.report.state === 'estimated')
			return { reports, last: result.report, rejections };
		const { resumeAt } = result.report;
		if (resumeAt && Date.parse(resumeAt) > sandbox.context.clock.now())
			sandbox.context.clock.set(Date.parse(resumeAt));
	}
	throw new Error('The backfill did not end within 400 runs');
}

async function withStore(connection: Connection): Promise<Runtime> {
	const store = new MemoryStore();
	await connectOrganization(store);
	return { ...connection, store, owner: 'test' };
}
