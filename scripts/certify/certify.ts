import { createSandbox } from '../../sandbox/createSandbox';
import { historyRuntime } from '../support/historyRuntime';
import { MemoryStore } from '../support/MemoryStore';
import type { Check } from './Check';
import type { Rule, RuleGroup } from './rules';

export interface RuleResult {
	rule: Rule;
	/**
	 * `explained`: it cannot be decided on this machine, the rule says why, and what can be checked passes. `notBuilt`: the
	 * product does not do it, and the rule says what it does instead.
	 */
	result: 'pass' | 'fail' | 'explained' | 'notBuilt';
	/** What was done for it. */
	checked: string[];
	/** Why it does not hold. */
	failures: string[];
}

export interface GroupResult {
	title: string;
	rules: RuleResult[];
}

const UNCHECKED = 'nothing checks it, and nothing says why';

/**
 * Runs every check on a sandbox of its own, and tells for each rule whether all of its checks passed. A rule that nobody
 * checks, and of which nobody says why, fails.
 */
export async function certify(
	groups: readonly RuleGroup[],
	checks: readonly Check[],
): Promise<GroupResult[]> {
	const known = new Set(groups.flatMap(({ rules }) => rules.map(({ id }) => id)));
	const stray = checks.flatMap(({ rules }) => rules).filter((id) => !known.has(id));
	if (stray.length > 0) throw new Error(`No rule is called ${stray.join(', ')}`);

	const failures = new Map<Check, string | undefined>();
	for (const check of checks) failures.set(check, await runOne(check));
	return groups.map(({ title, rules }) => ({
		title,
		rules: rules.map((rule) => {
			const own = checks.filter((check) => check.rules.includes(rule.id));
			const failed = own.flatMap((check) => failures.get(check) ?? []);
			if (own.length === 0 && rule.undecided === undefined && rule.notBuilt === undefined)
				failed.push(UNCHECKED);
			return {
				rule,
				result: failed.length > 0 ? 'fail' : resultOf(rule),
				checked: own.map(({ what }) => what),
				failures: failed,
			};
		}),
	}));
}

/** What a rule comes to of which no check has failed. */
function resultOf({ notBuilt, undecided }: Rule): RuleResult['result'] {
	if (notBuilt !== undefined) return 'notBuilt';
	return undecided === undefined ? 'pass' : 'explained';
}

/** @returns why it failed */
async function runOne({ run, people = 20, connected = false }: Check): Promise<string | undefined> {
	const sandbox = await createSandbox({ people, connected });
	try {
		const state = connected ? {} : { store: new MemoryStore() };
		await run({ sandbox, runtime: await historyRuntime(sandbox, state) });
		return undefined;
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return message.split('\n').slice(0, 6).join(' ').trim() || 'unknown';
	} finally {
		await sandbox.close();
	}
}
