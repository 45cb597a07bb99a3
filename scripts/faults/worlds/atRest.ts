import { LOCKS } from '../../../src/state/tables';
import type { Findings } from './Workload';
import type { WorldView } from './WorldView';

/** A lease, and the two seconds between two tries. */
const MOST_RECOVERY_MS = 62_000;
/** What people wrote, and how they are reached: where it must not be. */
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?:com|org|net)/i;

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
	for (const error of world.errors)
		if (isPersonal(world, error)) findings.push({ promise: 'leaked', what: `error: ${error}` });
	return findings;
}

/** Whether a text says who somebody is: an address, or the full name of a candidate. */
function isPersonal({ sandbox }: WorldView, text: string): boolean {
	if (ADDRESS.test(text)) return true;
	return [...sandbox.context.company.candidates()].some(({ firstName, lastName }) =>
		text.includes(`${firstName} ${lastName}`),
	);
}
