import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../n8n/paths';
import { liveMonth } from './liveMonth';
import { brokenIn, monthReport } from './monthReport';
import { FEW_TICKS_AT_MS, type MonthOptions } from './planMonth';
import { brokenInSoak, soak } from './soak';
import { soakReport } from './soakReport';

const DOC = 'docs/reliability.md';
const SHOWN = 20;

const { values } = parseArgs({
	options: {
		seed: { type: 'string', default: '1' },
		people: { type: 'string', default: '5000' },
		jobs: { type: 'string', default: '200' },
		seats: { type: 'string', default: '50' },
		days: { type: 'string', default: '30' },
		/** On a day: what people do at the company, what a seat holder writes, who is exported. */
		actions: { type: 'string', default: '40' },
		activity: { type: 'string', default: '1' },
		exports: { type: 'string', default: '2' },
		kills: { type: 'string', default: '5' },
		'no-outages': { type: 'boolean', default: false },
		/** Schedules go off five times a day instead of 17 times. */
		'few-ticks': { type: 'boolean', default: false },
		/** Two weeks instead, one in which nothing happens: what grows meanwhile. */
		soak: { type: 'boolean', default: false },
		/** Writes the result into the documentation. */
		write: { type: 'boolean', default: false },
	},
});

const startedAtMs = Date.now();
function say(line: string): void {
	console.log(`${((Date.now() - startedAtMs) / 1000).toFixed(0).padStart(4)} s  ${line}`);
}

async function main(): Promise<void> {
	const options: MonthOptions = {
		seed: Number(values.seed),
		people: Number(values.people),
		jobs: Number(values.jobs),
		seats: Number(values.seats),
		days: Number(values.days),
		actionsPerDay: Number(values.actions),
		activityPerDay: Number(values.activity),
		exportsPerDay: Number(values.exports),
		kills: Number(values.kills),
		outages: !values['no-outages'],
		...(values['few-ticks'] && { ticksAtMs: FEW_TICKS_AT_MS }),
	};
	const command = `npm run month -- ${process.argv.slice(2).join(' ')}`.trim();
	if (values.soak) {
		const result = await soak(options, say);
		conclude('soak', soakReport(result, options, command), result.events, brokenInSoak(result));
		return;
	}
	const result = await liveMonth(options, say);
	const report = monthReport(result, options, command);
	conclude('month', report, result.judged.length, brokenIn(result));
}

/** Tells what came of it; the exit code, too. */
function conclude(block: string, report: string, events: number, broken: readonly string[]): void {
	console.log(`\n${report}\n`);
	if (values.write) writeBlock(block, report);
	for (const what of broken.slice(0, SHOWN)) console.log(`FAIL ${what}`);
	console.log(`${events} passed, ${broken.length} failed`);
	process.exitCode = broken.length === 0 ? 0 : 1;
}

function writeBlock(name: string, text: string): void {
	const file = join(ROOT, DOC);
	const block = new RegExp(`(<!-- begin ${name} -->\\n)[\\s\\S]*?(<!-- end ${name} -->)`);
	const page = readFileSync(file, 'utf8');
	if (!block.test(page)) throw new Error(`${DOC} has no block ${name}`);
	writeFileSync(
		file,
		page.replace(block, (_all, begin: string, last: string) => `${begin}\n${text}\n\n${last}`),
	);
}

main().then(
	() => process.exit(),
	(error: unknown) => {
		console.error(error instanceof Error ? error.stack : error);
		process.exit(1);
	},
);
