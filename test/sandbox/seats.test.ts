import { PAIR_CASES } from '../../sandbox/company/makeUser';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { linkedInToken } from '../../scripts/support/linkedInToken';
import { nonEmpty } from '../support/nonEmpty';

let sandbox: Sandbox;
let token: string;
const FIRST = 'urn:li:contract:2001';
const SECOND = 'urn:li:contract:2002';

beforeEach(async () => {
	sandbox = await createSandbox({ people: 20, users: 400 });
	token = await linkedInToken(sandbox);
});
afterEach(async () => {
	await sandbox.close();
});

async function get(path: string, headers: Record<string, string> = {}) {
	const response = await fetch(sandbox.linkedInUrl + path, {
		headers: { authorization: `Bearer ${token}`, ...headers },
	});
	return { status: response.status, body: JSON.parse(await response.text()) };
}

async function control(method: string, path: string, body?: object) {
	const response = await fetch(`${sandbox.url}/_sandbox${path}`, {
		method,
		...(body && { body: JSON.stringify(body) }),
	});
	return { status: response.status, body: JSON.parse(await response.text()) };
}

const REST = { 'linkedin-version': '202603' };
const seatsOf = (contract: string, more = '&start=0') =>
	`/v2/seatsV2?q=attributes&contracts=${contract}${more}`;

describe('Recruiter’s seats', () => {
	it('come ten at a time in generation 1’s names, with a link to the next page', async () => {
		const { body } = await get(seatsOf(FIRST));
		expect(body.elements).toHaveLength(10);
		expect(body.paging).toMatchObject({ start: 0, count: 10, total: 11 });
		const [next] = body.paging.links;
		expect(next).toMatchObject({ rel: 'next', type: 'application/json' });
		expect((await get(next.href)).body.elements).toHaveLength(1);
		expect(Object.keys(body.elements[0]).sort()).toEqual(
			'contract created email firstName id lastName member seatRoles state'.split(' '),
		);
		expect(body.elements[0].created).toEqual({ time: expect.any(Number) });
	});

	it('have other names in generation 2, and need its version there', async () => {
		const path = seatsOf(FIRST).replace('/v2/', '/rest/');
		expect((await get(path)).status).toBe(400);
		const { body } = await get(path, REST);
		expect(body.elements[0]).toMatchObject({
			seatId: expect.any(Number),
			createdAt: { actor: expect.any(String), time: expect.any(Number) },
		});
		expect(body.elements[0]).not.toHaveProperty('id');
	});

	it.each([
		['without start', seatsOf(FIRST, ''), 400],
		['without a contract', '/v2/seatsV2?q=attributes&start=0', 400],
		['with another finder', `/v2/seatsV2?q=contract&contracts=${FIRST}&start=0`, 400],
		['with an unknown state', seatsOf(FIRST, '&start=0&states=GONE'), 400],
		['of somebody else’s contract', seatsOf('urn:li:contract:9'), 403],
	])('are refused %s', async (_what, path, status) => {
		expect((await get(path)).status).toBe(status);
	});

	it('are refused while the contract’s integration is off, and only then', async () => {
		const switched = { integrationType: 'CSA_API', context: SECOND, enabled: false };
		await control('POST', '/linkedin/integrations', switched);
		expect((await get(seatsOf(SECOND))).status).toBe(403);
		expect((await get(seatsOf(FIRST))).status).toBe(200);
		expect((await get(`${seatsOf(FIRST)}&contracts=${SECOND}`)).status).toBe(403);
		await control('POST', '/linkedin/integrations', { ...switched, enabled: true });
		expect((await get(seatsOf(SECOND))).status).toBe(200);
	});

	it('of several contracts and states come in one list, in either key syntax', async () => {
		const repeated = await get(
			`${seatsOf(FIRST)}&contracts=${SECOND}&count=100&states=ACTIVE&states=INVITED`,
		);
		const listed = await get(
			`/v2/seatsV2?q=attributes&contracts=List(${encodeURIComponent(FIRST)},${encodeURIComponent(SECOND)})&start=0&count=100&states=List(ACTIVE,INVITED)`,
			{ 'x-restli-protocol-version': '2.0.0' },
		);
		expect(listed.body.elements).toEqual(repeated.body.elements);
		expect(new Set(listed.body.elements.map((one: { contract: string }) => one.contract))).toEqual(
			new Set([FIRST, SECOND]),
		);
	});

	it('can be filtered by state', async () => {
		await control('POST', '/linkedin/seats', { count: 250 });
		const { body } = await get(seatsOf(FIRST, '&start=0&count=100&states=PARKED'));
		expect(body.elements.length).toBeGreaterThan(0);
		for (const { state } of nonEmpty<{ state: string }>(body.elements))
			expect(state).toBe('PARKED');
	});

	it.each([0, 1, 11, 250, 1000])('can be %i, the same every time', async (count) => {
		await control('POST', '/linkedin/seats', { count });
		const all = sandbox.seats.list(FIRST);
		expect(all).toHaveLength(count);
		expect(new Set(all.map(({ seatUrn }) => seatUrn)).size).toBe(count);
		const last = all.slice(-3);
		expect(last.map(({ seatUrn }) => sandbox.seats.byUrn(seatUrn))).toEqual(last);
		const again = await createSandbox({ people: 20, users: 400 });
		again.seats.setCount(FIRST, count);
		expect(again.seats.list(FIRST)).toEqual(all);
		await again.close();
	});

	it('hold every case once there are enough of them, with people who sit on two contracts', async () => {
		await control('POST', '/linkedin/seats', { count: 100 });
		const all = sandbox.seats.list(FIRST);
		expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(PAIR_CASES));
		const people = new Set(all.map(({ personUrn }) => personUrn));
		expect(sandbox.seats.list(SECOND).some(({ personUrn }) => people.has(personUrn))).toBe(true);
	});

	it('can lack addresses', async () => {
		await control('POST', '/switches', { 'li§8.1 seat has email': false });
		const { body } = await get(seatsOf(FIRST));
		for (const seat of nonEmpty(body.elements)) expect(seat).not.toHaveProperty('email');
	});

	it('change, vanish and come back with a reset', async () => {
		const [first, second] = sandbox.seats.list(FIRST);
		await control('PATCH', `/linkedin/seats/${first?.id}`, { state: 'PARKED' });
		await control('DELETE', `/linkedin/seats/${second?.id}`);
		const { body } = await get(seatsOf(FIRST, '&start=0&count=100'));
		expect(body.elements).toHaveLength(10);
		expect(body.elements[0].state).toBe('PARKED');
		expect((await control('PATCH', `/linkedin/seats/${second?.id}`, {})).status).toBe(404);
		await control('POST', '/reset', {});
		token = '';
		expect(sandbox.seats.list(FIRST)).toHaveLength(11);
		expect(sandbox.seats.list(FIRST)[0]?.state).toBe('ACTIVE');
	});

	it('share a day’s calls with everything read from Recruiter', async () => {
		await control('POST', '/limits', { mode: 1 / 100_000 });
		expect((await get(seatsOf(FIRST))).status).toBe(200);
		expect((await get(seatsOf(FIRST))).status).toBe(429);
	});
});

describe('SmartRecruiters’ users', () => {
	it('can be deactivated and changed', async () => {
		const [, second] = sandbox.context.company.users;
		await control('PATCH', `/company/users/${second?.id}`, { active: false });
		expect(sandbox.context.company.users[1]?.active).toBe(false);
		expect((await control('PATCH', '/company/users/nobody', {})).status).toBe(404);
	});

	it('are as many as asked for, each with an id of its own', async () => {
		await control('POST', '/reset', { users: 5000 });
		const { users } = sandbox.context.company;
		expect(users).toHaveLength(5000);
		expect(new Set(users.map(({ id }) => id)).size).toBe(5000);
	});
});
