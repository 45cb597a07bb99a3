import type { ResourceName } from './dialect';
import type { LinkedInSettings } from './LinkedInSettings';
import { REQUESTS_PER_DAY } from './limits';

/** A quota of requests a day (UTC) that one resource has, or several share. */
export interface DayQuota {
	/** Resources with the same name share it. */
	name: string;
	perDay: number;
	/** Which part of it is for those who cannot count together with others, from 0 to 1: polls, webhooks and lists. */
	withoutState: number;
}

/** In the day's quota of jobs and people: everything that sends keeps count together. */
const FEW = 0.02;
const HALF = 0.5;
/** What polls of RSC Trigger may take of a day's calls, which have no state. */
export const TRIGGERS_SHARE = 0.1;
/** What is planned for new activity, read by an operation that keeps state: catching up and importing the past take less. */
export const NEW_ACTIVITY_SHARE = 0.55;
const ACTIVITY: DayQuota = {
	name: 'activity',
	perDay: REQUESTS_PER_DAY,
	withoutState: TRIGGERS_SHARE,
};
const CONFIGURATION = { perDay: 5_000, withoutState: 0.2 } as const;

/** LinkedIn reference §14.7, one line a resource; those of §4 are counted like those of §5. */
const QUOTAS: Partial<Readonly<Record<ResourceName, Omit<DayQuota, 'name'> & { name?: string }>>> =
	{
		jobPostingTasks: { perDay: 300_000, withoutState: FEW },
		integrations: CONFIGURATION,
		integrationConfigurations: CONFIGURATION,
		seats: ACTIVITY,
		conversationEvents: ACTIVITY,
		mailStubs: ACTIVITY,
		prospectNotes: ACTIVITY,
		exportedCandidates: { perDay: REQUESTS_PER_DAY, withoutState: HALF },
	};

/**
 * The quota that a call to a resource counts in. What the settings say takes the place of LinkedIn's 100,000; larger quotas
 * grow with it, and smaller ones are what they are.
 */
export function dayQuotaOf(
	resource: ResourceName,
	{ requestsPerDay, oneQuotaForAll = false }: LinkedInSettings,
): DayQuota {
	if (oneQuotaForAll) return { name: 'all', perDay: requestsPerDay, withoutState: HALF };
	const documented = QUOTAS[resource] ?? { perDay: REQUESTS_PER_DAY, withoutState: FEW };
	const perDay =
		documented.perDay < REQUESTS_PER_DAY
			? Math.min(documented.perDay, requestsPerDay)
			: (documented.perDay / REQUESTS_PER_DAY) * requestsPerDay;
	return { name: resource, ...documented, perDay: Math.floor(perDay) };
}
