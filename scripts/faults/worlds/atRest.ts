import { LOCKS } from '../../../src/state/tables';
import { Canaries } from './Canaries';
import { MOST_RECOVERY_MS } from './OperationRunner';
import type { Findings } from './Workload';
import type { WorldView } from './WorldView';

/** What holds of every workload when nothing goes wrong any more. */
export async function atRest(world: WorldView): Promise<Findings> {
	const findings: Findings = [];
	const locks = await world.store.read(LOCKS, {});
	for (const { name, untilMs } of locks)
		if (untilMs > world.hostNow() + 120_000)
			findings.push({ promise: 'halfWay', what: `${name} is locked` });
	for (const ms of world.recoveries)
		if (ms > MOST_RECOVERY_MS) findings.push({ promise: 'slow', what: `${ms} ms after a kill` });
	const { linkedin, smartrecruiters } = world.sandbox.context.requests.summary();
	const throttled = linkedin.throttled + smartrecruiters.throttled;
	// A request that the network doubles counts twice at the vendor.
	const doubles = world.plan.faults.some(({ kind }) => kind === 'doubled');
	if (throttled > 0 && !doubles)
		findings.push({ promise: 'beyondQuota', what: `${throttled} answers were a 429 of its own` });
	if (world.premature > 0)
		findings.push({
			promise: 'wrong',
			what: `${world.premature} requests before the acknowledgement`,
		});
	if (world.hurried > 0)
		findings.push({ promise: 'beyondQuota', what: `${world.hurried} times sooner than asked for` });
	const canaries = new Canaries(world.sandbox);
	const leaked = (where: string, what: string | undefined): void => {
		if (what !== undefined) findings.push({ promise: 'leaked', what: `${where}: ${what}` });
	};
	for (const error of new Set(world.errors)) leaked(`error "${error}"`, canaries.foundIn(error));
	for (const report of world.reports)
		leaked(`report ${report.slice(0, 60)}`, canaries.foundIn(report));
	for (const what of canaries.foundInTables((name) => world.tables.rows(name)))
		leaked('table', what);
	for (const line of new Set(world.logs)) leaked(`log "${line}"`, canaries.foundIn(line));
	return findings;
}
