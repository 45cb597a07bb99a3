import { parseArgs } from 'node:util';
import type { RequestSummary } from '../n8n/SandboxProcess';
import { measureChangeLag } from './changeLag';
import { exportSpeed } from './exportP95';
import { measureHeap, type Pass } from './heap';
import { measureIdle } from './idle';
import { measureMemory } from './memory';
import { measureMappedSeat } from './mappedSeat';
import { measurePollSeats } from './pollSeats';
import { measureNight } from './nightCalls';
import { measureReportFed } from './reportFed';
import { measureSpeed } from './speed';
import {
	APPLICATION_WRITES,
	backfillWith,
	CANDIDATE_WRITES,
	DETAILS,
	finished,
	HISTORIES,
	LISTS,
	span,
	withStack,
	written,
} from './stackRuns';
import { storm } from './storm';
import { measureVisibility } from './visibility';

/** `--quick` measures the same with smaller companies, roughly; `--part` measures some parts only; `--people` is the large company
 * of `memory` and `heap`, `--pass`, `lists` or `report`, how it is sent, and `--minutes` for how long each at most.
 */
const { values } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		part: { type: 'string', multiple: true, default: [] },
		people: { type: 'string' },
		pass: { type: 'string' },
		minutes: { type: 'string' },
	},
});
const size = (full: number, quick: number): number => (values.quick ? quick : full);

const begin = Date.now();
function say(line: string): void {
	console.log(`${((Date.now() - begin) / 1000).toFixed(0).padStart(5)} s  ${line}`);
}

/** (a) the fast pass under the documented limits. */
async function fastPass(): Promise<Figures> {
	const people = size(20_000, 5_000);
	return await withStack(
		{
			people,
			jobs: 20,
			limits: 'documented',
			factor: 1,
			entered: backfillWith({ details: false }),
		},
		async (stack) => {
			await stack.start();
			await finished(stack);
			const requests = await stack.sandbox.requests();
			const { seconds } = span(requests, CANDIDATE_WRITES, APPLICATION_WRITES);
			const fastShare = written(requests) / (seconds / 60) / 10_000;
			const throttled = requests.linkedin.throttled + requests.smartrecruiters.throttled;
			say(
				`fast pass: ${written(requests)} records in ${seconds.toFixed(0)} s, ${(fastShare * 100).toFixed(1)} % of 10,000 a minute, busiest minute ${requests.linkedInRecordsPeakPerMinute}, ${throttled} times 429`,
			);
			return { fastShare, throttled };
		},
	);
}

/** LinkedIn's routes for people, also as a single record takes them. */
const peopleRoutes = ({ routes }: RequestSummary): string[] =>
	Object.keys(routes).filter((route) =>
		/^linkedin .*\/(candidates|atsApplications|applicationStage)/.test(route),
	);

/** (b) the deep pass under the documented limits, and its requests beside what they must be. */
async function deepPass(): Promise<Figures> {
	const people = size(800, 300);
	return await withStack({ people, jobs: 12, limits: 'documented', factor: 1 }, async (stack) => {
		await stack.start();
		await finished(stack);
		const requests = await stack.sandbox.requests();
		const { seconds, requests: count } = span(requests, DETAILS, HISTORIES);
		const deepShare = count / seconds / 10;
		const { streams, refused } = await stack.sandbox.compare();
		const listed = (streams.candidates?.held.count ?? 0) + (refused.candidates ?? 0);
		const applications = (streams.applications?.held.count ?? 0) + (refused.applications ?? 0);
		const batches = (records: number): number => Math.ceil(records / 100);
		const pages = batches(listed);
		const held = batches(streams.applications?.held.count ?? 0);
		// Both passes: lists twice, candidates twice and read once, applications twice; then details, histories, stages.
		const least =
			pages * 2 +
			pages * 3 +
			pages +
			held +
			listed +
			applications +
			batches(streams.stages?.held.count ?? 0);
		const made = span(requests, LISTS, DETAILS, HISTORIES, ...peopleRoutes(requests)).requests;
		const throttled = requests.linkedin.throttled + requests.smartrecruiters.throttled;
		say(
			`deep pass: ${count} requests in ${seconds.toFixed(0)} s, ${(deepShare * 100).toFixed(1)} % of 10 a second, ${throttled} times 429; ${made} requests where ${least} are the least`,
		);
		return { deepShare, requestRatio: made / least, throttled };
	});
}

/** (b) beside the same sync built by hand, and (e) again, unchanged. */
async function compareSpeed(): Promise<Figures> {
	return { ...(await measureSpeed(size(20_000, 5_000), size(3, 1), say)) };
}

/** (c) memory of n8n's process, from list pages and from a report, for a small company and for a large one. */
async function compareMemory(): Promise<Figures> {
	const people = Number(values.people ?? size(1_000_000, 40_000));
	const withinMs = Number(values.minutes ?? 300) * 60_000;
	let memoryGrowthMb = 0;
	let secondRunWrites = 0;
	for (const pass of passes()) {
		const peaks: number[] = [];
		for (const company of [Math.min(size(10_000, 5_000), people / 5), people]) {
			const one = await measureMemory(pass, company, withinMs, say);
			say(
				`memory of n8n, ${pass}: ${one.peakMb.toFixed(0)} MB for ${one.people} of ${company} people${one.finished ? '' : ', where it was ended'}, ${one.records} records in ${one.seconds.toFixed(0)} s`,
			);
			peaks.push(one.peakMb);
			secondRunWrites += one.secondRunWrites;
		}
		memoryGrowthMb = Math.max(memoryGrowthMb, Math.max(...peaks) - (peaks[0] ?? 0));
	}
	return { memoryGrowthMb, secondRunWrites };
}

/** (c) the same of our own code alone, what is left when the collector has run: from 10,000 people on. */
async function compareHeap(): Promise<Figures> {
	const people = Number(values.people ?? size(1_000_000, 30_000));
	const withinMs = Number(values.minutes ?? 240) * 60_000;
	let heapGrowthMb = 0;
	for (const pass of passes()) {
		const use = await measureHeap(pass, people, withinMs, say);
		say(
			`memory in use without n8n, ${pass}: ${use.smallMb.toFixed(1)} MB until ${use.small} people, ${use.largeMb.toFixed(1)} MB until ${use.people}${use.finished ? '' : ', where it was ended'}; ${use.seconds.toFixed(0)} s; rsc_sent ${use.sentMb.toFixed(1)} MB`,
		);
		heapGrowthMb = Math.max(heapGrowthMb, use.largeMb - use.smallMb);
	}
	return { heapGrowthMb };
}

const passes = (): Pass[] =>
	(['lists', 'report'] as const).filter((pass) => !values.pass || values.pass === pass);

/** From Recruiter's button to the candidate in SmartRecruiters. */
async function exports(): Promise<Figures> {
	const { exportP50Ms, exportP95Ms, exports: count } = await exportSpeed(size(60, 20));
	say(
		`one-click export: ${count} people, half of them within ${exportP50Ms} ms, 95 % within ${exportP95Ms} ms`,
	);
	return { exportP95Ms };
}

/** From a change in SmartRecruiters to LinkedIn, on the sandbox's clock. */
async function changes(): Promise<Figures> {
	const lag = await measureChangeLag({ days: size(10, 3) });
	if (!lag.agree) throw new Error('LinkedIn does not equal the company at the end');
	say(
		`changes: ${lag.changes}; from the arrival of a webhook, half within ${lag.changeLagMedianMs} ms, 95 % within ${lag.changeLagP95Ms} ms, without the ${lag.latenessP95Ms} ms and less that the sandbox held it back; without a webhook, found by the hourly run, 95 % within ${lag.untoldLagP95Ms} ms`,
	);
	return { changeLagMedianMs: lag.changeLagMedianMs, changeLagP95Ms: lag.changeLagP95Ms };
}

/** Everything at once, on the sandbox's clock: in one process, in two, and with two more that have died. */
async function stormAtOnce(): Promise<Figures> {
	const people = size(2_000, 300);
	let stormThrottled = 0;
	for (const processes of [1, 2]) {
		const dead = processes === 2 ? 2 : 0;
		const one = await storm({ people, webhooks: 200, exports: 10, processes, dead });
		if (one.missing.length + one.left + one.notExported > 0)
			throw new Error(`${one.missing.length + one.left + one.notExported} records did not arrive`);
		stormThrottled += one.throttled;
		say(
			`storm, ${processes} process(es): 200 webhooks, a backfill of ${people} people, 10 exports, 3 polls: ${one.requests} calls in ${one.seconds.toFixed(0)} s, ${one.throttled} times 429`,
		);
	}
	return { stormThrottled };
}

/** A backfill from a report, and candidate by candidate, on the sandbox's clock with answers of 0.4 to 1 s. */
async function reportFed(): Promise<Figures> {
	return { ...(await measureReportFed(values.quick, say)) };
}

/** The nightly comparison of 100,000 people and 2,000 jobs, 1 % changed a day, from slopes at smaller sizes. */
async function nights(): Promise<Figures> {
	const { calls, perPerson, perJob } = await measureNight();
	say(
		`night: ${perPerson.toFixed(4)} calls a person and ${perJob.toFixed(3)} a job: ${calls.toFixed(0)} for 100,000 people, 1 % changed, and 2,000 jobs`,
	);
	return { nightCalls: calls };
}

/** n8n with everything published and nothing to do. */
async function idle(): Promise<Figures> {
	const { idleCpuSecondsPerMinute, idleMemoryMb } = await measureIdle(size(10, 3));
	say(
		`idle, all nine workflows published: ${idleCpuSecondsPerMinute.toFixed(2)} s of processor time a minute, ${idleMemoryMb.toFixed(0)} MB`,
	);
	return { idleCpuSecondsPerMinute, idleMemoryMb };
}

/** Seats whose InMails are read every half hour. */
async function seats(): Promise<Figures> {
	const { pollSeats, seconds, seats: count } = await measurePollSeats(1_000, 400);
	say(
		`poll: ${count} seats in ${seconds.toFixed(0)} s at 400 ms an answer; time and calls a day serve ${pollSeats} every 30 minutes`,
	);
	return { pollSeats };
}

/** Who sees jobs at LinkedIn, beside what SmartRecruiters says, on the sandbox's clock. */
async function visibility(): Promise<Figures> {
	const { visibilityCalls, violations, disagreements, ...seen } = await measureVisibility(
		size(2_000, 200),
	);
	say(
		`visibility: ${seen.jobs} jobs, ${seen.days} days, ${seen.webhooks.sent} webhooks of which ${seen.webhooks.lost} lost and ${seen.webhooks.doubled} doubled, killed ${seen.killed} times: ${seen.made} calls where ${seen.least} are the least, ${seen.rows} rows, ${violations} violations in ${seen.checks} looks, ${disagreements} disagreements`,
	);
	const jobs = size(1_000, 100);
	const { seen: own, mappedMinutes, unmappedMinutes } = await measureMappedSeat(jobs);
	say(
		`visibility: whose seat is mapped sees ${own} of ${jobs} jobs after ${mappedMinutes.toFixed(1)} min, whose is unmapped none after ${unmappedMinutes.toFixed(1)} min`,
	);
	return { visibilityCalls, violations, disagreements, mappedMinutes, unmappedMinutes };
}

type Figures = Record<string, number>;
const PARTS: Readonly<Record<string, () => Promise<Figures>>> = {
	speed: compareSpeed,
	memory: compareMemory,
	heap: compareHeap,
	fast: fastPass,
	deep: deepPass,
	exports,
	changes,
	report: reportFed,
	nights,
	storm: stormAtOnce,
	idle,
	seats,
	visibility,
};

/** How a figure that several parts measure becomes one. */
const JOIN: Readonly<Record<string, (a: number, b: number) => number>> = {
	requestRatio: Math.max,
	secondRunWrites: (a, b) => a + b,
	throttled: (a, b) => a + b,
};

async function main(): Promise<void> {
	const figures: Figures = {};
	for (const [name, measure] of Object.entries(PARTS)) {
		if (values.part.length > 0 && !values.part.includes(name)) continue;
		for (const [figure, value] of Object.entries(await measure())) {
			const before = figures[figure];
			figures[figure] = before === undefined ? value : (JOIN[figure]?.(before, value) ?? value);
		}
	}
	console.log(
		JSON.stringify(
			Object.fromEntries(
				Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
			),
		),
	);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
