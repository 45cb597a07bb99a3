import { createSandbox, type Sandbox } from '../../../sandbox/createSandbox';
import { connect } from '../../../src/operations/connect';
import { getUser, listUsers, readUsers, type SrUser } from '../../../src/smartrecruiters/users';
import { sandboxConnection } from '../../../scripts/support/sandboxConnection';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await createSandbox({ people: 20, users: 5000 });
});
afterAll(async () => {
	await sandbox.close();
});

const api = () => connect(sandboxConnection(sandbox), Number.POSITIVE_INFINITY).smartRecruiters;

async function all(query: Parameters<typeof readUsers>[1] = {}): Promise<SrUser[]> {
	const users: SrUser[] = [];
	for await (const page of readUsers(api(), query)) users.push(...page.content);
	return users;
}

describe('SmartRecruiters’ users', () => {
	it('are read to the last page, deactivated ones included', async () => {
		const users = await all();
		expect(users.map(({ id }) => id)).toEqual(sandbox.context.company.users.map(({ id }) => id));
		expect(users.some(({ active }) => !active)).toBe(true);
	});

	it('are found by what is typed', async () => {
		const [, wanted] = sandbox.context.company.users;
		const page = await listUsers(api(), { search: ` ${wanted?.email.slice(0, -12)} ` });
		expect(page.content).toEqual([
			expect.objectContaining({ id: wanted?.id, email: wanted?.email, active: true }),
		]);
	});

	it('are listed from the beginning when nothing is typed', async () => {
		const page = await listUsers(api(), { search: '  ', limit: 5 });
		expect(page.content).toHaveLength(5);
		expect(page.nextPageId).toBeDefined();
	});

	it('can be narrowed to those changed since a day', async () => {
		const newest = sandbox.context.company.users[0]?.updatedOn ?? 0;
		const users = await all({ updatedAfterMs: newest - 10 * 86_400_000 });
		expect(users).toHaveLength(10);
	});

	it('are found by id, and missed without fuss', async () => {
		const [first] = sandbox.context.company.users;
		expect((await getUser(api(), first?.id ?? ''))?.email).toBe(first?.email);
		expect(await getUser(api(), 'nobody')).toBeUndefined();
	});

	it('end with a clear fault when the cursor goes stale', async () => {
		await expect(listUsers(api(), { pageId: 'stale' })).rejects.toMatchObject({
			name: 'CursorError',
		});
	});
});
