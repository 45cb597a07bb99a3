import type { TableProbe } from '../../state/TableProbe';
import type { ChallengeAccess } from '../push/askChallenge';
import type { Runtime } from '../Runtime';
import type { Level } from './findings/Finding';
import { lookAtAddress, type OwnAddress } from './lookAtAddress';
import { lookAtCallback, lookAtHandshake } from './lookAtCalls';
import { lookAtLinkedIn } from './lookAtLinkedIn';
import { lookAtSmartRecruiters } from './lookAtSmartRecruiters';
import { lookAtTables } from './lookAtTables';
import { openForPreflight } from './openForPreflight';
import { CHECKS, lineOf, type PreflightLine } from './PreflightLine';
import { watchClock } from './watchClock';

/** The n8n that this package is tried on. */
const TRIED_VERSION = '2.41';

export interface PreflightInput {
	tables: TableProbe;
	own: OwnAddress;
	/** How an address of this n8n is asked. */
	challenge: Omit<ChallengeAccess, 'effects'>;
	/** Whether a person says that SmartRecruiters' own LinkedIn integration is off: no event tells that. */
	ownIntegrationOff: boolean;
}

export interface PreflightResult {
	/** The worst that was found. */
	level: Level;
	/** In the order of `CHECKS`. */
	lines: PreflightLine[];
}

/**
 * Looks at everything that a connection needs, before anything is connected or shared; also later, at any time. It only
 * reads: from both vendors, from addresses of this n8n, and from Data Tables that are there already. A failure is a line,
 * never an error.
 */
export async function preflight(
	runtime: Runtime,
	{ tables, own, challenge, ownIntegrationOff }: PreflightInput,
): Promise<PreflightResult> {
	const { effects, store } = runtime;
	const linkedInClock = watchClock(
		runtime.linkedIn.transport,
		effects,
		'clockLinkedIn',
		'LinkedIn',
	);
	const smartRecruitersClock = watchClock(
		runtime.smartRecruiters.transport,
		effects,
		'clockSmartRecruiters',
		'SmartRecruiters',
	);
	const apis = openForPreflight({
		...runtime,
		linkedIn: { ...runtime.linkedIn, transport: linkedInClock.transport },
		smartRecruiters: { ...runtime.smartRecruiters, transport: smartRecruitersClock.transport },
	});
	const access = { ...challenge, effects };
	const { settings } = runtime.linkedIn;
	const { line: tableLine, contracts } = await lookAtTables(
		store,
		tables,
		settings.organizationUrn,
	);
	const [linkedIn, smartRecruiters, address] = await Promise.all([
		lookAtLinkedIn(apis.linkedIn, effects, contracts),
		lookAtSmartRecruiters(apis.smartRecruiters, effects, ownIntegrationOff),
		lookAtAddress(own, settings.baseUrl, access),
	]);
	const isIn = linkedIn.some(({ finding }) => finding === 'linkedInWorks');
	const lines = [
		tableLine,
		...linkedIn,
		...smartRecruiters.lines,
		...address,
		...(isIn ? [await lookAtCallback(apis.linkedIn, own, access)] : []),
		...(smartRecruiters.subscriptions
			? [await lookAtHandshake(apis.smartRecruiters, smartRecruiters.subscriptions, own, access)]
			: []),
		linkedInClock.line(),
		smartRecruitersClock.line(),
		lineOf('version', 'versionUntold', { tried: TRIED_VERSION }),
		lineOf('workers', 'workersUntold'),
	];
	const order = Object.keys(CHECKS);
	lines.sort((one, other) => order.indexOf(one.check) - order.indexOf(other.check));
	return { level: worstOf(lines), lines };
}

function worstOf(lines: readonly PreflightLine[]): Level {
	const has = (level: Level): boolean => lines.some((line) => line.level === level);
	if (has('stop')) return 'stop';
	return has('look') ? 'look' : 'ok';
}
