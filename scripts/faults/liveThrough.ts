import type { Sandbox } from '../../sandbox/createSandbox';
import { createSandbox } from '../../sandbox/createSandbox';
import type { ActivityComparison } from '../../sandbox/compare/compareActivity';
import { generateTraffic } from '../../sandbox/linkedin/activity/generateTraffic';
import { CONTRACT } from '../support/ActivityOffice';
import type { MortalStep } from '../support/Mortal';
import { ActivityWorkflow } from './ActivityWorkflow';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const BEGIN_MS = Date.UTC(2026, 10, 2);

/** A world in which n8n lives, and what goes wrong in it. */
export interface Scenario {
	title: string;
	seats: number;
	days: number;
	/** How long n8n goes on after them, so that everything that is tried again has its turn; default 4. */
	daysAfter?: number;
	/** How far n8n's clock is ahead of the vendors'. */
	skewMs?: number;
	switches?: Record<string, boolean | number | string>;
	/** Before the first poll. */
	prepare?: (world: World) => void | Promise<void>;
	/** Before every poll. */
	before?: (world: World, nowMs: number) => void | Promise<void>;
	/** At every step of a run, counted through all of them; true kills n8n there. */
	kill?: (step: MortalStep, nth: number, world: World) => boolean;
}

export interface World {
	sandbox: Sandbox;
	workflow: ActivityWorkflow;
	/** Hours since the beginning. */
	hours: () => number;
}

export interface Life {
	title: string;
	events: number;
	comparison: ActivityComparison;
	/** Whether the end is the same as without any fault. */
	ok: boolean;
	kills: number;
	parked: Record<string, number>;
	requests: { linkedIn: number; smartRecruiters: number; throttled: number };
	/** Half of the events were there after so many seconds, and 95 % of them. */
	lagSeconds: { median: number; p95: number };
	/** LinkedIn calls of a poll that finds nothing, and how many notes it wrote. */
	idle: { calls: number; writes: number };
	realSeconds: number;
}

/** Both sides live through the same days; n8n polls and catches up every 30 minutes. */
export async function liveThrough(scenario: Scenario): Promise<Life> {
	const startedAt = Date.now();
	const { seats: count, days } = scenario;
	const sandbox = await createSandbox({
		people: 600,
		users: Math.max(40, count * 5),
		startAtMs: BEGIN_MS,
	});
	try {
		sandbox.context.switches.set('li§8 seats per contract', count * 2);
		for (const [name, value] of Object.entries(scenario.switches ?? {}))
			sandbox.context.switches.set(name, value);
		generateTraffic(sandbox.room, {
			contract: CONTRACT,
			seats: count,
			days,
			seed: 5,
			fromMs: BEGIN_MS,
			perDay: 4,
			strangersPerMille: 100,
		});
		const active = sandbox.seats
			.list(CONTRACT)
			.filter(({ state }) => state === 'ACTIVE')
			.slice(0, count)
			.map(({ seatUrn }) => seatUrn);
		// Every fifth seat holder is not mapped: nothing of theirs may arrive.
		const mapped = new Set(active.filter((_, nth) => nth % 5 !== 4));
		let steps = 0;
		let isOver = false;
		const workflow = await ActivityWorkflow.open(sandbox, {
			seats: active,
			mapped,
			skewMs: scenario.skewMs ?? 0,
			kill: (step) => {
				steps += 1;
				return !isOver && scenario.kill?.(step, steps, world) === true;
			},
		});
		const world: World = {
			sandbox,
			workflow,
			hours: () => (sandbox.context.clock.now() - BEGIN_MS) / HOUR_MS,
		};
		await scenario.prepare?.(world);
		const end = BEGIN_MS + (days + (scenario.daysAfter ?? 4)) * DAY_MS;
		for (let at = BEGIN_MS; at < end; at += 30 * MINUTE_MS) {
			if (sandbox.context.clock.now() > at) continue;
			sandbox.context.clock.set(at);
			await scenario.before?.(world, at);
			await workflow.poll();
			await workflow.catchUp();
			await workflow.importPast();
		}
		isOver = true;
		const idle = await measureIdlePoll(world);
		const comparison = workflow.compare();
		const requests = sandbox.context.requests.summary();
		const lags = await workflow.lagSeconds();
		const parked = await workflow.parkedByCode();
		// Notes whose ids SmartRecruiters never told can only be removed by people: review items name every one of them.
		const named = await workflow.notesToRemoveByHand();
		const left = comparison.outdated.count + comparison.wrong.count;
		const { missing, twice, headless, cut, unsafe } = comparison;
		const clean = [missing, twice, headless, cut, unsafe].every((one) => one.count === 0);
		return {
			title: scenario.title,
			events: comparison.expected,
			comparison,
			ok: clean && left <= named && idle.writes === 0,
			kills: workflow.kills,
			parked,
			requests: {
				linkedIn: requests.linkedin.requests,
				smartRecruiters: requests.smartrecruiters.requests,
				throttled: requests.linkedin.throttled + requests.smartrecruiters.throttled,
			},
			lagSeconds: { median: at(lags, 0.5), p95: at(lags, 0.95) },
			idle,
			realSeconds: Math.round((Date.now() - startedAt) / 1000),
		};
	} finally {
		await sandbox.close();
	}
}

const at = (sorted: readonly number[], share: number): number =>
	sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Days after the last event: what a poll costs that finds nothing new, without signing in anew. */
async function measureIdlePoll({ sandbox, workflow }: World): Promise<Life['idle']> {
	sandbox.context.faults.reset();
	sandbox.room.activity.disturbances = [];
	await workflow.poll();
	sandbox.context.clock.advance(30 * MINUTE_MS);
	const count = (pattern: RegExp): number =>
		Object.entries(sandbox.context.requests.summary().routes)
			.filter(([route]) => pattern.test(route))
			.reduce((sum, [, { statuses }]) => sum + (statuses['200'] ?? 0), 0);
	const activity = /conversationEvents|mailStubs|prospectNotes/;
	const before = [count(activity), count(/^smartrecruiters/)];
	await workflow.poll();
	const after = [count(activity), count(/^smartrecruiters/)];
	return { calls: (after[0] ?? 0) - (before[0] ?? 0), writes: (after[1] ?? 0) - (before[1] ?? 0) };
}
