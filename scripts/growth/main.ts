import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growthTable, measureGrowth, type Measured } from './measureGrowth';
import { GROWTH_JOBS } from './growthJobs';

/** `--write` renews the table in docs/growth.md. */
const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });

async function main(): Promise<void> {
	const measured: Measured[] = [];
	for (const job of GROWTH_JOBS) {
		const one = await measureGrowth(job);
		measured.push(one);
		const { calls, rows } = one;
		console.log(
			`${one.kept ? '✓' : '✗'} ${job.name}, by ${job.by}: calls ^${calls.exponent.toFixed(2)} (${Math.ceil(calls.at(job.at))} at ${job.at.toLocaleString('en')}), rows ^${rows.exponent.toFixed(2)}`,
		);
	}
	if (values.write) writeFileSync(join(process.cwd(), 'docs', 'growth.md'), growthTable(measured));
	const failed = measured.filter(({ kept }) => !kept).length;
	console.log(`${measured.length - failed} passed, ${failed} failed`);
	process.exitCode = failed > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
