import type { Company } from '../company/Company';
import type { CompanyJob, CompanyUser } from '../company/entities';
import { ACCESS_GROUPS } from '../company/makeTeam';
import type { Draw } from '../company/random';

/** What changes who sees which job (SmartRecruiters reference §4.4). */
export type TeamActionKind =
	| 'joinTeam'
	| 'leaveTeam'
	| 'changeTeamRole'
	| 'changeSystemRole'
	| 'changeAccessGroup'
	| 'deactivateUser'
	| 'activateUser';

const TEAM_ROLES = ['RECRUITER', 'HIRING_MANAGER', 'INTERVIEW_TEAM', 'COORDINATOR', 'EXECUTIVE'];
const SYSTEM_ROLES = ['ADMINISTRATOR', 'EXTENDED', 'STANDARD', 'RESTRICTED', 'EMPLOYEE'];
const TRIES = 60;

/** Does it to a job or a user drawn; does nothing when none suits. The first user stays an active administrator. */
export function actOnTeams(
	kind: TeamActionKind,
	{ company, draw, job, atMs }: Doing & { job: CompanyJob | undefined },
): void {
	switch (kind) {
		case 'joinTeam': {
			if (!job) return;
			const team = company.teamOf(job.id);
			const user = someUser(
				{ company, draw },
				({ id, active }) => active && !team.some(({ userId }) => userId === id),
			);
			if (user)
				company.changeTeam(
					job.id,
					[...team, { userId: user.id, role: draw.pick(TEAM_ROLES) }],
					atMs,
				);
			return;
		}
		case 'leaveTeam': {
			const team = job ? company.teamOf(job.id) : [];
			if (!job || team.length < 2) return;
			const leaves = draw.int(team.length);
			company.changeTeam(
				job.id,
				team.filter((_member, at) => at !== leaves),
				atMs,
			);
			return;
		}
		case 'changeTeamRole': {
			const team = job ? company.teamOf(job.id) : [];
			if (!job || team.length === 0) return;
			const changes = draw.int(team.length);
			const role = draw.pick(TEAM_ROLES);
			company.changeTeam(
				job.id,
				team.map((member, at) => (at === changes ? { ...member, role } : member)),
				atMs,
			);
			return;
		}
		case 'changeSystemRole':
		case 'changeAccessGroup':
		case 'deactivateUser':
		case 'activateUser':
			changeUser(kind, { company, draw, atMs });
	}
}

interface Doing {
	company: Company;
	draw: Draw;
	/** Epoch milliseconds. */
	atMs: number;
}

function changeUser(
	kind: Exclude<TeamActionKind, 'joinTeam' | 'leaveTeam' | 'changeTeamRole'>,
	{ company, draw, atMs }: Doing,
): void {
	const user = someUser({ company, draw }, ({ active }) => active === (kind !== 'activateUser'));
	if (!user) return;
	const change = (fields: Partial<CompanyUser>): void => {
		company.changeUser(user.id, { ...fields, updatedOn: atMs });
	};
	switch (kind) {
		case 'changeSystemRole': {
			const systemRole = draw.pick(SYSTEM_ROLES.filter((role) => role !== user.systemRole));
			const keepsGroups = systemRole === 'EXTENDED' || systemRole === 'STANDARD';
			change({ systemRole, accessGroups: keepsGroups ? user.accessGroups : [] });
			return;
		}
		case 'changeAccessGroup': {
			if (user.systemRole !== 'EXTENDED' && user.systemRole !== 'STANDARD') return;
			const { id } = draw.pick(ACCESS_GROUPS);
			const without = user.accessGroups.filter((one) => one !== id);
			const has = without.length < user.accessGroups.length;
			change({ accessGroups: has ? without : [...without, id] });
			return;
		}
		case 'deactivateUser':
			change({ active: false });
			return;
		case 'activateUser':
			change({ active: true });
	}
}

function someUser(
	{ company: { users }, draw }: Pick<Doing, 'company' | 'draw'>,
	suits: (user: CompanyUser) => boolean,
): CompanyUser | undefined {
	for (let tries = 0; tries < TRIES && users.length > 1; tries += 1) {
		const user = users[1 + draw.int(users.length - 1)];
		if (user && suits(user)) return user;
	}
	return undefined;
}
