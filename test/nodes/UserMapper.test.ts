import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { UserMapper } from '../../nodes/UserMapper/UserMapper.node';
import { CONTRACTS } from '../../src/state/tables';
import { control } from '../../scripts/support/exporting';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
	smartRecruitersKey,
	UNLIMITED,
} from '../../scripts/support/nodeCredentials';
import { runListSearch } from '../support/runListSearch';
import { runNode } from '../../scripts/support/runNode';
import { nonEmpty } from '../support/nonEmpty';

const FIRST = 'urn:li:contract:2001';
let sandbox: Sandbox;
let tables: MemoryDataTables;
beforeEach(async () => {
	tables = new MemoryDataTables();
	sandbox = await createSandbox({ people: 20, users: 400, limits: 'off' });
});
afterEach(async () => {
	await sandbox.close();
});

const credentials = (change: { linkedIn?: object } = {}) => ({
	...linkedInCredential(sandbox, { ...UNLIMITED, requestsPerDay: 100_000, ...change.linkedIn }),
	...smartRecruitersCredential(sandbox),
	...smartRecruitersKey(sandbox),
});
const node = new UserMapper();
const run = async (
	parameters: object,
	items = [{ json: {} }],
	onError?: 'continueErrorOutput' | 'continueRegularOutput',
	secrets = credentials(),
) =>
	await runNode(
		node,
		{ authentication: 'smartRecruitersOAuth2Api', contracts: '2001', ...parameters },
		secrets,
		{ items, ...(onError && { onError }), tables },
	);
/** What stands in a Data Table, without n8n's own columns. */
const stored = (name: string) => tables.rows(name).map(({ id: _id, ...row }) => row);
/** As workflow 01 leaves it. */
const connect = async (...contracts: string[]) => {
	const [table] = await run({ resource: 'mapping', operation: 'unmap', seat: byId('1') }).then(
		() => [CONTRACTS],
	);
	const columns = Object.keys(table?.columns ?? {}).map((name) => ({ name, type: 'string' }));
	const { createDataTable } = await tables.provider.getDataTableAggregateProxy();
	await createDataTable({ name: 'rsc_contracts', columns });
	const proxy = await tables.provider.getDataTableProxy(undefined, undefined, 'rsc_contracts');
	await proxy.insertRows(
		contracts.map((contract) => ({
			organization: 'urn:li:organization:1000',
			contract,
			state: 'connected',
			name: 'Acme <b>',
		})),
		'all',
	);
};
const byId = (value: string | undefined) => ({ __rl: true, mode: 'id', value });
/** Items as a workflow sees them. */
const json = (output: Array<{ json: object }> | undefined): Array<ReturnType<typeof JSON.parse>> =>
	(output ?? []).map((item) => item.json);

describe('RSC User Mapper on n8n’s own engine', () => {
	it('gets seat holders of several contracts, as numbers or rows, of all states or some', async () => {
		const parameters = { resource: 'seatHolder', operation: 'getSeatHolders', seatStates: [] };
		const all = await run({ ...parameters, contracts: '2001, urn:li:contract:2002' });
		expect(all.error).toBeUndefined();
		expect(all.outputs).toHaveLength(1);
		expect(json(all.outputs[0])).toHaveLength(16);
		expect(all.outputs[0]?.[0]).toMatchObject({
			json: { seat: sandbox.seats.list(FIRST)[0]?.seatUrn, contract: FIRST, seatState: 'ACTIVE' },
			pairedItem: { item: 0 },
		});
		const one = await run({ ...parameters, contracts: '={{ ["urn:li:contract:2002"] }}' });
		expect(json(one.outputs[0])).toHaveLength(5);
		await connect('urn:li:contract:2002');
		const connected = await run({ ...parameters, contracts: '' });
		expect(json(connected.outputs[0])).toHaveLength(5);
		const parked = await run({ ...parameters, seatStates: ['PARKED'] });
		expect(json(parked.outputs[0])).toEqual([]);
	});

	it('gets users, all or some', async () => {
		const parameters = { resource: 'user', operation: 'getUsers', returnAll: true, filters: {} };
		expect(json((await run(parameters)).outputs[0])).toHaveLength(400);
		const some = await run({
			...parameters,
			returnAll: false,
			limit: 7,
			filters: { activeOnly: true },
		});
		expect(json(some.outputs[0])).toHaveLength(7);
		const [, wanted] = sandbox.context.company.users;
		const found = await run({ ...parameters, filters: { search: wanted?.email } });
		expect(json(found.outputs[0])).toEqual([
			expect.objectContaining({ userId: wanted?.id, userEmail: wanted?.email, active: true }),
		]);
		const newest = new Date((sandbox.context.company.users[0]?.updatedOn ?? 0) - 1).toISOString();
		const fresh = await run({ ...parameters, filters: { updatedAfter: newest } });
		expect(json(fresh.outputs[0])).toHaveLength(1);
	});

	it('works with an API key as well', async () => {
		const { smartRecruitersOAuth2Api: _left, ...key } = credentials();
		const { outputs, error } = await runNode(
			node,
			{
				resource: 'user',
				operation: 'getUsers',
				authentication: 'smartRecruitersApi',
				returnAll: false,
				limit: 3,
				filters: {},
			},
			key,
		);
		expect(error).toBeUndefined();
		expect(json(outputs[0])).toHaveLength(3);
	});

	it('suggests a mapping on three outputs, with rows ready for the Data Table', async () => {
		const parameters = {
			resource: 'mapping',
			operation: 'suggestMapping',
			options: {},
		};
		const { outputs, error } = await run(parameters);
		expect(error).toBeUndefined();
		const [matched, review, unmatched] = outputs.map(json);
		expect([matched?.length, review?.length, unmatched?.length]).toEqual([8, 2, 1]);
		expect(Object.keys(matched?.[0])).toEqual(expect.arrayContaining(['seat', 'userId', 'person']));
		expect(matched?.[0]).toMatchObject({
			confidence: 'certain',
			reasonCode: 'SAME_EMAIL',
			reason: 'Same e-mail address and same name',
			matchedBy: 'email',
			candidates: [],
		});
		for (const item of nonEmpty(review)) expect(item).toMatchObject({ userId: '', mappedAt: '' });
		expect(review?.find(({ reasonCode }) => reasonCode === 'NAME_OF_SEVERAL_USERS')).toMatchObject({
			candidates: [{ userEmail: expect.any(String) }, { userEmail: expect.any(String) }],
		});
		expect(unmatched?.[0]).toMatchObject({ reasonCode: 'NOBODY', confidence: 'none' });
	});

	it('sends likely ones to Review when told so', async () => {
		sandbox.context.switches.set('li§8.1 seat has email', false);
		const parameters = { resource: 'mapping', operation: 'suggestMapping' };
		const open = await run({ ...parameters, options: {} });
		const strict = await run({ ...parameters, options: { namesToReview: true } });
		const likely = json(open.outputs[0]).length;
		expect(likely).toBeGreaterThan(3);
		expect(json(strict.outputs[0])).toHaveLength(0);
		const review = json(strict.outputs[1]);
		expect(review.length).toBe(json(open.outputs[1]).length + likely);
		expect(review.find(({ reasonCode }) => reasonCode === 'UNIQUE_NAME')).toMatchObject({
			userId: '',
			candidates: [{ userId: expect.any(String) }],
		});
	});

	it('maps one seat that was chosen from lists, and unmaps it', async () => {
		const seat = sandbox.seats.list(FIRST)[3];
		const user = sandbox.context.company.users[12];
		const mapped = await run({
			resource: 'mapping',
			operation: 'mapOne',
			options: { importDays: 365 },
			seat: { __rl: true, mode: 'list', value: seat?.seatUrn },
			user: { __rl: true, mode: 'list', value: user?.id },
		});
		expect(mapped.error).toBeUndefined();
		const [row] = json(mapped.outputs[0]);
		expect(row).toMatchObject({
			seat: seat?.seatUrn,
			userId: user?.id,
			matchedBy: 'by hand',
			importEstimate: { calls: 1461, callsPerDay: 100_000 },
		});
		expect(stored('rsc_seats')).toEqual([expect.objectContaining({ userId: user?.id })]);
		const freed = await run({ resource: 'mapping', operation: 'unmap', seat: byId(row.seat) });
		expect(json(freed.outputs[0])).toEqual([
			expect.objectContaining({ seat: row.seat, userId: '', matchedBy: 'unmapped' }),
		]);
		expect(stored('rsc_seats')).toEqual([
			expect.objectContaining({ seat: row.seat, userId: '', matchedBy: 'unmapped' }),
		]);
	});

	it('takes a bare seat number as well, and says which parameter is wrong', async () => {
		const parameters = {
			resource: 'mapping',
			operation: 'mapOne',
			options: {},
		};
		const seat = { __rl: true, mode: 'id', value: String(sandbox.seats.list(FIRST)[0]?.id) };
		const user = { __rl: true, mode: 'id', value: sandbox.context.company.users[0]?.id };
		expect((await run({ ...parameters, seat, user })).error).toBeUndefined();
		const broken = await run({ ...parameters, seat: { ...seat, value: 'x' }, user });
		expect(broken.error?.message).toBe('"Seat" is not a Recruiter seat [Item 0]');
		const empty = await run({ ...parameters, seat, user: { ...user, value: '={{ "" }}' } });
		expect(empty.error?.message).toContain('User');
		const contract = await run({ ...parameters, seat, user, contracts: 'Acme' });
		expect(contract.error).toMatchObject({
			message: '"Contracts" holds "Acme", which is not a contract [Item 0]',
			description: expect.stringContaining('2001'),
		});
	});

	it('finds drift: changes on one output, one report on the other', async () => {
		const suggested = json(
			(await run({ resource: 'mapping', operation: 'suggestMapping', options: {} })).outputs[0],
		);
		for (const { seat, userId } of nonEmpty(suggested)) {
			const { error } = await run({
				resource: 'mapping',
				operation: 'mapOne',
				options: {},
				seat: byId(seat),
				user: byId(userId),
			});
			expect(error).toBeUndefined();
		}
		sandbox.context.company.changeUser(suggested[0].userId, { active: false });
		const { outputs, error } = await run({ resource: 'mapping', operation: 'findDrift' });
		expect(error).toBeUndefined();
		const [changes, report] = outputs.map(json);
		expect(changes?.map(({ kind }) => kind).sort()).toEqual([
			'NEW_SEAT',
			'NEW_SEAT',
			'NEW_SEAT',
			'USER_DEACTIVATED',
		]);
		expect(report).toEqual([
			expect.objectContaining({
				changed: true,
				subject: 'Recruiter seats: 4 changes to look at',
				text: expect.stringContaining('1 × The SmartRecruiters user is deactivated.'),
				mapped: 8,
				seats: 11,
			}),
		]);
	});

	it('names what is missing when no contract is connected and none was entered', async () => {
		const { error } = await run({ resource: 'mapping', operation: 'findDrift', contracts: '' });
		expect(error?.message).toBe('No Recruiter contract is connected');
		expect(error?.description).toContain('workflow 01');
	});

	it('refuses an operation that it does not have', async () => {
		const { error } = await run({ resource: 'mapping', operation: 'noSuchOperation' });
		expect(error?.message).toBe('There is no operation "noSuchOperation"');
	});
});

describe('the mapping page', () => {
	const call = (change: IDataObject = {}): INodeExecutionData => ({
		json: {
			method: 'GET',
			user: 'ada',
			key: 'k0',
			scriptKey: 'k1',
			address: 'http://127.0.0.1/p',
			...change,
		},
	});
	const show = async (item: INodeExecutionData) =>
		await run({ resource: 'mapping', operation: 'mappingPage', options: {} }, [item]);
	const decide = async (decisions: unknown) =>
		await show(
			call({
				method: 'POST',
				form: { action: 'decide', decisions: JSON.stringify(decisions) },
			}),
		);

	it('holds seats, suggestions and users, and the key of this visit', async () => {
		await connect(FIRST);
		const { responses, error, outputs } = await show(call());
		expect(error).toBeUndefined();
		const [page] = responses;
		expect(page).toMatchObject({
			statusCode: 200,
			headers: { 'Cache-Control': 'no-store', 'X-Frame-Options': 'DENY' },
		});
		expect(page?.body).toContain('Acme &lt;b&gt;');
		expect(page?.body).toContain('data-key="k1"');
		expect(page?.body.match(/class="seat /g)).toHaveLength(11);
		// Execution data hold no page.
		expect(json(outputs[0])).toEqual([{ status: 200 }]);
	});

	it('keeps what is decided on it, and says what cannot be kept', async () => {
		await connect(FIRST);
		const [seat] = sandbox.seats.list(FIRST);
		const [user] = sandbox.context.company.users;
		const { responses } = await decide([
			{ seat: seat?.seatUrn, contract: FIRST, userId: user?.id, how: 'by hand' },
			{ seat: 'urn:li:seat:5', contract: FIRST, userId: user?.id, how: 'email' },
		]);
		expect(JSON.parse(responses[0]?.body ?? '')).toEqual({
			rows: [{ seat: seat?.seatUrn, html: expect.stringContaining('data-status="mapped"') }],
			refused: [{ seat: 'urn:li:seat:5', text: 'The seat is no longer in Recruiter.' }],
		});
		expect(stored('rsc_seats')).toEqual([
			expect.objectContaining({ seat: seat?.seatUrn, userId: user?.id }),
		]);
	});

	it.each([
		['no list', {}],
		['a mapping without a user', [{ seat: 'urn:li:seat:1', contract: '2001', how: 'email' }]],
		['a seat that is none', [{ seat: 'x', contract: '2001', how: 'skipped' }]],
		['an unknown way', [{ seat: 'urn:li:seat:1', contract: '2001', how: 'guessed' }]],
	])('takes no decisions that are %s', async (_what, decisions) => {
		const { responses } = await decide(decisions);
		expect(responses[0]?.statusCode).toBe(400);
		expect(stored('rsc_seats')).toEqual([]);
	});

	it('says on the page, or to its script, what went wrong, in place of an empty window', async () => {
		await connect(FIRST);
		const [seat] = sandbox.seats.list(FIRST);
		await control(sandbox, '/faults', [{ path: 'seatsV2', kind: 'status', status: 400, times: 2 }]);
		const saved = await decide([{ seat: seat?.seatUrn, contract: FIRST, how: 'skipped' }]);
		expect(saved.responses[0]?.statusCode).toBe(500);
		expect(JSON.parse(saved.responses[0]?.body ?? '')).toEqual({
			error: expect.stringContaining('Not saved: LinkedIn answered 400'),
		});
		expect(json(saved.outputs[0])).toEqual([
			{ status: 500, error: expect.stringContaining('400') },
		]);
		const wrong = { linkedIn: { clientSecret: 'wrong' } };
		const shown = await run(
			{ resource: 'mapping', operation: 'mappingPage', options: {} },
			[call()],
			undefined,
			credentials(wrong),
		);
		expect(shown.responses[0]).toMatchObject({ statusCode: 500 });
		expect(shown.responses[0]?.body).toContain('This page cannot be shown');
	});

	it('says that it needs a trigger when it gets any other item', async () => {
		const { error } = await show({ json: { a: 1 } });
		expect(error?.message).toBe('This item is not a call from a page [Item 0]');
		expect(error?.description).toContain('Admin Page');
	});
});

describe('RSC User Mapper, when something is wrong', () => {
	it('tells what to do when a contract is not connected, and goes on with other items if told so', async () => {
		const parameters = {
			resource: 'seatHolder',
			operation: 'getSeatHolders',
			seatStates: [],
			contracts: '={{ $json.contract }}',
		};
		const items = [{ json: { contract: '7' } }, { json: { contract: '2002' } }];
		const stopped = await run(parameters, items);
		expect(stopped.error?.message).toContain('LinkedIn answered 403');
		expect(stopped.error?.description).toContain('Product settings');
		const { outputs } = await run(parameters, items, 'continueRegularOutput');
		expect(json(outputs[0])[0]).toMatchObject({ error: expect.stringContaining('403') });
		expect(json(outputs[0])).toHaveLength(6);
		expect(outputs[0]?.[3]?.pairedItem).toEqual({ item: 1 });
	});

	it('has no personal data in what it says about failures', async () => {
		const { users } = sandbox.context.company;
		await fetch(`${sandbox.url}/_sandbox/faults`, {
			method: 'POST',
			body: JSON.stringify([{ path: '/users', kind: 'status', status: 403, times: 9 }]),
		});
		const { error } = await run({
			resource: 'user',
			operation: 'getUsers',
			returnAll: true,
			filters: { search: users[0]?.email },
		});
		expect(error?.message).toContain('SmartRecruiters answered 403');
		expect(JSON.stringify(error)).not.toContain(users[0]?.email);
	});
});

describe('the lists of Map One', () => {
	it('are searched by typing, and go on page by page', async () => {
		sandbox.seats.setCount(FIRST, 120);
		const search = async (method: string, filter?: string, token?: string) =>
			await runListSearch(
				node,
				method,
				{
					resource: 'mapping',
					operation: 'mapOne',
					contracts: '2001',
					authentication: 'smartRecruitersOAuth2Api',
				},
				credentials(),
				filter,
				token,
			);
		const first = await search('searchSeats');
		expect(first.results).toHaveLength(50);
		const second = await search('searchSeats', undefined, String(first.paginationToken));
		const third = await search('searchSeats', undefined, String(second.paginationToken));
		expect(third.results).toHaveLength(20);
		expect(third.paginationToken).toBeUndefined();
		expect((await search('searchSeats', 'zoe nunez')).results).toEqual(
			expect.arrayContaining([
				{ name: expect.stringContaining('zoe.nunez24@example.com'), value: expect.any(String) },
			]),
		);
		const users = await search('searchUsers');
		expect(users.results.length).toBeGreaterThan(80);
		expect(users.paginationToken).toBeDefined();
		const next = await search('searchUsers', undefined, String(users.paginationToken));
		expect(next.results[0]).not.toEqual(users.results[0]);
		const [, wanted] = sandbox.context.company.users;
		expect((await search('searchUsers', wanted?.email)).results).toEqual([
			{ name: `${wanted?.firstName} ${wanted?.lastName} (${wanted?.email})`, value: wanted?.id },
		]);
	});

	it('say that a contract has to be named first', async () => {
		await expect(
			runListSearch(node, 'searchSeats', { contracts: '' }, credentials()),
		).rejects.toThrow('"Contracts" is empty');
	});
});
