import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { type FaultInput, FaultSchema } from '../../sandbox/core/FaultBoard';
import { ActivityOffice, ORGANIZATION } from '../../scripts/support/ActivityOffice';
import { runToEnd } from '../../scripts/support/runToEnd';
import { PACKAGE_VERSION } from '../../src/basics/packageVersion';
import type { FailedCall } from '../../src/http/FailedCall';
import { FailedCalls } from '../../src/http/FailedCalls';
import { makeSupportBundle } from '../../src/operations/support/makeSupportBundle';
import { redact } from '../../src/operations/support/redact';
import { Failures } from '../../src/state/Failures';
import { EXPORTS, PARKED, SETTINGS, SYNC, TABLES } from '../../src/state/tables';

const SEAT = 'urn:li:seat:200100000';
const NOON = Date.UTC(2026, 10, 10, 12);
const MESSAGE = 'Whoever reads this sentence has read too much';

let sandbox: Sandbox;
let office: ActivityOffice;
let calls: FailedCalls;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 120, startAtMs: NOON, limits: 'off' });
	sandbox.context.switches.set('li§4.4 task delay ms', 0);
	office = new ActivityOffice(sandbox);
	calls = new FailedCalls();
	await office.connect();
	await office.mapSeats([SEAT]);
});
afterEach(async () => {
	await sandbox.close();
});

const runtime = () => ({ ...office.runtime(), onFailedCall: calls.note });
const goWrong = (...faults: FaultInput[]): void => {
	sandbox.context.faults.add(faults.map((fault) => FaultSchema.parse(fault)));
};
const keep = async (): Promise<void> => {
	await new Failures(office.store, ORGANIZATION).add(calls.take());
};
const bundleText = async (): Promise<string> =>
	JSON.stringify(await makeSupportBundle(office.runtime()), null, '\t');

/** A company whose every table holds people, after a day on which much went wrong. */
async function aBadDay(): Promise<void> {
	await office.learnMatches();
	const member = sandbox.room.members.all().find(({ candidateIds }) => candidateIds.length === 1)!;
	const parties = { contract: 'urn:li:contract:2001', seat: SEAT, person: member.urn };
	sandbox.room.activity.addNote(parties, MESSAGE, NOON - 7_200_000);
	goWrong(
		{ vendor: 'linkedin', kind: 'status', status: 500, path: '/rest/candidates' },
		{ vendor: 'linkedin', kind: 'status', status: 429, path: 'atsApplications' },
		{ vendor: 'linkedin', kind: 'malformed', path: 'simpleJobPostings' },
		{ vendor: 'linkedin', kind: 'status', status: 422, path: 'atsApplications', skip: 1 },
		{ vendor: 'smartrecruiters', kind: 'reset', path: '/candidates/' },
	);
	await runToEnd(sandbox, runtime());
	await office.catchUp();
	const [person] = sandbox.context.company.candidates();
	const payload = JSON.stringify({ ...person, text: MESSAGE, token: 'sandbox-child-secret' });
	const about = `${person?.firstName} ${person?.lastName}`;
	await office.store.put(PARKED, [
		{
			...PARKED.schema.parse({ organization: ORGANIZATION, kind: 'candidate', code: 'ODD' }),
			...{ recordKey: 'candidate:1', payload, reason: about },
		},
	]);
	await office.store.put(EXPORTS, [
		{ ...EXPORTS.schema.parse({ organization: ORGANIZATION, exportKey: 'e1' }), payload },
	]);
	await keep();
}

/** Everything about people that either vendor knows, and every secret. */
function everythingPersonal(): string[] {
	const { company } = sandbox.context;
	const names = [...company.candidates(), ...company.users, ...sandbox.room.members.all()].flatMap(
		({ firstName, lastName }) => [`${firstName} ${lastName}`, lastName],
	);
	return [
		...names,
		...[...company.candidates()].flatMap(({ email, phoneNumber, linkedin }) => [
			email,
			phoneNumber,
			linkedin,
		]),
		...company.users.map(({ email }) => email),
		...sandbox.room.members
			.all()
			.flatMap(({ email, phone, profileUrl }) => [email, phone, profileUrl]),
		...['Ada Lo', MESSAGE, 'sandbox-child-secret', 'sandbox-sr-secret', 'Bearer'],
	].filter((text): text is string => text !== undefined && text.length > 2);
}
const found = (text: string): string[] => {
	const words = new Set(text.split(/[^\p{L}\p{M}’'-]+/u));
	return everythingPersonal().filter((one) =>
		/^[\p{L}\p{M}’'-]+$/u.test(one) ? words.has(one) : text.includes(one),
	);
};

describe('the support bundle', () => {
	it('holds no name, address, phone number, text, secret or token that either vendor knows', async () => {
		await aBadDay();
		const text = await bundleText();
		expect(everythingPersonal().length).toBeGreaterThan(600);
		expect(found(text)).toEqual([]);
		// The scan finds what is there: the tables do hold such things.
		const rows = JSON.stringify(await office.store.read(PARKED, {}));
		expect(found(rows).length).toBeGreaterThan(3);
	});

	it('tells of each failed call what LinkedIn’s support asks for', async () => {
		await aBadDay();
		const { failures } = z
			.object({ failures: z.array(z.record(z.unknown())) })
			.parse(JSON.parse(await bundleText()));
		expect(failures).toContainEqual({
			service: 'LinkedIn',
			request: {
				endpoint: 'PUT /rest/atsApplications',
				query: 'ids=…',
				'x-restli-method': 'batch_update',
				'LinkedIn-Version': '202604',
			},
			response: {
				status: 422,
				problem: 'refused',
				code: '',
				'x-li-uuid': expect.stringMatching(/^[\w+/=]{16}$/),
				'x-li-fabric': 'sandbox-lva1',
				'x-li-request-id': expect.stringMatching(/^[0-9a-f]{24}$/),
			},
			times: 1,
			firstAt: expect.stringMatching(/^2026-11-1/),
			lastAt: expect.stringMatching(/^2026-11-1/),
		});
		const kinds = failures.map(({ service, response }) => {
			const { status, problem } = z
				.object({ status: z.number(), problem: z.string() })
				.parse(response);
			return `${String(service)} ${status} ${problem}`;
		});
		expect(new Set(kinds)).toEqual(
			new Set([
				'LinkedIn 500 refused',
				'LinkedIn 429 refused',
				'LinkedIn 200 unreadable',
				'LinkedIn 422 refused',
				'SmartRecruiters 0 noAnswer',
			]),
		);
	});

	it('tells versions, settings, counts and how far each stream is', async () => {
		await aBadDay();
		const bundle = await makeSupportBundle(office.runtime());
		expect(bundle).toMatchObject({
			package: { version: PACKAGE_VERSION },
			organization: ORGANIZATION,
			linkedIn: { version: '202604', generation: 'recommended', requestsPerDay: 100_000 },
			sharing: { consent: 'everyone', confidentialTags: 1 },
			problems: [],
		});
		expect(Object.keys(bundle.tables)).toEqual(TABLES.map(({ name }) => name));
		expect(bundle.tables).toMatchObject({ rsc_contracts: '2', rsc_seats: '1', rsc_exports: '1' });
		expect(bundle.streams).toContainEqual(
			expect.objectContaining({ stream: 'candidates', checkpointLength: 0 }),
		);
		expect(bundle.parked).toContainEqual(
			expect.objectContaining({ kind: 'candidate', code: 'ODD', count: 1 }),
		);
	});

	it('is made of what can be read, and names what cannot', async () => {
		await office.store.put(SETTINGS, [
			SETTINGS.schema.parse({ organization: ORGANIZATION, sharing: '{"consent": 7}' }),
		]);
		const bundle = await makeSupportBundle(office.runtime());
		expect(bundle.problems).toEqual([expect.stringContaining('rsc_settings')]);
		expect(bundle.contracts).toHaveLength(1);
	});

	it('asks no vendor', async () => {
		await bundleText();
		expect(sandbox.context.requests.summary().routes).toEqual({});
	});

	it('takes addresses, tokens, numbers and queries out of a message', async () => {
		await office.store.put(SYNC, [
			SYNC.schema.parse({
				organization: ORGANIZATION,
				stream: 'changes',
				message:
					'Ask ada@example.com at +49 30 1234567, Bearer abc.def, https://x.example.com/a?name=Ada',
			}),
		]);
		const text = await bundleText();
		expect(text).toContain(
			'Ask [e-mail address] at [phone number], [token] https://x.example.com/a?[…]',
		);
		expect(redact('urn:li:organization:1000 answered 403 (65600) to GET /rest/candidates')).toBe(
			'urn:li:organization:1000 answered 403 (65600) to GET /rest/candidates',
		);
	});
});

describe('what is remembered of failed calls', () => {
	const failed = (change: Partial<FailedCall> = {}): FailedCall => ({
		service: 'LinkedIn',
		endpoint: 'GET /rest/candidates',
		query: '',
		restliMethod: '',
		version: '202604',
		status: 500,
		problem: 'refused',
		code: '',
		uuid: 'a',
		fabric: '',
		requestId: '',
		atMs: NOON,
		...change,
	});

	it('is one row a kind, with the last one', async () => {
		const failures = new Failures(office.store, ORGANIZATION);
		for (const [uuid, atMs] of [
			['a', NOON],
			['b', NOON + 1_000],
		] as const)
			calls.note(failed({ uuid, atMs }));
		await failures.add(calls.take());
		calls.note(failed({ uuid: 'c', atMs: NOON + 2_000 }));
		calls.note(failed({ status: 503 }));
		await failures.add(calls.take());
		expect(await failures.list()).toMatchObject([
			{
				uuid: 'c',
				times: 3,
				firstAt: '2026-11-10T12:00:00.000Z',
				lastAt: '2026-11-10T12:00:02.000Z',
			},
			{ status: 503, times: 1 },
		]);
	});

	it('stays small, whatever happens: the oldest kinds make room', async () => {
		const failures = new Failures(office.store, ORGANIZATION);
		for (let run = 0; run < 5; run += 1) {
			for (let at = 0; at < 80; at += 1)
				calls.note(failed({ code: `c${run}-${at}`, atMs: NOON + run * 1_000 + at }));
			const taken = calls.take();
			expect(taken).toHaveLength(50);
			await failures.add(taken);
		}
		const rows = await failures.list();
		expect(rows).toHaveLength(100);
		expect(rows.at(-1)?.code).toBe('c3-0');
	});
});

it('has the version that package.json tells', () => {
	const { version } = z
		.object({ version: z.string() })
		.parse(JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')));
	expect(PACKAGE_VERSION).toBe(version);
});
