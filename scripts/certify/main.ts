import { certify } from './certify';
import { CHECKS } from './checks';
import { countResults, report } from './report';
import { RULE_GROUPS } from './rules';

/** Prints LinkedIn's certification rules with pass, fail or explained; ends with 0 only when nothing fails. */
async function main(): Promise<void> {
	console.log(
		`LinkedIn’s certification rules (LinkedIn reference §13.2). ${CHECKS.length} checks run the product’s own operations, each against a fresh sandbox on this machine.`,
	);
	const groups = await certify(RULE_GROUPS, CHECKS);
	console.log(report(groups));
	const counts = countResults(groups);
	const rules = Object.fromEntries(
		groups.flatMap((group) => group.rules.map(({ rule, result }) => [rule.id, result])),
	);
	console.log(`\n${JSON.stringify({ ...counts, rules })}`);
	console.log(
		`${counts.pass} pass, ${counts.fail} fail, ${counts.explained} explained, ${counts.notBuilt} not built`,
	);
	process.exitCode = counts.fail === 0 ? 0 : 1;
}

void main();
