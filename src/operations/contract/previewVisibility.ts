import { MINUTE_MS } from '../../basics/durations';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { resolveDepartments } from '../../mapping/resolveDepartments';
import { type JobFacts, jobVisibility } from '../../mapping/SharingRules';
import {
	ALL_GROUP,
	groupsOfConfidentialJob,
	groupsOfJob,
	groupsOfPeople,
	hasTooManyGroups,
	isOpenToAll,
	userOfGroup,
	type VisibilityRules,
} from '../../mapping/visibility';
import type { VisibilityPreview } from '../../pages/connectPageData';
import { listDepartments } from '../../smartrecruiters/departments';
import { getHiringTeam } from '../../smartrecruiters/hiringTeams';
import { readJobs } from '../../smartrecruiters/jobs';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { Seats } from '../../state/Seats';
import { Settings, type VisibilityChoice } from '../../state/Settings';
import { mapConcurrently } from '../../sync/mapConcurrently';
import { mappedPeople, readUserFacts } from '../../sync/visibility/syncPeople';
import { toVisibilityRules } from '../../sync/visibility/toVisibilityRules';
import { connect } from '../connect';
import type { Runtime } from '../Runtime';
import { openAtsForPerson } from './openAtsForPerson';

export type NewVisibilityChoice = Omit<VisibilityChoice, 'appliedAt' | 'changedAt'>;

const LONGEST_MS = 10 * MINUTE_MS;

/**
 * Looks at users, seats and hiring teams.
 *
 * @param mostJobs where a person waits for the answer: no more jobs than this are looked at; all without it
 * @throws ConfigurationError for a department that SmartRecruiters does not have, and where nobody is mapped
 */
export async function previewVisibility(
	runtime: Runtime,
	choice: NewVisibilityChoice,
	mostJobs = Number.POSITIVE_INFINITY,
): Promise<VisibilityPreview> {
	const { store, effects, linkedIn } = runtime;
	const api = Number.isFinite(mostJobs)
		? openAtsForPerson(runtime)
		: connect(runtime, effects.now() + LONGEST_MS).smartRecruiters;
	const departments = await listDepartments(api);
	const rules = toVisibilityRules({ ...choice, appliedAt: '', changedAt: '' }, departments);
	const organization = linkedIn.settings.organizationUrn;
	const sharing = await new Settings(store, organization).sharing();
	const kept = {
		neverSent: resolveDepartments(sharing.departmentsNeverSent, departments).found,
		keptPrivate: resolveDepartments(sharing.departmentsKeptPrivate, departments).found,
	};
	const mapped = mappedPeople(await new Seats(store, organization).list());
	const users = await readUserFacts(api);
	const people = groupsOfPeople(mapped, users, rules);
	if (people.size === 0)
		throw new ConfigurationError(
			'Nobody with an active Recruiter seat is mapped to an active SmartRecruiters user',
			'Map the people on the mapping page of workflow 02 first. Nothing was stored.',
		);
	const given = new Set([...people.values()].flatMap((own) => [...own]));
	const own = new Set([...given].flatMap((group) => userOfGroup(group) ?? []));
	const looking: Looking = {
		api,
		rules,
		given,
		isConfidential: (job) => jobVisibility(job, sharing, kept) === 'never',
		isSomebody: (userId) => own.has(userId),
		isMapped: (userId) => mapped.some((one) => one.userId === userId),
	};
	const preview: VisibilityPreview = {
		...{ jobs: 0, more: false, unread: 0, membersWithoutSeat: 0 },
		...{ toEverybody: 0, toTeam: 0, toTeamAlone: 0, toNobody: 0, notSent: 0 },
		people: people.size,
		seeEveryJob: [...people.values()].filter((groups) => groups.has(ALL_GROUP)).length,
		inTooManyGroups: [...people].filter(([person]) =>
			mapped.some(({ person: one, userId }) => {
				const user = one === person ? users.get(userId) : undefined;
				return user !== undefined && hasTooManyGroups(user, rules);
			}),
		).length,
	};
	for await (const { content } of readJobs(api)) {
		const looked = content.slice(0, mostJobs - preview.jobs);
		await countJobs(looking, looked, preview);
		if (looked.length < content.length) return { ...preview, more: true };
	}
	return preview;
}

interface Looking {
	api: SmartRecruitersApi;
	rules: VisibilityRules;
	/** Groups that somebody is in. */
	given: ReadonlySet<string>;
	isConfidential: (job: JobFacts) => boolean;
	/** Whether a user is somebody on LinkedIn, in a group of their own. */
	isSomebody: (userId: string) => boolean;
	isMapped: (userId: string) => boolean;
}

type Place = 'toEverybody' | 'toTeam' | 'toTeamAlone' | 'toNobody' | 'notSent' | 'unread';

async function countJobs(
	looking: Looking,
	jobs: readonly JobFacts[],
	preview: VisibilityPreview,
): Promise<void> {
	const found = await mapConcurrently(jobs, DETAIL_CONCURRENCY, async (job) => place(looking, job));
	for (const { at, withoutSeat } of found) {
		preview.jobs += 1;
		preview[at] += 1;
		preview.membersWithoutSeat += withoutSeat;
	}
}

async function place(
	{ api, rules, given, isConfidential, isSomebody, isMapped }: Looking,
	job: JobFacts,
): Promise<{ at: Place; withoutSeat: number }> {
	const isAlone = isConfidential(job);
	if (isAlone && !rules.confidentialToTeam) return { at: 'notSent', withoutSeat: 0 };
	if (!isAlone && isOpenToAll(job, rules)) return { at: 'toEverybody', withoutSeat: 0 };
	const found = await getHiringTeam(api, job.id);
	if (!found) return { at: 'unread', withoutSeat: 0 };
	const team = [...new Set(found.content.map(({ id }) => id))];
	const seen = isAlone
		? groupsOfConfidentialJob(team, isSomebody)
		: groupsOfJob(job, team, isSomebody, rules);
	const isSeen = [...seen].some((group) => given.has(group));
	return {
		at: !isSeen ? 'toNobody' : isAlone ? 'toTeamAlone' : 'toTeam',
		withoutSeat: team.filter((userId) => !isMapped(userId)).length,
	};
}
