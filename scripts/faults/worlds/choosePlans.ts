import { Draw } from '../../../sandbox/company/random';
import {
	ARRIVALS,
	calmPlan,
	HTTP_KINDS,
	type Plan,
	type PlannedFault,
	STATE_KINDS,
	TABLE_FAULTS,
} from './Plan';
import { isWaived } from './waivers';
import type { Workload } from './Workload';

const MINUTE_MS = 60_000;
/** Long enough for the first of two processes to be at work, and soon enough for it not to be done. */
const SECOND_AFTER_MS = 1_000;
const SKEW_MS = 5 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A day of more steps than that is too long a world. */
const MOST_STEPS_A_DAY = 50;
const VENDORS = ['LinkedIn', 'SmartRecruiters'] as const;

/** What a calm world has passed, for one workload and seed. */
export interface Calm {
	workload: Workload;
	seed: number;
	passed: Readonly<Record<string, number>>;
}

/** Every fault that there can be in a world; those at one point lie apart. */
function everyFault({ workload, passed }: Calm): PlannedFault[] {
	return Object.entries(passed).flatMap(([at, times]) => {
		const kinds = kindsAt(workload.name, at);
		return Array.from({ length: times }, (_, nth) => nth + 1).flatMap((nth) =>
			kinds.map((kind) => ({ at, nth, kind })),
		);
	});
}

const kindsAt = (workload: string, at: string): ReadonlyArray<PlannedFault['kind']> => {
	if (at === 'sleep') return ['killBefore'];
	const kinds = at.startsWith('http') ? HTTP_KINDS : STATE_KINDS;
	return kinds.filter((kind) => !isWaived(workload, at, kind));
};

/** One of each kind at each point: the n-th time is drawn. */
function coverPoints(calm: Calm, draw: Draw): Plan[] {
	return Object.entries(calm.passed).flatMap(([at, times]) =>
		kindsAt(calm.workload.name, at).map((kind) => ({
			...calmPlan(calm.workload.name, calm.seed),
			faults: [{ at, kind, nth: 1 + draw.int(times) }],
		})),
	);
}

/** Each kind of trouble that is no fault of a single call. */
function coverKnobs({ workload, seed, passed }: Calm, draw: Draw): Plan[] {
	const written = new Set(
		Object.keys(passed).flatMap((at) => /^state (\w+)\.(?:insert|upsert)$/.exec(at)?.[1] ?? []),
	);
	const calm = calmPlan(workload.name, seed);
	const step = (): number => 1 + draw.int(workload.steps);
	return [
		...ARRIVALS.filter((arrival) => arrival !== 'inOrder').map((arrival) => ({ ...calm, arrival })),
		{ ...calm, realTables: true },
		{ ...calm, twice: true },
		{ ...calm, twice: true, secondAfterMs: SECOND_AFTER_MS },
		{ ...calm, skewMs: SKEW_MS },
		{ ...calm, skewMs: -SKEW_MS },
		{ ...calm, backAtStep: step() },
		{ ...calm, summerTimeEnds: true },
		{ ...calm, shifting: true },
		...VENDORS.map((vendor) => ({ ...calm, outage: { vendor, step: step(), steps: 3 } })),
		...daysOut(workload, step()).map((plan) => ({ ...calm, ...plan })),
		...Object.keys(workload.variants ?? {}).map((variant) => ({ ...calm, variant })),
		...workload.losable.flatMap((table) =>
			TABLE_FAULTS.map((how) => ({ ...calm, table: { table, how, step: step() } })),
		),
		// Nothing is lost with a table that takes nothing more, whatever it holds.
		...[...written]
			.filter((table) => !workload.losable.includes(table))
			.map((table) => ({ ...calm, table: { table, how: 'full' as const, step: step() } })),
	];
}

/** A vendor is out for a day: from the beginning, and in the middle. */
function daysOut(
	{ everyMs, steps: usual }: Workload,
	middle: number,
): Array<Pick<Plan, 'outage' | 'steps'>> {
	const steps = Math.ceil(DAY_MS / everyMs);
	if (steps > MOST_STEPS_A_DAY) return [];
	return VENDORS.flatMap((vendor) =>
		[1, middle].map((step) => ({ steps: usual + steps, outage: { vendor, step, steps } })),
	);
}

/** Several things at once. */
function mixed(calm: Calm, draw: Draw): Plan {
	const { workload, seed } = calm;
	const faults = everyFault(calm);
	const kills = faults.filter(({ kind }) => kind.startsWith('kill'));
	// Killed twice: while it recovers from the first one, or long after.
	if (draw.chance(200))
		return {
			...calmPlan(workload.name, seed),
			faults: [draw.pick(kills), draw.pick(kills)],
		};
	const plan: Plan = {
		...calmPlan(workload.name, seed),
		faults: Array.from({ length: 1 + draw.int(3) }, () => draw.pick(faults)),
		twice: draw.chance(250),
		shifting: draw.chance(150),
		arrival: draw.chance(300) ? draw.pick(ARRIVALS) : 'inOrder',
		skewMs: draw.chance(200) ? draw.pick([SKEW_MS, -SKEW_MS]) : 0,
	};
	const variants = Object.keys(workload.variants ?? {});
	if (variants.length > 0 && draw.chance(100)) plan.variant = draw.pick(variants);
	if (draw.chance(60)) plan.backAtStep = 1 + draw.int(workload.steps);
	return plan;
}

/** Plans of worlds: each kind at each point once, each other trouble once, and mixtures of them up to `count`. */
export function choosePlans(calms: readonly Calm[], count: number, seed: number): Plan[] {
	const draw = new Draw(seed, 0, 78);
	const covering = calms.flatMap((calm) => [...coverKnobs(calm, draw), ...coverPoints(calm, draw)]);
	const chosen = covering.length <= count ? covering : spread(covering, count, draw);
	while (chosen.length < count) chosen.push(mixed(draw.pick(calms), draw));
	return chosen;
}

/**
 * A part in which every point, every kind of fault at reads and at writes, and every other trouble is there, each in one of
 * the workloads; two runs at once are there in all of them. The rest is drawn.
 */
function spread(plans: readonly Plan[], count: number, draw: Draw): Plan[] {
	const seen = new Set<string>();
	const needed: Plan[] = [];
	const rest: Plan[] = [];
	for (const plan of shuffle(plans, draw)) {
		const marks = marksOf(plan);
		const isNew = marks.some((mark) => !seen.has(mark));
		for (const mark of marks) seen.add(mark);
		(isNew ? needed : rest).push(plan);
	}
	return [...needed, ...rest].slice(0, Math.max(count, needed.length));
}

const vendorOf = (at: string): string => /^http \w+/.exec(at)?.[0] ?? 'state';

function marksOf({ workload, seed: _seed, faults, ...knobs }: Plan): string[] {
	if (faults.length > 0)
		return faults.flatMap(({ at, kind }) => [
			at,
			`${kind} ${vendorOf(at)} ${/PO|CREATE|UPDATE|DELETE|insert|upsert|update|delete/.test(at)}`,
		]);
	const { table, outage, backAtStep, ...others } = knobs;
	if (table) return [`${table.how} ${table.table}`];
	if (outage) return [`${outage.vendor} ${outage.steps}`];
	if (backAtStep !== undefined) return ['back'];
	return [JSON.stringify(others.twice ? [workload, others] : others)];
}

function shuffle<T>(items: readonly T[], draw: Draw): T[] {
	const all = [...items];
	for (let last = all.length - 1; last > 0; last -= 1) {
		const other = draw.int(last + 1);
		const [one, two] = [all[last], all[other]];
		if (one !== undefined && two !== undefined) [all[last], all[other]] = [two, one];
	}
	return all;
}
