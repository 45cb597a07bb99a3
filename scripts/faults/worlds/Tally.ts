import type { Outcome } from './liveOnce';
import type { Plan } from './Plan';
import { PROMISES, type Promised } from './Workload';

/** What must have happened somewhere: a suite in which it never does proves nothing of it. */
export const SOMETIMES = [
	'a lease ended after a kill',
	'killed between effect and answer',
	'killed between new rows and those that they replace',
	'an answer was lost after the effect',
	'a 429 with Retry-After',
	'both runs alive',
	'records changed places while they were read',
	'the clock went back by an hour',
	'a table was full',
	'a table was deleted',
	'everything of a vendor was out',
] as const;
type Sometimes = (typeof SOMETIMES)[number];

const quantile = (sorted: readonly number[], share: number): number =>
	sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** What came of the worlds of one workload. */
export class Tally {
	worlds = 0;

	failed = 0;

	faults = 0;

	requests = 0;

	/** More than the calm worlds need. */
	extraRequests = 0;

	readonly kinds = new Set<string>();

	readonly points = new Set<string>();

	readonly killed = new Set<string>();

	readonly broken: Record<Promised, number> = { ...NONE_BROKEN };

	readonly parked: Record<string, number> = {};

	readonly happened = new Set<Sometimes>();

	private readonly recoveriesMs: number[] = [];

	add(outcome: Outcome, calmRequests: number): void {
		const { plan, findings, hit, recoveriesMs, parked, requests } = outcome;
		this.worlds += 1;
		this.faults += hit.length;
		this.requests += requests;
		// More steps, or another vendor, need other requests than the calm world.
		if (plan.steps === undefined && plan.variant === undefined)
			this.extraRequests += Math.max(0, requests - calmRequests);
		for (const { at, kind } of hit) {
			this.kinds.add(kind);
			this.points.add(at);
			if (kind.startsWith('kill')) this.killed.add(at);
		}
		this.recoveriesMs.push(...recoveriesMs);
		for (const [code, count] of Object.entries(parked))
			this.parked[code] = (this.parked[code] ?? 0) + count;
		for (const promise of new Set(findings.map((one) => one.promise))) this.broken[promise] += 1;
		if (findings.length > 0) this.failed += 1;
		for (const one of sometimesIn(plan, outcome)) this.happened.add(one);
	}

	get recovery(): { medianMs: number; p95Ms: number } {
		const sorted = [...this.recoveriesMs].sort((a, b) => a - b);
		return { medianMs: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95) };
	}
}

const NONE_BROKEN = Object.fromEntries(PROMISES.map((promise) => [promise, 0])) as Record<
	Promised,
	number
>;

function sometimesIn(plan: Plan, { hit, recoveriesMs }: Outcome): Sometimes[] {
	const isHit = (kind: string): boolean => hit.some((one) => one.kind === kind);
	const happened: Array<[boolean, Sometimes]> = [
		[recoveriesMs.some((ms) => ms > 30_000), 'a lease ended after a kill'],
		[
			hit.some(({ at, kind }) => kind === 'killAfter' && at.startsWith('http')),
			'killed between effect and answer',
		],
		[
			hit.some(({ at, kind }) => kind === 'killAfter' && at.endsWith('.insert')),
			'killed between new rows and those that they replace',
		],
		[isHit('lostAnswer'), 'an answer was lost after the effect'],
		[isHit('throttledFor'), 'a 429 with Retry-After'],
		[plan.twice, 'both runs alive'],
		[plan.shifting, 'records changed places while they were read'],
		[plan.backAtStep !== undefined, 'the clock went back by an hour'],
		[plan.table?.how === 'full', 'a table was full'],
		[plan.table?.how === 'deleted', 'a table was deleted'],
		[plan.outage !== undefined, 'everything of a vendor was out'],
	];
	return happened.flatMap(([is, name]) => (is ? [name] : []));
}
