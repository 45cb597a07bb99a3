import type { Switches } from '../core/Switches';
import type { OrganizationRecords } from './LinkedInStore';

/**
 * Why LinkedIn shows something to a recruiter, or does not.
 * - `viewers`: the integration's viewers configuration shows it to everybody.
 * - `openJob`: the job says `accessRestricted: false`. `group`: a group is on both sides.
 * - `hidden`: nothing of that. `notThere`: LinkedIn has no such job. `switchedOff`: the integration is not enabled.
 */
export interface Sight {
	sees: boolean;
	why: 'viewers' | 'openJob' | 'group' | 'hidden' | 'notThere' | 'switchedOff';
}

/** What the reference leaves open (LinkedIn reference §11.1, §11.2, §17.14). */
export interface SightRules {
	/** Whether what has neither ACL nor viewers is hidden. */
	hiddenWithoutViewers: boolean;
	/** Whether `accessRestricted: false` shows a job to all. */
	openJobsCount: boolean;
	/** The ACL id that makes an entity visible to every user; its value is in no copy of the page. */
	everyoneGroup: string;
}

export function defineSightSwitches(switches: Switches): void {
	switches.define('li§11 jobs without viewers are hidden', true);
	switches.define('li§11.1 open jobs are seen by all', true);
	switches.define('li§11.2 everyone group', '');
}

export const sightRules = (switches: Switches): SightRules => ({
	hiddenWithoutViewers: switches.boolean('li§11 jobs without viewers are hidden'),
	openJobsCount: switches.boolean('li§11.1 open jobs are seen by all'),
	everyoneGroup: switches.text('li§11.2 everyone group'),
});

/** What viewers configurations belong to (§2.4). */
const KINDS = {
	job: { integration: 'ONE_CLICK_EXPORT', viewers: 'JOB_POSTING_VIEWERS' },
	applications: { integration: 'IN_ATS_INDICATOR', viewers: 'APPLICATION_VIEWERS' },
} as const;
export type SightKind = keyof typeof KINDS;

const no = (why: Sight['why']): Sight => ({ sees: false, why });
const yes = (why: Sight['why']): Sight => ({ sees: true, why });

/**
 * Whether a recruiter sees a job of one organization, or the applications to it, which follow their job
 * (LinkedIn reference §11.1). A person without an id, such as one who is invited, sees what everybody sees.
 */
export function sightOf(
	records: OrganizationRecords,
	rules: SightRules,
	ask: {
		kind: SightKind;
		/** `urn:li:organization:…`. */
		organization: string;
		/** `urn:li:person:…`. */
		person: string | undefined;
		jobId: string;
	},
): Sight {
	const { integration: type, viewers } = KINDS[ask.kind];
	const integration = records.integrations.get(`${ask.organization} ${type}`);
	if (!integration?.enabled) return no('switchedOff');
	const job = records.jobs.get(ask.jobId);
	if (!job && ask.kind === 'job') return no('notThere');
	if (
		integration.configurations.get(viewers) === 'ALL_PRODUCT_USERS' ||
		!rules.hiddenWithoutViewers
	)
		return yes('viewers');
	// Applications follow their job: one that was never sent shows them to nobody.
	if (!job) return no('notThere');
	if (job.fields.accessRestricted === false && rules.openJobsCount) return yes('openJob');
	const groups = records.acls.groupsOfEntity('JOB_POSTING', ask.jobId);
	if (groups.has(rules.everyoneGroup)) return yes('group');
	if (ask.person === undefined) return no('hidden');
	for (const group of records.acls.groupsOfPerson('JOB_POSTING', ask.person))
		if (groups.has(group)) return yes('group');
	return no('hidden');
}
