import { WaitLedger } from '../../http/WaitLedger';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';

/** A person is looking: better to say "later" than to wait longer than this for a vendor. */
const PATIENCE_MS = 30_000;

/** LinkedIn, for steps that somebody waits for. */
export function openForPerson(side: LinkedInSide, world: World): LinkedInApi {
	const frame = { deadlineMs: world.effects.now() + PATIENCE_MS, ledger: new WaitLedger() };
	return openLinkedIn(side, world, frame).api;
}
