import { createSandbox } from '../../sandbox/createSandbox';
import { sandboxConnection } from '../../test/support/sandboxConnection';
import type { Check } from './Check';
import type { Rule, RuleGroup } from './rules';

export interface RuleResult {
	rule: Rule;
	result: 'pass' | 'fail' | 'not yet';
	/** What was done for it. */
	checked: string[];
	/** Why it does not hold. */
	failures: string[];
}

export interface GroupResult {
	title: string;
	rules: RuleResult[];
}

/** Runs every check on a sandbox of its own, and tells for each rule whether all of its checks passed. */
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
			return {
				rule,
				result: own.length === 0 ? 'not yet' : failed.length > 0 ? 'fail' : 'pass',
				checked: own.map(({ what }) => what),
				failures: failed,
			};
		}),
	}));
}

/** @returns why it failed */
async function runOne({ run, people = 20, connected = false }: Check): Promise<string | undefined> {
	const sandbox = await createSandbox({ people, connected });
	try {
		await run({ sandbox, connection: sandboxConnection(sandbox) });
		return undefined;
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return message.split('\n').slice(0, 6).join(' ').trim() || 'unknown';
	} finally {
		await sandbox.close();
	}
}
