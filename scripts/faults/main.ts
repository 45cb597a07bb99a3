import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../n8n/paths';
import { replay } from './replay';
import { reportOf } from './reportOf';
import { runMutants } from './runMutants';
import { runWorlds } from './runWorlds';

/** At least; those that cover every point and trouble are always among them. */
const QUICK_WORLDS = 120;
const FULL_WORLDS = 10_000;
const DOC = 'docs/reliability.md';

const { values } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		/** 10,000 worlds. */
		full: { type: 'boolean', default: false },
		/** Lives the world of a file again. */
		replay: { type: 'string' },
		/** Breaks the package in many ways, and counts which are noticed. */
		mutants: { type: 'boolean', default: false },
		/** A workload; of mutants, part of a name. */
		only: { type: 'string', default: '' },
		worlds: { type: 'string' },
		seed: { type: 'string', default: '1' },
		/** Of mutants: every so many only. */
		every: { type: 'string' },
		companies: { type: 'string' },
		/** After so many, no further world begins. */
		minutes: { type: 'string' },
		'until-failure': { type: 'boolean', default: false },
		/** Of mutants: keeps the least world that notices one which the quick form does not. */
		keep: { type: 'boolean', default: false },
		/** Writes the table into the documentation. */
		write: { type: 'boolean', default: false },
	},
});

/** @throws Error for what is no number: mistyped, no world would be lived, and none would fail */
function numberOf(name: 'worlds' | 'seed' | 'companies' | 'minutes'): number | undefined {
	const given = values[name];
	if (given === undefined) return undefined;
	const value = Number(given);
	if (given.trim() !== '' && value >= 0) return value;
	throw new Error(`--${name} takes a number`);
}

/** What was told before may still be on its way into a pipe. */
async function end(passed: number, failed: number): Promise<void> {
	await new Promise<void>((resolve) => {
		process.stdout.write(`${passed} passed, ${failed} failed\n`, () => {
			resolve();
		});
	});
	process.exit(failed === 0 ? 0 : 1);
}

async function main(): Promise<void> {
	if (values.replay !== undefined) {
		const ok = await replay(values.replay);
		return await end(ok ? 1 : 0, ok ? 0 : 1);
	}
	if (values.mutants) {
		const { passed, failed } = await runMutants({
			only: values.only,
			keeps: values.keep,
			...(values.worlds && { worlds: Number(values.worlds) }),
			...(values.every && { every: Number(values.every) }),
		});
		return await end(passed, failed);
	}
	const result = await runWorlds({
		worlds: numberOf('worlds') ?? (values.full ? FULL_WORLDS : QUICK_WORLDS),
		seed: numberOf('seed') ?? 1,
		companies: numberOf('companies') ?? (values.full ? 12 : 1),
		untilFailure: values['until-failure'],
		minutes: numberOf('minutes') ?? Number.POSITIVE_INFINITY,
		shrinks: true,
		only: values.only,
		failures: mkdtempSync(join(tmpdir(), 'rsc-worlds-')),
	});
	const report = reportOf(result, `npm run faults -- ${process.argv.slice(2).join(' ')}`.trim());
	console.log(`\n${report}\n`);
	for (const one of result.never) console.log(`FAIL it never happened: ${one}`);
	if (values.write) {
		const file = join(ROOT, DOC);
		const page = readFileSync(file, 'utf8');
		writeFileSync(
			file,
			page.replace(
				/(<!-- begin worlds -->\n)[\s\S]*?(<!-- end worlds -->)/,
				(_all, begin: string, last: string) => `${begin}\n${report}\n\n${last}`,
			),
		);
	}
	const worlds = [...result.tallies.values()].reduce((sum, tally) => sum + tally.worlds, 0);
	const failed = result.failed.length + result.never.length;
	await end(worlds - result.failed.length, failed);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(2);
});
