import { z } from 'zod';
import type { TeamMember } from '../company/entities';
import { needJob } from './jobAccess';
import { badRequest, problem } from './problems';
import type { SrCall, SrRoute } from './SrRoute';

const MemberSchema = z.object({ id: z.string().min(1).max(256), role: z.string().min(1) });

/** Who works on a job (SmartRecruiters reference §4.4). */
export function hiringTeamRoutes(): SrRoute[] {
	const path = '/jobs/:jobId/hiring-team';
	return [
		{
			method: 'GET',
			path,
			scope: 'jobs_read',
			handle: (call) => {
				const job = needJob(call);
				const team = call.context.company.teamOf(job.id);
				return {
					totalFound: team.length,
					content: team.map((one) => memberOf(one, call.context.baseUrl)),
				};
			},
		},
		{ method: 'POST', path, scope: 'jobs_manage', handle: addMember },
		{
			method: 'DELETE',
			path: `${path}/:userId`,
			scope: 'jobs_manage',
			status: 204,
			handle: removeMember,
		},
	];
}

function memberOf({ userId, role }: TeamMember, baseUrl: string) {
	const url = `${baseUrl}/smartrecruiters/user-api/v201804/users/${userId}`;
	return { id: userId, role, actions: { details: { url, method: 'GET' } } };
}

function addMember(call: SrCall): unknown {
	const job = needJob(call);
	const { company, baseUrl } = call.context;
	const asked = MemberSchema.safeParse(call.body);
	if (!asked.success) throw badRequest('id and role are wanted');
	const { id: userId, role } = asked.data;
	if (!company.userById(userId)) throw problem(400, 'USER_NOT_FOUND', 'User not found');
	const team = company.teamOf(job.id);
	if (team.some((one) => one.userId === userId))
		throw problem(409, 'CONFLICT', 'User is already a member of the hiring team');
	const member = { userId, role };
	company.changeTeam(job.id, [...team, member]);
	return memberOf(member, baseUrl);
}

function removeMember(call: SrCall): unknown {
	const job = needJob(call);
	const { company } = call.context;
	const { userId } = call.params;
	const team = company.teamOf(job.id);
	const left = team.filter((one) => one.userId !== userId);
	if (left.length === team.length)
		throw problem(404, 'USER_NOT_FOUND', 'User is not a member of the hiring team');
	if (left.length === 0)
		throw problem(400, 'INVALID_HIRING_TEAM_STATE', 'The last member cannot be removed');
	company.changeTeam(job.id, left);
	return undefined;
}
