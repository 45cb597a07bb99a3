import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { LIFE } from '../../sandbox/live/planLife';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 30, jobs: 12, limits: 'off' });
});
afterEach(async () => {
	await sandbox.close();
});

const control = async (method: string, path: string, body?: unknown) =>
	JSON.parse(
		await (
			await fetch(`${sandbox.url}/_sandbox${path}`, {
				method,
				...(body !== undefined && { body: JSON.stringify(body) }),
			})
		).text(),
	);

describe('teams and users', () => {
	it('change by themselves, with their webhooks and audit events, each at its time', async () => {
		const { context } = sandbox;
		context.live.hub.subscriptions.set('s1', {
			id: 's1',
			owner: 'test',
			callbackUrl: `${sandbox.url}/nowhere`,
			events: ['job.hiring-team.updated'],
			status: 'active',
			keys: [],
			log: [],
		});
		const { planned } = await control('POST', '/company/live', {
			days: 10,
			actionsPerDay: 40,
			weights: {
				...Object.fromEntries(Object.keys(LIFE).map((kind) => [kind, 0])),
				joinTeam: 5,
				leaveTeam: 4,
				changeTeamRole: 1,
				changeSystemRole: 1,
				changeAccessGroup: 1,
				deactivateUser: 1,
				activateUser: 1,
			},
		});
		context.clock.advance(11 * 86_400_000);
		await control('POST', '/company/catch-up');
		expect(planned).toBe(400);
		const times = context.live.audit.find(() => true).map(({ atMs }) => atMs);
		expect(new Set(times).size).toBeGreaterThan(300);
		const names = context.live.audit.find(() => true).map(({ eventName }) => eventName);
		expect([...new Set(names)].sort()).toEqual([
			'HIRING_TEAM_MEMBER_ADDED',
			'HIRING_TEAM_MEMBER_REMOVED',
			'HIRING_TEAM_ROLE_UPDATED',
			'USER_ACCESS_GROUPS_MODIFIED',
			'USER_ACTIVATED',
			'USER_DEACTIVATED',
			'USER_SYSTEM_ROLE_MODIFIED',
		]);
		const ofTeams = names.filter((name) => name.startsWith('HIRING_TEAM_'));
		expect(context.live.hub.counts.emitted).toBe(ofTeams.length);
		const [first] = context.company.users;
		expect([first?.active, first?.systemRole]).toEqual([true, 'ADMINISTRATOR']);
	});
});
