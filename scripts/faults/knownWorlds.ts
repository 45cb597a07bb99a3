import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parsePlan } from './worlds/parsePlan';
import type { Plan } from './worlds/Plan';

const FILE = join(__dirname, 'knownWorlds.json');
/** What stands in the place of a plan where the calm world of the first company, which is always lived, is enough. */
export const CALM = 'calm';
const FileSchema = z.record(z.union([z.literal(CALM), z.unknown().transform(parsePlan)]));

/** For each mutant, by name: the least world that noticed it when it was looked for. The quick form lives them all. */
export function knownWorlds(): Map<string, Plan | typeof CALM> {
	return new Map(Object.entries(FileSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')))));
}

/** Keeps the world that noticed a mutant in the file. */
export function keepWorld(mutant: string, plan: Plan | typeof CALM): void {
	const all = Object.fromEntries(knownWorlds().set(mutant, plan));
	writeFileSync(FILE, `${JSON.stringify(all, null, '\t')}\n`);
}

/** Those of some workloads, each once. */
export function knownPlans(workloads: ReadonlySet<string>): Plan[] {
	const plans = [...knownWorlds().values()].filter(
		(plan): plan is Plan => plan !== CALM && workloads.has(plan.workload),
	);
	return [...new Map(plans.map((plan) => [JSON.stringify(plan), plan])).values()];
}
