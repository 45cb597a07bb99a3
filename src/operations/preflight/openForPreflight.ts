import { LONGEST_WAIT_MS } from '../../http/retryTiming';
import { WaitLedger } from '../../http/WaitLedger';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { openLinkedIn, openSmartRecruiters } from '../connect';
import type { Runtime } from '../Runtime';
import { withoutStore } from '../withoutStore';

/** A vendor that is out of order is told as such, instead of being asked again for a minute by every line. */
const PATIENCE_MS = 8_000;

/** Both vendors, for short questions of which none is worth waiting for. */
export function openForPreflight(runtime: Runtime): {
	linkedIn: LinkedInApi;
	smartRecruiters: SmartRecruitersApi;
} {
	const frame = {
		// The client waits for so long beyond its deadline.
		deadlineMs: runtime.effects.now() + PATIENCE_MS - LONGEST_WAIT_MS,
		ledger: new WaitLedger(),
	};
	const world = withoutStore(runtime);
	return {
		linkedIn: openLinkedIn(runtime.linkedIn, world, frame).api,
		smartRecruiters: openSmartRecruiters(runtime.smartRecruiters, world, frame).api,
	};
}
