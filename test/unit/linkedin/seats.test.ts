import { createSandbox, type Sandbox } from '../../../sandbox/createSandbox';
import { getSeats, readSeats, type SeatQuery } from '../../../src/linkedin/seats';
import type { LinkedInSettings } from '../../../src/linkedin/LinkedInSettings';
import { connect } from '../../../src/operations/connect';
import { sandboxConnection } from '../../../scripts/support/sandboxConnection';

const FIRST = 'urn:li:contract:2001';
const SECOND = 'urn:li:contract:2002';
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await createSandbox({ people: 20, users: 400 });
});
afterEach(() => {
	sandbox.seats.reset();
	sandbox.context.switches.reset();
	sandbox.context.requests.reset();
	sandbox.context.faults.reset();
});
afterAll(async () => {
	await sandbox.close();
});

const api = (linkedIn: Partial<LinkedInSettings> = {}) =>
	connect(sandboxConnection(sandbox, { linkedIn }), Number.POSITIVE_INFINITY).linkedIn;
const requests = () => sandbox.context.requests.summary().linkedin.requests;
const read = async (query: SeatQuery, settings: Partial<LinkedInSettings> = {}) =>
	await getSeats(api(settings), query);

describe.each([
	{ generation: 'v2', protocol: '1.0' },
	{ generation: 'v2', protocol: '2.0.0' },
	{ generation: 'rest', protocol: '1.0' },
	{ generation: 'rest', protocol: '2.0.0' },
] as const)('seats in $generation with key syntax $protocol', (settings) => {
	it('are read with every field', async () => {
		const [seat] = await read({ contractUrns: [FIRST] }, settings);
		const [truth] = sandbox.seats.list(FIRST);
		expect(seat).toEqual({
			seatUrn: truth?.seatUrn,
			contractUrn: FIRST,
			state: 'ACTIVE',
			personUrn: truth?.personUrn,
			firstName: truth?.firstName,
			lastName: truth?.lastName,
			email: truth?.email,
			roles: truth?.seatRoles,
			createdAtMs: truth?.createdAtMs,
		});
	});

	it('of several contracts come one contract after the other, each seat once', async () => {
		sandbox.seats.setCount(FIRST, 250);
		const seats = await read({ contractUrns: [FIRST, SECOND, FIRST] }, settings);
		expect(seats.map(({ seatUrn }) => seatUrn)).toEqual(
			[...sandbox.seats.list(FIRST), ...sandbox.seats.list(SECOND)].map(({ seatUrn }) => seatUrn),
		);
	});

	it('are filtered by state', async () => {
		sandbox.seats.setCount(FIRST, 250);
		const seats = await read({ contractUrns: [FIRST], states: ['PARKED', 'INVITED'] }, settings);
		expect(new Set(seats.map(({ state }) => state))).toEqual(new Set(['PARKED', 'INVITED']));
	});
});

describe('the pages of seats', () => {
	it.each([
		[0, 1],
		[1, 1],
		[11, 1],
		[100, 1],
		[101, 2],
		[250, 3],
		[1000, 10],
	])('of %i seats are read to the end in few requests', async (count, pages) => {
		sandbox.seats.setCount(FIRST, count);
		const found: number[] = [];
		for await (const page of readSeats(api(), { contractUrns: [FIRST] })) found.push(page.length);
		expect(found.reduce((sum, length) => sum + length, 0)).toBe(count);
		// One more is the request for the token.
		expect(requests()).toBe(pages + 1);
	});

	it.each([[100], [250]])('end without a total as well, for %i seats', async (count) => {
		sandbox.context.switches.set('li§14.6 seats total', false);
		sandbox.seats.setCount(FIRST, count);
		expect(await read({ contractUrns: [FIRST] })).toHaveLength(count);
	});

	it('may be shorter than asked for', async () => {
		sandbox.context.switches.set('li§14.6 largest page of seats', 40);
		sandbox.seats.setCount(FIRST, 250);
		expect(await read({ contractUrns: [FIRST] })).toHaveLength(250);
		sandbox.context.switches.set('li§14.6 seats total', false);
		expect(await read({ contractUrns: [FIRST] })).toHaveLength(250);
	});

	it('survive a fault in between', async () => {
		sandbox.seats.setCount(FIRST, 250);
		sandbox.context.faults.add([
			{ path: 'seatsV2', kind: 'cutOff', times: 1, skip: 1, status: 503, delayMs: 0 },
		]);
		expect(await read({ contractUrns: [FIRST] })).toHaveLength(250);
	});
});

describe('a seat', () => {
	it('without address or person is read without them', async () => {
		sandbox.seats.setCount(FIRST, 100);
		sandbox.context.switches.set('li§8.1 seat has email', false);
		const seats = await read({ contractUrns: [FIRST] });
		expect(seats.every((seat) => !('email' in seat))).toBe(true);
		const invited = seats.find(({ state }) => state === 'INVITED');
		expect(invited).toBeDefined();
		expect(invited).not.toHaveProperty('personUrn');
	});

	it('of a contract that is not connected is a refusal', async () => {
		await expect(read({ contractUrns: ['urn:li:contract:9'] })).rejects.toMatchObject({
			name: 'HttpStatusError',
			status: 403,
		});
	});
});
