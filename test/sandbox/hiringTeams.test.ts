import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Company } from '../../sandbox/company/Company';
import { ACCESS_GROUPS } from '../../sandbox/company/makeTeam';
import { sightOfUser } from '../../sandbox/company/sightOfUser';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { loadState, saveState } from '../../sandbox/stateFile';
import { startReceiver } from '../../scripts/support/startReceiver';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 60, limits: 'off' });
});
afterEach(async () => {
	await sandbox.close();
});

const KEY = { 'x-smarttoken': 'SANDBOX-KEY' };
async function call(
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = KEY,
) {
	const answer = await fetch(sandbox.smartRecruitersUrl + path, {
		method,
		headers: { 'content-type': 'application/json', ...headers },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const text = await answer.text();
	return { status: answer.status, body: text ? JSON.parse(text) : undefined };
}
const jobAt = (index = 0) => sandbox.context.company.job(index);
const team = (index = 0) => `/jobs/${jobAt(index).id}/hiring-team`;
const outsider = () => {
	const { company } = sandbox.context;
	const inside = new Set(company.teamOf(jobAt().id).map(({ userId }) => userId));
	const found = company.users.find(({ id, active }) => active && !inside.has(id));
	if (!found) throw new Error('Everybody is on the team');
	return found;
};
const codeOf = ({ status, body }: Awaited<ReturnType<typeof call>>) => [
	status,
	body?.errors?.[0]?.code,
];

describe('a hiring team', () => {
	it('is read with the ids of its users', async () => {
		const { status, body } = await call('GET', team());
		expect([status, body.totalFound]).toEqual([200, body.content.length]);
		const { id, role, actions } = body.content[0];
		expect(role).toBe('RECRUITER');
		expect(actions.details.url).toContain(`/users/${id}`);
		expect((await call('GET', `/user-api/v201804/users/${id}`)).status).toBe(200);
		expect((await call('GET', '/jobs/unknown/hiring-team')).status).toBe(404);
	});

	it('takes a member once, and only one who exists', async () => {
		const { id } = outsider();
		const added = await call('POST', team(), { id, role: 'EXECUTIVE' });
		expect([added.status, added.body]).toMatchObject([200, { id, role: 'EXECUTIVE' }]);
		expect((await call('POST', team(), { id, role: 'COORDINATOR' })).status).toBe(409);
		expect(codeOf(await call('POST', team(), { id: 'nobody', role: 'RECRUITER' }))).toEqual([
			400,
			'USER_NOT_FOUND',
		]);
		expect((await call('POST', team(), { id })).status).toBe(400);
		expect((await call('DELETE', `${team()}/${id}`)).status).toBe(204);
		expect((await call('DELETE', `${team()}/${id}`)).status).toBe(404);
	});

	it('keeps its last member', async () => {
		const { body } = await call('GET', team());
		const ids: string[] = body.content.map(({ id }: { id: string }) => id);
		const statuses = [];
		for (const id of ids) statuses.push((await call('DELETE', `${team()}/${id}`)).status);
		expect(statuses).toEqual([...ids.slice(1).map(() => 204), 400]);
		const last = ids[ids.length - 1] ?? '';
		expect(codeOf(await call('DELETE', `${team()}/${last}`))).toEqual([
			400,
			'INVALID_HIRING_TEAM_STATE',
		]);
	});

	it('is told of by its own webhook and, person by person, in the audit trail', async () => {
		const receiver = await startReceiver();
		const hooks = '/webhooks-api/v201907/subscriptions';
		const { body } = await call('POST', hooks, {
			callbackUrl: receiver.url,
			events: ['job.updated', 'job.hiring-team.updated'],
		});
		await call('PUT', `${hooks}/${body.id}/activation`);
		const { id } = outsider();
		await call('POST', team(), { id, role: 'EXECUTIVE' });
		await call('DELETE', `${team()}/${id}`);
		await sandbox.context.live.hub.deliverDue();
		const told = receiver.requests.filter(({ headers }) => headers['event-id']);
		expect(told.map(({ headers }) => headers['event-name'])).toEqual([
			'job.hiring-team.updated',
			'job.hiring-team.updated',
		]);
		expect(told.map(({ body: sent }) => JSON.parse(sent))).toEqual([
			{ id: jobAt().id },
			{ id: jobAt().id },
		]);
		await receiver.close();
		const audit = await call(
			'GET',
			`/audit-api/v201910/audit-events?entityType=JOB&entityId=${jobAt().id}`,
		);
		expect(audit.body.content).toMatchObject([
			{
				eventName: 'HIRING_TEAM_MEMBER_ADDED',
				context: { userId: id, roleId: 'EXECUTIVE', roleName: 'EXECUTIVE' },
			},
			{ eventName: 'HIRING_TEAM_MEMBER_REMOVED', context: { userId: id } },
		]);
	});

	it('can change in whole, quietly too', async () => {
		const change = async (body: object) =>
			(
				await fetch(`${sandbox.url}/_sandbox/company/jobs/${jobAt().id}/team`, {
					method: 'PUT',
					body: JSON.stringify(body),
				})
			).status;
		const before = sandbox.context.live.hub.counts.emitted;
		expect(await change({ team: [{ userId: outsider().id, role: 'X' }], quietly: true })).toBe(200);
		expect((await call('GET', team())).body.content).toHaveLength(1);
		expect(sandbox.context.live.hub.counts.emitted).toBe(before);
	});

	it('cannot be read, nor its job, by somebody who does not see the job', async () => {
		const { id } = outsider();
		sandbox.context.company.changeUser(id, { systemRole: 'STANDARD', accessGroups: [] });
		await fetch(`${sandbox.url}/_sandbox/smartrecruiters/act-as`, {
			method: 'POST',
			body: JSON.stringify({ clientId: 'sandbox-sr', userId: id }),
		});
		const granted = await fetch(`${sandbox.smartRecruitersUrl}/identity/oauth/token`, {
			method: 'POST',
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: 'sandbox-sr',
				client_secret: 'sandbox-sr-secret',
			}),
		});
		const bearer = {
			authorization: `Bearer ${String(JSON.parse(await granted.text()).access_token)}`,
		};
		expect(codeOf(await call('GET', team(), undefined, bearer))).toEqual([
			401,
			'UNAUTHORIZED_TO_ACCESS_JOB',
		]);
		expect((await call('GET', `/jobs/${jobAt().id}`, undefined, bearer)).status).toBe(401);
		await call('POST', team(), { id, role: 'INTERVIEW_TEAM' });
		expect((await call('GET', team(), undefined, bearer)).status).toBe(200);
	});
});

describe('users', () => {
	it('have system roles and access groups, each told with its name', async () => {
		const roles = await call('GET', '/user-api/v201804/system-roles');
		expect(roles.body.content).toContainEqual({ id: 'RESTRICTED', name: 'Basic' });
		const groups = await call('GET', '/user-api/v201804/access-groups');
		expect(groups.body.content).toEqual(ACCESS_GROUPS.map(({ id, name }) => ({ id, name })));
		const { body } = await call('GET', '/user-api/v201804/users?limit=100');
		const ids: string[] = body.content.map(
			({ systemRole }: { systemRole: { id: string } }) => systemRole.id,
		);
		expect(new Set(ids)).toEqual(
			new Set(['ADMINISTRATOR', 'EXTENDED', 'STANDARD', 'RESTRICTED', 'EMPLOYEE']),
		);
		const grouped = body.content.find(
			({ accessGroups }: { accessGroups: object[] }) => accessGroups.length > 0,
		);
		const whole = await call('GET', `/user-api/v201804/users/${grouped.id}`);
		expect(whole.body.accessGroups[0]).toEqual({
			id: grouped.accessGroups[0].id,
			name: expect.stringContaining('hiring'),
		});
	});

	it('join and leave access groups', async () => {
		const { id } = outsider();
		sandbox.context.company.changeUser(id, { systemRole: 'STANDARD', accessGroups: [] });
		const path = '/user-api/v201804/access-groups/ag-sales/users';
		expect((await call('POST', path, [id])).status).toBe(201);
		expect(sandbox.context.company.userById(id)?.accessGroups).toEqual(['ag-sales']);
		expect(codeOf(await call('POST', path, [id, 'nobody']))).toEqual([404, 'USER_NOT_FOUND']);
		expect((await call('DELETE', `${path}/${id}`)).status).toBe(204);
		expect(codeOf(await call('DELETE', `${path}/${id}`))).toEqual([
			404,
			'USER_NOT_IN_ACCESS_GROUP',
		]);
		sandbox.context.company.changeUser(id, { systemRole: 'RESTRICTED' });
		expect(codeOf(await call('POST', path, [id]))).toEqual([
			400,
			'ACCESS_GROUP_NOT_ALLOWED_FOR_USER',
		]);
		expect((await call('POST', path.replace('sales', 'x'), [id])).status).toBe(404);
	});
});

describe('what a user sees', () => {
	const base = { id: 'u1', active: true, systemRole: 'STANDARD', accessGroups: [] as string[] };
	const member = [{ userId: 'u1', role: 'INTERVIEW_TEAM' }];
	const group = ['ag-sales'];
	it.each([
		[{ systemRole: 'ADMINISTRATOR' }, [], true, 'systemRole'],
		[{ systemRole: 'ADMINISTRATOR', active: false }, member, false, 'deactivated'],
		[{ systemRole: 'EXTENDED' }, [], true, 'systemRole'],
		[{ systemRole: 'EXTENDED', accessGroups: group }, [], true, 'accessGroup'],
		[{ systemRole: 'EXTENDED', accessGroups: ['ag-finance'] }, [], false, 'none'],
		[{ systemRole: 'EXTENDED', accessGroups: ['ag-finance'] }, member, true, 'hiringTeam'],
		[{}, [], false, 'none'],
		[{}, member, true, 'hiringTeam'],
		[{ accessGroups: group }, [], true, 'accessGroup'],
		[{ systemRole: 'RESTRICTED', accessGroups: group }, [], false, 'none'],
		[{ systemRole: 'RESTRICTED' }, member, true, 'hiringTeam'],
		[{ systemRole: 'EMPLOYEE' }, member, true, 'hiringTeam'],
		[{ systemRole: 'custom-17' }, [], false, 'none'],
	])('%j on the team %j: %s', (user, on, sees, why) => {
		expect(sightOfUser({ ...base, ...user }, { department: 'Sales' }, on)).toEqual({ sees, why });
	});
});

describe('generated teams', () => {
	const company = (options: { teamSize?: number; users?: number } = {}) =>
		new Company({ seed: 1, people: 60, jobs: 40, baseMs: Date.UTC(2026, 9, 1), ...options });
	const teamsOf = (one: Company) =>
		Array.from({ length: one.jobCount }, (_, index) => one.teamOf(one.job(index).id));

	it('are the same for the same seed, of three to six people, nobody twice', () => {
		const teams = teamsOf(company());
		expect(teams).toEqual(teamsOf(company()));
		expect(new Set(teams.map(({ length }) => length))).toEqual(new Set([3, 4, 5, 6]));
		expect(teams.map((one) => new Set(one.map(({ userId }) => userId)).size)).toEqual(
			teams.map(({ length }) => length),
		);
	});

	it('have the size that is asked for, as far as there are users', () => {
		expect(teamsOf(company({ teamSize: 6 })).map(({ length }) => length)).toEqual(
			Array(40).fill(6),
		);
		expect(teamsOf(company({ teamSize: 6, users: 2 })).map(({ length }) => length)).toEqual(
			Array(40).fill(2),
		);
	});

	it('outlive a start from the state file, as users’ roles do', async () => {
		const { id } = outsider();
		await call('POST', team(), { id, role: 'EXECUTIVE' });
		sandbox.context.company.changeUser(id, { systemRole: 'EXTENDED' });
		const folder = mkdtempSync(join(tmpdir(), 'rsc-teams-'));
		saveState(sandbox, join(folder, 'state.json'));
		await sandbox.close();
		sandbox = await createSandbox({ people: 60, limits: 'off' });
		loadState(sandbox, join(folder, 'state.json'));
		rmSync(folder, { recursive: true });
		expect(sandbox.context.company.teamOf(jobAt().id)).toContainEqual({
			userId: id,
			role: 'EXECUTIVE',
		});
		expect(sandbox.context.company.userById(id)?.systemRole).toBe('EXTENDED');
	});
});
