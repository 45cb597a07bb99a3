import { z } from 'zod';
import { pause } from '../n8n/pause';
import { makeStack } from '../n8n/makeStack';
import { EXPORT_WORKFLOWS, showJobs } from '../support/showJobs';

const LagsSchema = z.object({ lagsMs: z.array(z.number()), waiting: z.number() });
/** Recruiters press the button one after the other. */
const BETWEEN_MS = 1_500;
const WITHIN_MS = 120_000;

export interface ExportSpeed {
	/** From LinkedIn's push to the candidate on the job at SmartRecruiters, in milliseconds. */
	exportP50Ms: number;
	exportP95Ms: number;
	exports: number;
}

/**
 * How soon an exported person is in SmartRecruiters: workflow 05 on a real n8n against the sandbox, at the documented
 * limits, both ends timed by the sandbox. Needs an otherwise idle machine.
 */
export async function exportSpeed(people = 60): Promise<ExportSpeed> {
	const stack = await makeStack({
		people: 60,
		workflows: EXPORT_WORKFLOWS,
		limits: 'documented',
		factor: 1,
		entered: { rscHistoricalSync: { Backfill: { options: { details: false, jobCheckDelay: 1 } } } },
	});
	try {
		await stack.start();
		await stack.until('the backfill has finished', ({ finishedAt }) => Boolean(finishedAt));
		await showJobs(stack.sandbox);
		for (let index = 0; index < people; index += 1) {
			await stack.sandbox.control('POST', '/exports/generate', {
				from: 100 + index * 10,
				plainOnly: true,
			});
			await pause(BETWEEN_MS);
		}
		const deadline = Date.now() + WITHIN_MS;
		for (;;) {
			const { lagsMs, waiting } = LagsSchema.parse(
				await stack.sandbox.control('GET', '/exports/lags'),
			);
			if (waiting === 0) return figures(lagsMs);
			if (Date.now() > deadline) throw new Error(`${waiting} exports did not arrive`);
			await pause(1_000);
		}
	} finally {
		await stack.close();
	}
}

function figures(lagsMs: readonly number[]): ExportSpeed {
	const sorted = [...lagsMs].sort((a, b) => a - b);
	const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
	return { exportP50Ms: at(0.5), exportP95Ms: at(0.95), exports: sorted.length };
}
