import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DrivenClock } from '../../scripts/n8n/DrivenClock';
import type { SandboxProcess } from '../../scripts/n8n/SandboxProcess';
import { type ActivityStack, activityStack, faultsOf } from '../support/activityStack';

/** A month of fifty: RSC_SEATS=50 RSC_DAYS=30 RSC_PER_DAY=1 RSC_STEP_MINUTES=720 RSC_RECONCILE_DAYS=1. */
const SEATS = Number(process.env.RSC_SEATS ?? 10);
const DAYS = Number(process.env.RSC_DAYS ?? 3);
const PER_DAY = Number(process.env.RSC_PER_DAY ?? 2);
/** How far the clock goes at a time; n8n's own schedule of 30 minutes goes off at each step. */
const STEP_MINUTES = Number(process.env.RSC_STEP_MINUTES ?? 30);
const RECONCILE_DAYS = Number(process.env.RSC_RECONCILE_DAYS ?? 3);
const CONTRACT = 'urn:li:contract:2001';
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const CountsSchema = z.record(z.number());

let folder: string;
let clock: DrivenClock;
let stack: ActivityStack | undefined;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'rsc-clock-'));
	clock = new DrivenClock(folder);
}, 300_000);
afterAll(async () => {
	await stack?.close();
	rmSync(folder, { recursive: true, force: true });
});

/** So many active seats, and few in the other contract. */
async function seatsFor({ sandbox }: { sandbox: SandboxProcess }): Promise<void> {
	await sandbox.control('POST', '/linkedin/seats', { contract: 'urn:li:contract:2002', count: 1 });
	for (let count = SEATS; ; count += 1) {
		await sandbox.control('POST', '/linkedin/seats', { contract: CONTRACT, count });
		const seats = z
			.array(z.object({ state: z.string() }))
			.parse(await sandbox.control('GET', '/linkedin/seats'));
		if (seats.filter(({ state }) => state === 'ACTIVE').length >= SEATS) return;
	}
}

it(`a real n8n lives through ${DAYS} days of ${SEATS} seats: every event of mapped ones once, none of the others`, async () => {
	const fromMs = Math.ceil(Date.now() / (30 * MINUTE_MS)) * 30 * MINUTE_MS;
	const traffic = { seats: SEATS, days: DAYS, perDay: PER_DAY, seed: 11 };
	stack = await activityStack({
		seats: SEATS,
		notMapped: Math.floor(SEATS / 5),
		people: 600,
		env: clock.env,
		settings: { daysToReconcile: RECONCILE_DAYS },
		before: async ({ sandbox }) => {
			await seatsFor({ sandbox });
			const counts = CountsSchema.parse(
				// The first day’s work begins in half an hour.
				await sandbox.control('POST', '/activity/generate', {
					...traffic,
					fromMs: fromMs - 6.5 * 60 * MINUTE_MS,
				}),
			);
			console.log(JSON.stringify({ traffic: counts }));
		},
	});
	const { n8n, sandbox } = stack;
	const lived = stack;
	await sandbox.control('DELETE', '/requests');
	const begunAt = performance.now();
	const ticks: number[] = [];
	const endMs = fromMs + (DAYS + 2) * DAY_MS;
	for (let at = fromMs; at <= endMs; at += STEP_MINUTES * MINUTE_MS) {
		const tickAt = performance.now();
		// n8n draws the second of the minute by lot: at its end, what was for this half hour has gone off.
		await clock.stepTo(at + 59_500, lived);
		ticks.push(performance.now() - tickAt);
	}
	const result = await lived.compare();
	const ledger = await n8n.table('rsc_activity');
	const lags = ledger
		.filter(({ state }) => state === 'written')
		.map(({ lagSeconds }) => Number(lagSeconds))
		.sort((a, b) => a - b);
	const parked = await n8n.table('rsc_parked');
	const { linkedin, smartrecruiters } = await sandbox.requests();
	ticks.sort((a, b) => a - b);
	console.log(
		JSON.stringify({
			...{ seats: SEATS, days: DAYS, steps: ticks.length },
			realSeconds: Math.round((performance.now() - begunAt) / 1000),
			medianStepMs: Math.round(ticks[Math.floor(ticks.length / 2)] ?? 0),
			longestStepMs: Math.round(ticks.at(-1) ?? 0),
			...{ expected: result.expected, found: result.found, undecidable: result.undecidable },
			...{ ledger: ledger.length, parked: parked.length },
			medianLagSeconds: lags[Math.floor(lags.length / 2)],
			p95LagSeconds: lags[Math.floor(lags.length * 0.95)],
			calls: { linkedIn: linkedin.requests, smartRecruiters: smartrecruiters.requests },
			memoryMb: Math.round(n8n.memoryMb()),
			faults: faultsOf(result),
		}),
	);
	expect(faultsOf(result)).toEqual({});
	expect(result).toMatchObject({ agree: true, found: result.expected });
	expect(result.expected).toBeGreaterThan((SEATS * DAYS * PER_DAY) / 3);
	// What is about nobody for certain waits for a person, one row each; nothing of a seat that is not mapped is kept.
	expect(new Set(parked.map(({ recordKey }) => recordKey)).size).toBe(parked.length);
	const mapped = new Set(lived.mapped);
	expect(ledger.filter(({ seat }) => !mapped.has(String(seat)))).toEqual([]);
	expect(ledger.filter(({ state }) => state === 'writing')).toEqual([]);
	// It was n8n’s own schedule that went off: at every step the seats were asked.
	expect(linkedin.requests).toBeGreaterThan(ticks.length * SEATS);
}, 3_600_000);
