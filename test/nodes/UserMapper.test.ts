import { runListSearch } from '../support/runListSearch';
import { runNode } from '../../scripts/support/runNode';
import { nonEmpty } from '../support/nonEmpty';
import {
	FIRST,
	byId,
	connect,
	credentials,
	json,
	node,
	openBeforeEach,
	run,
	sandbox,
	stored,
} from '../support/userMapperNode';

openBeforeEach();

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
		connect('urn:li:contract:2002');
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
