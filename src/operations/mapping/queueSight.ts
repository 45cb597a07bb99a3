import { Settings } from '../../state/Settings';
import { VisibilityLedger } from '../../state/VisibilityLedger';
import type { LinkedInRuntime } from '../Runtime';

/**
 * Has it looked at who sees what in Recruiter, because a seat was mapped, or is not what it was. The next run of Backfill,
 * Sync Records or Sync Changes does it; where everybody sees everything, nothing has to be done.
 */
export async function queueSight({ store, linkedIn, effects }: LinkedInRuntime): Promise<void> {
	const organization = linkedIn.settings.organizationUrn;
	if (!(await followsTeams(store, organization))) return;
	await new VisibilityLedger(store, organization).wantPeople(effects.now());
}

/** Whether Recruiter shows jobs to their hiring teams, or is going to. */
export const followsTeams = async (
	store: LinkedInRuntime['store'],
	organization: string,
): Promise<boolean> => (await new Settings(store, organization).visibility())?.who === 'team';
