import { openBoth } from '../mapping/readPeople';
import type { Runtime } from '../Runtime';
import { lookAtAtsCompany } from './lookAtAtsCompany';

const LOOK_MS = 20_000;

/** Whether SmartRecruiters knows none of the users and candidates that are stored. */
export async function isOtherAtsCompany(runtime: Runtime): Promise<boolean> {
	const { smartRecruiters } = openBoth(runtime, LOOK_MS);
	const { organizationUrn } = runtime.linkedIn.settings;
	return (await lookAtAtsCompany(smartRecruiters, runtime.store, organizationUrn)) === 'other';
}
