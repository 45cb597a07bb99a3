import { nonEmpty } from '../support/nonEmpty';
import { randomUUID } from 'node:crypto';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { FINDINGS, type FindingCode } from '../../src/operations/preflight/findings/findings';
import { lookAtAddress } from '../../src/operations/preflight/lookAtAddress';
import {
	type Check,
	lineOf,
	type PreflightLine,
} from '../../src/operations/preflight/PreflightLine';
import { textOf } from '../../src/operations/preflight/textOf';
import { CallbackReceiver } from '../support/CallbackReceiver';
import { BROKEN_IN_N8N } from '../support/brokenN8n';
import { BROKEN_AT_VENDORS } from '../support/brokenVendors';
import { FIRST, NOT_REGISTERED, PreflightWorld, SECRET } from '../support/PreflightWorld';
import { contractRuntime } from '../support/contractRuntime';
import { ORGANIZATION } from '../support/contractSandbox';

let sandbox: Sandbox;
let receiver: CallbackReceiver;
let world: PreflightWorld;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 10, connected: false });
	receiver = new CallbackReceiver(SECRET);
	await receiver.start();
	world = new PreflightWorld(sandbox, receiver);
	await world.start();
	// A set-up in which nothing is in the way.
	await world.contract({});
	world.webhook();
	sandbox.store.of(ORGANIZATION).integrations.get(`${ORGANIZATION} ONE_CLICK_EXPORT`)!.requested =
		true;
	world.callback(receiver.url);
	world.answer('smartrecruiters', '/reporting-api/', { content: [] });
});
afterEach(async () => {
	await world.close();
	await receiver.stop();
	await sandbox.close();
});

const only = (lines: readonly PreflightLine[], check: Check): string =>
	lines
		.filter((line) => line.check === check)
		.map((line) => `${line.level}: ${textOf(line).says}`)
		.join(' ');

describe('a set-up in which nothing is in the way', () => {
	it('gets no line that stops, and looks only where nobody can tell from here', async () => {
		const lines = await world.look();
		expect(lines.filter(({ level }) => level === 'stop')).toEqual([]);
		expect(lines.filter(({ level }) => level === 'look').map(({ check }) => check)).toEqual([
			'writes',
			'version',
			'workers',
		]);
		expect(new Set(lines.map(({ finding }) => finding))).toEqual(
			new Set(WELL.filter((one) => one !== 'seatsWork' && one !== 'tablesEmpty')),
		);
	});

	it('says of which company the credential is', async () => {
		expect(only(await world.look(), 'smartRecruitersCredential')).toContain(
			'It belongs to Sample Co (SampleCo).',
		);
	});

	it('writes nothing: to neither vendor, nor to n8n, nor to a table', async () => {
		const statements: string[] = [];
		world.store.before = ({ kind }) => statements.push(kind);
		await world.contract({ state: 'connected' });
		statements.length = 0;
		await world.look();
		const { routes } = sandbox.context.requests.summary();
		const calls = Object.keys(routes).filter((route) => !/token$/i.test(route));
		expect(calls.length).toBeGreaterThan(12);
		expect(calls.filter((route) => !/^\w+ GET /.test(route))).toEqual([]);
		expect(new Set(world.frontCalls)).toEqual(new Set(['GET']));
		expect(receiver.pushes).toEqual([]);
		expect(new Set(statements)).toEqual(new Set(['read']));
	});

	it('makes no table by reading one that is not there', async () => {
		const statements: string[] = [];
		world.store.before = ({ kind }) => statements.push(kind);
		world.tableNames = async () => [];
		expect(only(await world.look(), 'dataTables')).toBe(
			'ok: n8n’s Data Tables are switched on. The first table is made by the first step.',
		);
		expect(statements).toEqual([]);
	});

	it('needs seats of a connected contract, and reads them', async () => {
		const integration = sandbox.store.of(ORGANIZATION).integrations.get(`${FIRST} CSA_API`)!;
		Object.assign(integration, { requested: true, enabled: true });
		await world.contract({ state: 'connected' });
		expect(only(await world.look(), 'seats')).toBe(
			'ok: Seat holders of contract 2001 can be read.',
		);
	});
});

const BROKEN = [...BROKEN_AT_VENDORS, ...BROKEN_IN_N8N];

describe('a set-up that is broken', () => {
	it.each(BROKEN)('%s', async (_title, breakIt, check, finding, says) => {
		await breakIt(world);
		const lines = await world.look();
		const line = lines.find((one) => one.check === check && one.finding === finding);
		expect({ check, found: lines.filter((one) => one.check === check) }).toEqual({
			check,
			found: expect.arrayContaining([expect.objectContaining({ finding })]),
		});
		if (!line) throw new Error('no line');
		expect(textOf(line).says).toContain(says);
		for (const one of nonEmpty(lines)) {
			const { says: said, whatToDo } = textOf(one);
			expect(`${said} ${whatToDo}`).not.toMatch(/[{}]|undefined/);
			if (one.level !== 'ok') expect(whatToDo).not.toBe('');
		}
	});

	it('asks no more of SmartRecruiters when the credential is refused', async () => {
		world.choice.smartRecruitersSecret = 'wrong';
		const lines = await world.look();
		expect(lines.filter(({ side }) => side === 'smartRecruiters')).toHaveLength(1);
		expect(lines.some(({ check }) => check === 'handshake')).toBe(false);
	});

	it('has every finding in this table or in those of the addresses', () => {
		const told = new Set([
			...BROKEN.map(([, , , finding]) => finding),
			...ADDRESSES.map(([, finding]) => finding),
			...WELL,
		]);
		expect(Object.keys(FINDINGS).filter((code) => !told.has(code as FindingCode))).toEqual([]);
	});
});

/** What a set-up gets in which nothing is in the way; with a connected contract, and without tables. */
const WELL: FindingCode[] = [
	'linkedInWorks',
	'smartRecruitersWorks',
	'readWorks',
	'writesUntried',
	'ownIntegrationNever',
	'contractFits',
	'seatsWork',
	'addressSandbox',
	'publicAnswers',
	'callbackAnswers',
	'handshakeDone',
	'clockRight',
	'tablesReady',
	'tablesEmpty',
	'versionUntold',
	'workersUntold',
];

const ADDRESSES: Array<[webhooks: string | undefined, finding: FindingCode, says: string]> = [
	['https://n8n.example.com/webhook', 'addressRight', 'HTTPS, and not on this machine'],
	['http://localhost:5678/webhook', 'addressLocal', 'cannot be reached from outside this machine'],
	['https://127.0.0.1/webhook', 'addressLocal', 'cannot be reached from outside this machine'],
	['https://192.168.1.20/webhook', 'addressPrivate', 'inside a private network'],
	['https://n8n.local/webhook', 'addressPrivate', 'inside a private network'],
	['https://n8n/webhook', 'addressPrivate', 'inside a private network'],
	['http://n8n.example.com/webhook', 'addressPlain', 'without HTTPS'],
	['https://n8n.example.com:5678/webhook', 'addressPort', 'LinkedIn calls port 443 or 80 only'],
	['https://acme.ngrok.app/webhook', 'addressTunnel', 'LinkedIn accepts no ngrok addresses'],
	[undefined, 'addressUnknown', 'n8n did not give its own address'],
];

describe('n8n’s address', () => {
	it.each(ADDRESSES)('%s is %s', async (webhooks, finding, says) => {
		const { runtime } = contractRuntime(sandbox, world.store);
		const [line] = await lookAtAddress(
			{ webhooks, isOwn: () => false },
			'https://api.linkedin.com',
			{
				challengeCode: randomUUID(),
				effects: runtime.effects,
				send: async () => ({ status: 404, headers: {}, body: NOT_REGISTERED }),
			},
		);
		expect(line?.finding).toBe(finding);
		expect(textOf(line ?? lineOf('address', 'addressUnknown')).says).toContain(says);
	});
});
