import { LONGEST_WAIT_MS } from '../../http/retryTiming';
import { WaitLedger } from '../../http/WaitLedger';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { openLinkedIn, openSmartRecruiters, type RunFrame } from '../connect';
import type { Runtime } from '../Runtime';

/** A vendor that is out of order is told as such, instead of being asked again for a minute by every line. */
const LINKEDIN_PATIENCE_MS = 8_000;
/** A dozen reads, at the pace of a process that does not tell the others of itself. */
const SMARTRECRUITERS_PATIENCE_MS = 20_000;

/** Both vendors, for short questions of which none is worth waiting for. */
export function openForPreflight({
	effects,
	random,
	budgets,
	linkedIn,
	smartRecruiters,
}: Runtime): { linkedIn: LinkedInApi; smartRecruiters: SmartRecruitersApi } {
	// Without state: nothing is written, so that no other process is told of these few requests.
	const world = { effects, random, budgets };
	const frame = (patienceMs: number): RunFrame => ({
		// The client waits for so long beyond its deadline.
		deadlineMs: effects.now() + patienceMs - LONGEST_WAIT_MS,
		ledger: new WaitLedger(),
	});
	return {
		linkedIn: openLinkedIn(linkedIn, world, frame(LINKEDIN_PATIENCE_MS)).api,
		smartRecruiters: openSmartRecruiters(smartRecruiters, world, frame(SMARTRECRUITERS_PATIENCE_MS))
			.api,
	};
}
