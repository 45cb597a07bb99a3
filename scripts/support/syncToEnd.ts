import type { Sandbox } from '../../sandbox/createSandbox';
import { type ChangesInput, syncChanges } from '../../src/operations/history/syncChanges';
import type { RunReport } from '../../src/operations/history/RunReport';
import type { Runtime } from '../../src/operations/Runtime';
import { PROFILE_URL } from './historyRuntime';

/** Sync Changes, run after run until it is done; waits by moving the sandbox's clock. */
export async function syncToEnd(
	sandbox: Sandbox,
	runtime: Runtime,
	change: Partial<ChangesInput> = {},
): Promise<RunReport[]> {
	const reports: RunReport[] = [];
	for (let run = 0; run < 50; run += 1) {
		const { report } = await syncChanges(runtime, {
			profileUrl: PROFILE_URL,
			chunkRecords: 1000,
			jobCheckDelayMs: 300_000,
			timeLimitMs: 300_000,
			atOnce: false,
			...change,
		});
		reports.push(report);
		if (report.state === 'done') return reports;
		const { resumeAt } = report;
		if (resumeAt && Date.parse(resumeAt) > sandbox.context.clock.now())
			sandbox.context.clock.set(Date.parse(resumeAt));
	}
	throw new Error('Never done');
}
