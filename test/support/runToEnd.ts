import type { Sandbox } from '../../sandbox/createSandbox';
import { DEFAULT_SHARING } from '../../src/mapping/SharingRules';
import type { Rejection } from '../../src/mapping/Rejection';
import { backfill } from '../../src/operations/history/backfill';
import type { Connection } from '../../src/operations/connect';
import type { BackfillOptions } from '../../src/sync/BackfillRun';
import type { Progress } from '../../src/sync/progress';

export const OPTIONS: BackfillOptions = {
	jobs: true,
	candidates: true,
	applications: true,
	details: true,
	dryRun: false,
	sinceMs: null,
	availability: 'PRIVATE_TO_ATS_INTEGRATION',
	profileUrl: 'https://ats.example.com/candidates/{candidateId}',
	chunkRecords: 1000,
	jobCheckDelayMs: 300_000,
	sharing: DEFAULT_SHARING,
	tombstones: [],
};

export interface Run {
	chunks: Progress[];
	last: Progress;
	rejections: Rejection[];
}

/** Chunk after chunk, as workflow 03 does it; waits by moving the sandbox's clock. */
export async function runToEnd(
	sandbox: Sandbox,
	connection: Connection,
	change: Partial<BackfillOptions> = {},
	checkpoint: unknown = '',
): Promise<Run> {
	const chunks: Progress[] = [];
	const rejections: Rejection[] = [];
	let current = checkpoint;
	for (let chunk = 0; chunk < 400; chunk += 1) {
		const result = await backfill(connection, {
			checkpoint: current,
			timeLimitMs: 300_000,
			options: { ...OPTIONS, ...change },
		});
		chunks.push(result.progress);
		rejections.push(...result.rejections);
		current = result.progress.checkpoint;
		if (result.progress.done) return { chunks, last: result.progress, rejections };
		const { resumeAt } = result.progress;
		if (resumeAt && Date.parse(resumeAt) > sandbox.context.clock.now()) {
			sandbox.context.clock.set(Date.parse(resumeAt));
		}
	}
	throw new Error('The backfill did not end within 400 chunks');
}
