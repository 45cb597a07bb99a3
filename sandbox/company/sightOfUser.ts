import type { CompanyJob, CompanyUser, TeamMember } from './entities';
import { ACCESS_GROUPS } from './makeTeam';

/** Why SmartRecruiters shows a user a job, or does not. */
export type UserSight = {
	sees: boolean;
	why: 'deactivated' | 'systemRole' | 'accessGroup' | 'hiringTeam' | 'none';
};

const hidden = (why: UserSight['why']): UserSight => ({ sees: false, why });
const shown = (why: UserSight['why']): UserSight => ({ sees: true, why });

/**
 * Whether a user sees a job and the people who applied to it (SmartRecruiters reference §4.4). A hiring team counts for
 * every role: the text says so of Standard, Basic and Employee; of Extended users with an access group it says no more
 * than that they lose the jobs of other groups. A custom role is taken as Basic, for its settings are in no API.
 */
export function sightOfUser(
	user: Pick<CompanyUser, 'id' | 'active' | 'systemRole' | 'accessGroups'>,
	job: Pick<CompanyJob, 'department'>,
	team: readonly TeamMember[],
): UserSight {
	if (!user.active) return hidden('deactivated');
	const { systemRole, accessGroups } = user;
	if (systemRole === 'ADMINISTRATOR') return shown('systemRole');
	if (systemRole === 'EXTENDED' && accessGroups.length === 0) return shown('systemRole');
	const byGroup = systemRole === 'EXTENDED' || systemRole === 'STANDARD';
	if (byGroup && accessGroups.some((id) => covers(id, job.department))) return shown('accessGroup');
	return team.some(({ userId }) => userId === user.id) ? shown('hiringTeam') : hidden('none');
}

const covers = (groupId: string, department: string): boolean =>
	ACCESS_GROUPS.find(({ id }) => id === groupId)?.departments.includes(department) ?? false;
