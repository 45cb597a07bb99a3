import { z } from 'zod';
import type { CompanyApplication, CompanyCandidate } from '../company/entities';
import { findCandidate, isTooFresh, statusOf } from './candidateRoutes';
import { iso } from './paging';
import { badRequest, notAssigned } from './problems';
import type { SrCall, SrRoute } from './SrRoute';
import { sourceLabel } from './sources';

const StatusSchema = z.object({
	status: z.enum([
		'LEAD',
		'NEW',
		'IN_REVIEW',
		'INTERVIEW',
		'OFFERED',
		'HIRED',
		'REJECTED',
		'WITHDRAWN',
		'TRANSFERRED',
	]),
	subStatus: z.string().optional(),
	reason: z.string().optional(),
});
const SourceSchema = z.object({
	sourceTypeId: z.string(),
	sourceSubTypeId: z.string().optional(),
	sourceId: z.string(),
});

/** Applications by their pair and by UUID (SmartRecruiters reference §6.2, §6.3). */
export function applicationRoutes(): SrRoute[] {
	const pair = '/candidates/:id/jobs/:jobId';
	return [
		{
			method: 'GET',
			path: pair,
			scope: 'candidates_read',
			handle: (call) => {
				const { application } = find(call);
				const { status, subStatus } = statusOf(application);
				return {
					applicationId: application.applicationId,
					status,
					subStatus: subStatus ?? null,
					startsOn: null,
					source: application.source,
					reasonOfRejection: status === 'REJECTED' ? (application.reason ?? null) : null,
					reasonOfWithdrawal: status === 'WITHDRAWN' ? (application.reason ?? null) : null,
				};
			},
		},
		{
			method: 'GET',
			path: `${pair}/status/history`,
			scope: 'candidates_read',
			handle: (call) => {
				const { history } = find(call).application;
				if (isTooFresh(call, history[0]?.changedOn ?? 0, 'sr§6.2 history lag ms'))
					throw notAssigned();
				// The order is not documented: newest first, so that nobody relies on the other.
				const content = [...history].reverse().map(({ changedOn, status, subStatus }) => ({
					changedOn: iso(changedOn),
					status,
					subStatus: subStatus ?? null,
				}));
				return { totalFound: content.length, content };
			},
		},
		{
			method: 'PUT',
			path: `${pair}/status`,
			scope: 'candidates_create',
			status: 204,
			handle: (call) => {
				const parsed = StatusSchema.safeParse(call.body);
				if (!parsed.success) throw badRequest('status is not valid');
				const { status, subStatus, reason } = parsed.data;
				if (status === 'LEAD' && call.context.switches.boolean('sr§5.4 lead status is refused'))
					throw badRequest('The status cannot be LEAD');
				if (reason && status !== 'REJECTED' && status !== 'WITHDRAWN')
					throw badRequest('reason only goes with REJECTED or WITHDRAWN');
				replace(call, (application) => ({
					...application,
					history: [
						...application.history,
						{ changedOn: call.context.clock.now(), status, ...(subStatus && { subStatus }) },
					],
					...(reason && { reason: { id: reason, label: reason } }),
				}));
			},
		},
		{
			method: 'PUT',
			path: `${pair}/source`,
			scope: 'candidates_manage',
			status: 204,
			handle: (call) => {
				const parsed = SourceSchema.safeParse(call.body);
				if (!parsed.success) throw badRequest('source is not valid');
				const source = sourceLabel(parsed.data);
				replace(call, (application) => ({ ...application, source }));
			},
		},
		{
			method: 'DELETE',
			path: pair,
			scope: 'candidates_manage',
			status: 204,
			handle: (call) => {
				const { candidate, application } = find(call);
				call.context.company.putCandidate({
					...candidate,
					applications: candidate.applications.filter((one) => one !== application),
					updatedOn: call.context.clock.now(),
				});
			},
		},
		{
			method: 'GET',
			path: '/job-applications-api/v202112/job-applications/:applicationId',
			scope: 'job_applications_read',
			handle: (call) => {
				for (const candidate of call.context.company.candidates()) {
					const application = candidate.applications.find(
						(one) => one.applicationId === call.params.applicationId,
					);
					if (!application) continue;
					const [first] = application.history;
					return {
						...statusOf(application),
						sourceIdentifier: application.source,
						createDate: iso(first?.changedOn ?? candidate.createdOn),
						profileId: candidate.id,
						jobId: application.jobId,
					};
				}
				throw notAssigned();
			},
		},
	];
}

function find(call: SrCall): { candidate: CompanyCandidate; application: CompanyApplication } {
	const candidate = findCandidate(call);
	const application = candidate.applications.find(({ jobId }) => jobId === call.params.jobId);
	if (!application) throw notAssigned();
	return { candidate, application };
}

function replace(
	call: SrCall,
	change: (application: CompanyApplication) => CompanyApplication,
): void {
	const { candidate, application } = find(call);
	const counts = call.context.switches.boolean('sr§5.1 updatedOn moves with statuses');
	call.context.company.putCandidate({
		...candidate,
		applications: candidate.applications.map((one) => (one === application ? change(one) : one)),
		...(counts && { updatedOn: call.context.clock.now() }),
	});
}
