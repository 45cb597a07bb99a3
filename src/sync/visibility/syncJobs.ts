import { findGroupsOfJob } from '../../linkedin/findAcls';
import { getJobStatus } from '../../linkedin/jobPostings';
import type { Rejection } from '../../mapping/Rejection';
import type { JobFacts } from '../../mapping/SharingRules';
import {
	ALL_GROUP,
	groupsOfConfidentialJob,
	groupsOfJob,
	isOpenToAll,
	userOfGroup,
	type VisibilityRules,
} from '../../mapping/visibility';
import { getHiringTeam } from '../../smartrecruiters/hiringTeams';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import { mapConcurrently } from '../mapConcurrently';
import { notVisible } from '../people/notVisible';
import { refusal } from '../refusals';
import type { SyncContext } from '../SyncContext';
import { errorToRejection } from '../toRejection';
import type { StoredGroups } from '../../state/VisibilityLedger';
import { type AclTools, type GroupChange, writeGroups } from './writeGroups';

/** What access lists of jobs are made of. */
export interface JobAclWork extends SyncContext, AclTools {
	readonly rules: VisibilityRules;
	/** Whether jobs that were opened keep their groups for now: LinkedIn has not been told yet that they are open. */
	readonly keepsOpened: boolean;
	/** Whether a user is in a group of their own at LinkedIn. */
	readonly hasGroup: (userId: string) => boolean;
	/** Whether anybody sees every job. */
	readonly isAnybodyInAll: boolean;
	/** Whether a user, who would gain sight, may still sign in to SmartRecruiters. */
	readonly mayStillSee: (userId: string) => Promise<boolean>;
}

export interface JobsSynced {
	written: number;
	deleted: number;
	/** Jobs that everybody sees, that nobody sees, and members of teams who have no seat. */
	open: number;
	nobody: number;
	withoutSeat: number;
	/** They have to be looked at again. */
	rejections: Rejection[];
	/** LinkedIn does not hold these now. */
	notHeld: string[];
}

/**
 * Looks up what is not known yet of jobs that LinkedIn holds. A job that LinkedIn does not hold costs no call to
 * SmartRecruiters, however often it is asked for.
 */
type LookUpJobs = (jobs: readonly JobFacts[]) => Promise<LookedUp>;

interface LookedUp {
	facts: JobFacts[];
	rejections: Rejection[];
}

/**
 * Makes the access lists of at most 100 jobs what SmartRecruiters says now; never of a job that LinkedIn does not hold.
 *
 * @param reads whether LinkedIn is asked what it holds, instead of what was stored
 */
export async function syncJobs(
	work: JobAclWork,
	jobs: readonly JobFacts[],
	{ reads = false, lookUp }: { reads?: boolean; lookUp?: LookUpJobs } = {},
): Promise<JobsSynced> {
	const { ledger, linkedIn, sharing, rules } = work;
	const known = await ledger.groupsOf(
		'job',
		jobs.map(({ id }) => id),
	);
	if (reads) {
		for (const { id } of jobs) {
			const held = await findGroupsOfJob(linkedIn, id);
			if (held.size > 0)
				known.set(id, new Map([...(known.get(id) ?? []), ...[...held].map(confirmed)]));
		}
		await ledger.put('job', known, work.effects.now());
	}
	const notHeld = await findNotHeld(
		work,
		jobs.map(({ id }) => id).filter((id) => !known.has(id)),
	);
	const atLinkedIn = jobs.filter(({ id }) => !notHeld.has(id));
	const lookedUp: LookedUp = { facts: atLinkedIn, rejections: [] };
	const { facts, rejections } = lookUp ? await lookUp(atLinkedIn) : lookedUp;
	const hidden = await sharing.hiddenJobs();
	const confidential = await sharing.confidentialJobs();
	const wanted = await mapConcurrently(facts, DETAIL_CONCURRENCY, async (job) => {
		const nothing = { job, team: [], groups: new Set<string>(), isOpen: false };
		const visibility = sharing.visibilityOf(job);
		if (hidden.has(job.id) || visibility === 'never') return { ...nothing, isHidden: true };
		const isConfidential = confidential.has(job.id) || visibility === 'team alone';
		if (!isConfidential && isOpenToAll(job, rules)) {
			const groups = work.keepsOpened ? confirmedOf(known.get(job.id)) : nothing.groups;
			return { ...nothing, groups, isOpen: true, isHidden: false };
		}
		try {
			const found = await getHiringTeam(work.smartRecruiters, job.id);
			if (!found) return notVisible('job', job.id);
			const team = [...new Set(found.content.map(({ id }) => id))];
			const groups = await withoutLeavers(
				work,
				known.get(job.id),
				isConfidential
					? groupsOfConfidentialJob(team, work.hasGroup)
					: groupsOfJob(job, team, work.hasGroup, rules),
			);
			return { job, team, groups, isOpen: false, isHidden: false };
		} catch (error) {
			return errorToRejection('job', job.id, error);
		}
	});
	const changes = new Map<string, GroupChange>();
	const counts = { open: 0, nobody: 0, withoutSeat: 0 };
	for (const one of wanted) {
		if ('code' in one) {
			rejections.push(one);
			continue;
		}
		const { job, team, groups, isOpen, isHidden } = one;
		changes.set(job.id, { stored: known.get(job.id) ?? new Map(), wanted: groups });
		if (isHidden) continue;
		const seen = [...groups].filter((group) => group !== ALL_GROUP || work.isAnybodyInAll);
		if (isOpen) counts.open += 1;
		else if (seen.length === 0) counts.nobody += 1;
		counts.withoutSeat += team.filter((userId) => !work.hasGroup(userId)).length;
	}
	const { written, deleted, refused } = await writeGroups(work, 'job', changes);
	rejections.push(...[...refused].map(([id, status]) => refusal('job', id, status)));
	return { written, deleted, ...counts, rejections, notHeld: [...notHeld] };
}

const confirmedOf = (stored: StoredGroups = new Map()): Set<string> =>
	new Set([...stored].flatMap(([group, isConfirmed]) => (isConfirmed ? group : [])));

const confirmed = (group: string): readonly [string, boolean] => [group, true];

/** Somebody who would gain sight is asked for once more: who was deactivated meanwhile is not in the list of users yet. */
async function withoutLeavers(
	{ mayStillSee }: JobAclWork,
	stored: StoredGroups | undefined,
	wanted: ReadonlySet<string>,
): Promise<Set<string>> {
	const kept = new Set<string>();
	for (const group of wanted) {
		const userId = userOfGroup(group);
		const gains = userId !== undefined && stored?.get(group) !== true;
		if (!gains || (await mayStillSee(userId))) kept.add(group);
	}
	return kept;
}

/** Of these jobs, those that LinkedIn does not hold, or of which it does not tell. */
async function findNotHeld(
	{ linkedIn, sent }: JobAclWork,
	jobIds: readonly string[],
): Promise<ReadonlySet<string>> {
	if (jobIds.length === 0) return new Set();
	const status = await getJobStatus(linkedIn, jobIds);
	if (status) return new Set(jobIds.filter((id) => status.get(id) === undefined));
	// LinkedIn does not tell: then it is what was sent.
	const wereSent = await sent.jobs(jobIds);
	return new Set(jobIds.filter((id) => wereSent?.has(id) !== true));
}
