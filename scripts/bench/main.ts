import { parseArgs } from 'node:util';
import { makeStack, type Stack } from '../n8n/makeStack';
import { pause } from '../n8n/pause';
import type { RequestSummary } from '../n8n/SandboxProcess';
import { bareScript } from './bareScript';
import { measureChangeLag } from './changeLag';
import { exportSpeed } from './exportP95';
import { measureIdle } from './idle';
import { measurePollSeats } from './pollSeats';
import { httpNodesWorkflow } from './httpNodesWorkflow';
import { storm } from './storm';

/** `--quick` measures the same with smaller companies, roughly; `--part` measures some parts only. */
const { values } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		part: { type: 'string', multiple: true, default: [] },
	},
});
const size = (full: number, quick: number): number => (values.quick ? quick : full);

const CANDIDATE_WRITES = 'linkedin POST /linkedin/rest/candidates';
const APPLICATION_WRITES = 'linkedin POST /linkedin/rest/atsApplications';
const DETAILS = 'smartrecruiters GET /smartrecruiters/candidates/:id';
const HISTORIES = `${DETAILS}/jobs/:jobId/status/history`;
const LISTS = 'smartrecruiters GET /smartrecruiters/candidates';

const begin = Date.now();
function say(line: string): void {
	console.log(`${((Date.now() - begin) / 1000).toFixed(0).padStart(5)} s  ${line}`);
}

/** More than a run needs that finds nothing to do. */
const SECOND_RUN_MS = 20_000;

/** Options of Backfill in workflow 03, as somebody sets them in the editor. */
const backfillWith = (options: object) => ({
	rscHistoricalSync: { Backfill: { options: { jobCheckDelay: 1, ...options } } },
});

async function withStack<T>(
	options: Parameters<typeof makeStack>[0],
	work: (stack: Stack) => Promise<T>,
): Promise<T> {
	const stack = await makeStack(options);
	try {
		return await work(stack);
	} finally {
		await stack.close();
	}
}

const finished = async (stack: Stack): Promise<void> => {
	await stack.until('finished', ({ finishedAt }) => Boolean(finishedAt), 30 * 60_000);
};

function span(
	requests: RequestSummary,
	...routes: string[]
): { requests: number; seconds: number } {
	const found = routes.flatMap((route) => requests.routes[route] ?? []);
	const first = Math.min(...found.map(({ firstAtMs }) => firstAtMs));
	const last = Math.max(...found.map(({ lastAtMs }) => lastAtMs));
	return {
		requests: found.reduce((sum, one) => sum + one.requests, 0),
		seconds: (last - first) / 1000,
	};
}

const written = ({ writes }: RequestSummary): number =>
	(writes.candidate ?? 0) + (writes.application ?? 0);

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

/** Runs the fast pass with the limits off and watches n8n's memory. */
async function unlimited(people: number, chunkSize: number) {
	return await withStack(
		{
			people,
			jobs: 12,
			limits: 'off',
			factor: 100_000,
			entered: backfillWith({ details: false, chunkSize }),
		},
		async (stack) => {
			let peakMb = 0;
			let watching = true;
			await stack.start();
			const watch = (async () => {
				while (watching) {
					peakMb = Math.max(peakMb, stack.n8n.memoryMb());
					await pause(250);
				}
			})();
			await finished(stack);
			watching = false;
			await watch;
			const requests = await stack.sandbox.requests();
			const { seconds } = span(requests, CANDIDATE_WRITES, APPLICATION_WRITES);
			const people3 = span(requests, LISTS, CANDIDATE_WRITES, APPLICATION_WRITES).requests;
			const { streams, refused } = await stack.sandbox.compare('fast');
			const pages = Math.ceil(
				((streams.candidates?.held.count ?? 0) + (refused.candidates ?? 0)) / 100,
			);
			// Again, by hand: everything is there.
			await stack.sandbox.control('DELETE', '/requests');
			await stack.n8n.runByHand('rscHistoricalSync', 'Start by Hand');
			await pause(SECOND_RUN_MS);
			const second = Object.values((await stack.sandbox.requests()).writes).reduce(
				(sum, one) => sum + one,
				0,
			);
			return {
				perSecond: written(requests) / seconds,
				peakMb,
				ratio: people3 / (pages * 3),
				secondRunWrites: second,
			};
		},
	);
}

async function httpNodes(people: number): Promise<number> {
	const stack = await makeStack({ people, jobs: 12, limits: 'off', factor: 100_000 });
	try {
		await stack.n8n.cli('unpublish:workflow', '--id=rscHistoricalSync');
		const workflow = httpNodesWorkflow(stack.sandbox);
		await stack.n8n.importWorkflow(workflow);
		await stack.n8n.cli('publish:workflow', `--id=${workflow.id}`);
		await stack.n8n.start();
		let last = -1;
		for (let quiet = 0; quiet < 8; ) {
			await pause(500);
			const now = written(await stack.sandbox.requests());
			quiet = now === last && now > 0 ? quiet + 1 : 0;
			last = now;
		}
		const requests = await stack.sandbox.requests();
		return written(requests) / span(requests, CANDIDATE_WRITES, APPLICATION_WRITES).seconds;
	} finally {
		await stack.close();
	}
}

async function bare(people: number): Promise<number> {
	return await withStack(
		{ people, jobs: 12, limits: 'off', factor: 100_000 },
		async ({ sandbox }) => {
			await bareScript(sandbox.linkedInUrl, sandbox.smartRecruitersUrl);
			return await bareScript(sandbox.linkedInUrl, sandbox.smartRecruitersUrl);
		},
	);
}

/** (b) beside the same sync built by hand, and (e) again, unchanged. */
async function compareSpeed(): Promise<Figures> {
	const people = size(20_000, 5_000);
	const own = await unlimited(people, 20_000);
	say(`workflow 03, limits off: ${own.perSecond.toFixed(0)} records a second`);
	const nodes = await httpNodes(people);
	say(`HTTP Request nodes, limits off: ${nodes.toFixed(0)} records a second`);
	const script = await bare(people);
	say(`bare script, limits off: ${script.toFixed(0)} records a second`);
	return {
		vsHttpNodes: own.perSecond / nodes,
		vsBareScript: own.perSecond / script,
		secondRunWrites: own.secondRunWrites,
		requestRatio: own.ratio,
	};
}

/** (c) memory of n8n's process. */
async function compareMemory(): Promise<Figures> {
	const small = await unlimited(size(10_000, 5_000), 1_000);
	const large = await unlimited(size(200_000, 40_000), 1_000);
	say(
		`memory of n8n: ${small.peakMb.toFixed(0)} MB, and ${large.peakMb.toFixed(0)} MB for ${size(20, 8)} times the people`,
	);
	return {
		memoryGrowthMb: large.peakMb - small.peakMb,
		secondRunWrites: small.secondRunWrites + large.secondRunWrites,
		requestRatio: Math.max(small.ratio, large.ratio),
	};
}

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
		`changes: ${lag.changes}; told by webhook, half within ${lag.changeLagMedianMs} ms, 95 % within ${lag.changeLagP95Ms} ms; found by the hourly run, 95 % within ${lag.untoldLagP95Ms} ms`,
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

type Figures = Record<string, number>;
const PARTS: Readonly<Record<string, () => Promise<Figures>>> = {
	speed: compareSpeed,
	memory: compareMemory,
	fast: fastPass,
	deep: deepPass,
	exports,
	changes,
	storm: stormAtOnce,
	idle,
	seats,
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
