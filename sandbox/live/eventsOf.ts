import type { CompanyChange } from '../company/Company';
import type { CompanyApplication, CompanyCandidate } from '../company/entities';
import type { AuditEntry } from './AuditLog';

/** A webhook event before it is addressed (SmartRecruiters reference §10.5). */
export interface EventDraft {
	name: string;
	body: Record<string, string>;
	/** Path of the changed resource. */
	path: string;
}

export interface Happening {
	events: EventDraft[];
	audit: Array<Omit<AuditEntry, 'id' | 'atMs'>>;
}

/** What SmartRecruiters tells of a change. There is no webhook for a deleted application. */
export function eventsOf(change: CompanyChange): Happening {
	const happening: Happening = { events: [], audit: [] };
	if (change.kind === 'job') {
		const { before, after } = change;
		const job = (name: string): void => {
			happening.events.push({ name, body: { id: after.id }, path: `/jobs/${after.id}` });
		};
		if (!before) job('job.created');
		else if (before.status !== after.status) job('job.status.updated');
		else job('job.updated');
		return happening;
	}
	if (change.kind === 'team') return teamEvents(change);
	if (change.kind === 'user') return userEvents(change);
	const { before, after, mergedIntoId } = change;
	if (!after) {
		if (before) gone(before, mergedIntoId, happening);
		return happening;
	}
	const candidate = (name: string): void => {
		happening.events.push({ name, body: { id: after.id }, path: `/candidates/${after.id}` });
	};
	if (!before) candidate('candidate.created');
	else if (profileOf(before) !== profileOf(after)) candidate('candidate.updated');
	for (const application of after.applications) {
		const earlier = before?.applications.find(({ jobId }) => jobId === application.jobId);
		applicationEvents(after, application, earlier, happening);
	}
	for (const application of before?.applications ?? []) {
		if (after.applications.some(({ jobId }) => jobId === application.jobId)) continue;
		happening.audit.push({
			eventName: 'JOB_APPLICATION_DELETED',
			entityType: 'APPLICATION',
			entityId: application.applicationId,
			pair: { candidateId: after.id, jobId: application.jobId },
		});
	}
	return happening;
}

/** One webhook for a team, whatever changed in it; the audit trail names each person (§12.2). */
function teamEvents({ jobId, before, after }: Extract<CompanyChange, { kind: 'team' }>): Happening {
	const audit: Happening['audit'] = [];
	const tell = (eventName: string, context: Record<string, string>): void => {
		audit.push({ eventName, entityType: 'JOB', entityId: jobId, context });
	};
	for (const { userId, role } of after) {
		const was = before.find((one) => one.userId === userId);
		if (!was) tell('HIRING_TEAM_MEMBER_ADDED', { userId, roleId: role, roleName: role });
		else if (was.role !== role)
			tell('HIRING_TEAM_ROLE_UPDATED', {
				userId,
				previousRoleId: was.role,
				previousRoleName: was.role,
				currentRoleId: role,
				currentRoleName: role,
			});
	}
	for (const { userId } of before)
		if (!after.some((one) => one.userId === userId)) tell('HIRING_TEAM_MEMBER_REMOVED', { userId });
	if (audit.length === 0) return { events: [], audit };
	const events = [
		{ name: 'job.hiring-team.updated', body: { id: jobId }, path: `/jobs/${jobId}/hiring-team` },
	];
	return { events, audit };
}

/** No webhook tells of users; the names of their audit events are not published beyond `USER_` (§12.2). */
function userEvents({ before, after }: Extract<CompanyChange, { kind: 'user' }>): Happening {
	const audit: Happening['audit'] = [];
	const tell = (eventName: string): void => {
		audit.push({ eventName, entityType: 'USER', entityId: after.id });
	};
	if (before.active !== after.active) tell(after.active ? 'USER_ACTIVATED' : 'USER_DEACTIVATED');
	if (before.systemRole !== after.systemRole) tell('USER_SYSTEM_ROLE_MODIFIED');
	if (before.accessGroups.join() !== after.accessGroups.join()) tell('USER_ACCESS_GROUPS_MODIFIED');
	return { events: [], audit };
}

function gone(before: CompanyCandidate, mergedIntoId: string | undefined, to: Happening): void {
	to.audit.push({
		eventName: mergedIntoId ? 'CANDIDATE_DELETED_DUE_TO_MERGE' : 'CANDIDATE_DELETED',
		entityType: 'CANDIDATE',
		entityId: before.id,
	});
	if (mergedIntoId) {
		to.audit.push({
			eventName: 'CANDIDATE_PROFILE_UPDATED_DUE_TO_MERGE',
			entityType: 'CANDIDATE',
			entityId: mergedIntoId,
		});
	}
	to.events.push({
		name: mergedIntoId ? 'candidate.deleted by merge' : 'candidate.deleted',
		body: { id: before.id },
		path: `/candidates/${before.id}`,
	});
}

/** The profile without its applications and times. */
function profileOf({ applications: _a, updatedOn: _u, ...profile }: CompanyCandidate): string {
	return JSON.stringify(profile);
}

function applicationEvents(
	{ id: candidateId }: CompanyCandidate,
	application: CompanyApplication,
	earlier: CompanyApplication | undefined,
	{ events, audit }: Happening,
): void {
	const { jobId, applicationId } = application;
	const event = (name: string, eventName: string): void => {
		events.push({
			name,
			body: { job_id: jobId, candidate_id: candidateId, application_id: applicationId },
			path: `/candidates/${candidateId}/jobs/${jobId}`,
		});
		audit.push({ eventName, entityType: 'APPLICATION', entityId: applicationId });
	};
	if (!earlier) {
		event('application.created', 'JOB_APPLICATION_CREATED');
		return;
	}
	if (earlier.history.length !== application.history.length)
		event('application.status.updated', 'JOB_APPLICATION_STATE_MODIFIED');
	if (earlier.source !== application.source)
		event('application.source.updated', 'APPLICATION_SOURCE_MODIFIED');
}
