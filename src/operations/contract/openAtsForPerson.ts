import { WaitLedger } from '../../http/WaitLedger';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { openSmartRecruiters } from '../connect';
import type { Runtime } from '../Runtime';

/** A person is looking: better to say "later" than to wait longer than this for a vendor. */
const PATIENCE_MS = 30_000;

/** SmartRecruiters, for steps that somebody waits for. */
export function openAtsForPerson(runtime: Runtime): SmartRecruitersApi {
	const frame = { deadlineMs: runtime.effects.now() + PATIENCE_MS, ledger: new WaitLedger() };
	return openSmartRecruiters(runtime.smartRecruiters, runtime, frame).api;
}
