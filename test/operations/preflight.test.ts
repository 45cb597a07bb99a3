import { nonEmpty } from '../support/nonEmpty';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { FaultSchema } from '../../sandbox/core/FaultBoard';
import type { Subscription } from '../../sandbox/live/WebhookHub';
import { StateError } from '../../src/errors/StateError';
import type { Transport } from '../../src/http/Transport';
import { FINDINGS, type FindingCode } from '../../src/operations/preflight/findings';
import { lookAtAddress } from '../../src/operations/preflight/lookAtAddress';
import { preflight, type PreflightInput } from '../../src/operations/preflight/preflight';
import {
	type Check,
	lineOf,
	type PreflightLine,
} from '../../src/operations/preflight/PreflightLine';
import { textOf } from '../../src/operations/preflight/textOf';
import { CONTRACTS } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import type { ConnectionChoice } from '../../scripts/support/sandboxConnection';
import type { VirtualTime } from '../../scripts/support/VirtualTime';
import { CallbackReceiver } from '../support/CallbackReceiver';
import { contractRuntime } from '../support/contractRuntime';
import { ORGANIZATION } from '../support/contractSandbox';

const SECRET = 'sandbox-child-secret';
const FIRST = 'urn:li:contract:2001';
const NOT_REGISTERED = { code: 404, message: 'The requested webhook is not registered.' };

/** A set-up that one thing can be broken in. */
class World {
	readonly store = new MemoryStore();

	readonly choice: ConnectionChoice = {};

	tableNames: () => Promise<string[]> = async () => [CONTRACTS.name];

	takesRows = true;

	ownIntegrationOff = false;

	/** What answers under n8n's public address; undefined closes the connection. */
	front: { status: number; body: string } | undefined = {
		status: 404,
		body: JSON.stringify(NOT_REGISTERED),
	};

	/** Calls that n8n got, by method. */
	readonly frontCalls: string[] = [];

	private readonly server: Server;

	constructor(
		readonly sandbox: Sandbox,
		readonly receiver: CallbackReceiver,
	) {
		this.server = createServer((request, response) => {
			this.frontCalls.push(request.method ?? '');
			if (!this.front) {
				response.destroy();
				return;
			}
			response.writeHead(this.front.status, { 'content-type': 'application/json' });
			response.end(this.front.body);
		});
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	get webhooks(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhook`;
	}

	/** Every call to this part of a path fails. */
	fail(vendor: 'linkedin' | 'smartrecruiters', path: string, status: number): void {
		this.sandbox.context.faults.add([
			FaultSchema.parse({ vendor, path, kind: 'status', status, times: 1_000 }),
		]);
	}

	/** Every call to this part of a path is answered with this. */
	answer(vendor: 'linkedin' | 'smartrecruiters', path: string, body: unknown): void {
		this.sandbox.context.faults.add([
			FaultSchema.parse({ vendor, path, kind: 'status', status: 200, body, times: 1_000 }),
		]);
	}

	async contract(change: object): Promise<void> {
		await this.store.put(CONTRACTS, [
			CONTRACTS.schema.parse({
				organization: ORGANIZATION,
				contract: FIRST,
				state: 'chosen',
				product: 'recruiterCorporate',
				...change,
			}),
		]);
	}

	callback(url: string | undefined): void {
		const configurations = this.sandbox.store
			.of(ORGANIZATION)
			.integrations.get(`${ORGANIZATION} ONE_CLICK_EXPORT`)?.configurations;
		if (url === undefined) configurations?.delete('CALLBACK_URL');
		else configurations?.set('CALLBACK_URL', url);
	}

	webhook(change: Partial<Subscription> = {}): void {
		this.sandbox.context.live.hub.subscriptions.set('one', {
			id: 'one',
			owner: 'sandbox-sr',
			callbackUrl: `${this.webhooks}/smartrecruiters`,
			events: ['job.created'],
			status: 'active',
			keys: [],
			log: [],
			...change,
		});
	}

	ownIntegration(): void {
		this.sandbox.context.live.audit.add({
			eventName: 'LRSC_CONSENT_GIVEN',
			atMs: Date.UTC(2026, 5, 12),
			entityType: 'COMPANY',
			entityId: 'SampleCo',
		});
	}

	async look(): Promise<PreflightLine[]> {
		const { runtime } = contractRuntime(this.sandbox, this.store, this.choice);
		const input: PreflightInput = {
			tables: { names: this.tableNames, takesRows: async () => this.takesRows },
			own: {
				webhooks: this.webhooks,
				isOwn: (url) => url.startsWith('http://127.0.0.1:'),
			},
			challenge: {
				clientSecret: SECRET,
				challengeCode: randomUUID(),
				send: (runtime.effects as VirtualTime).watch(overFetch),
			},
			ownIntegrationOff: this.ownIntegrationOff,
		};
		return (await preflight(runtime, input)).lines;
	}
}

const overFetch: Transport = async ({ method, url, headers, body }) => {
	const answer = await fetch(url, { method, headers, redirect: 'manual', ...(body && { body }) });
	return {
		status: answer.status,
		headers: Object.fromEntries(answer.headers),
		body: await answer.text(),
	};
};

let sandbox: Sandbox;
let receiver: CallbackReceiver;
let world: World;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 10, connected: false });
	receiver = new CallbackReceiver(SECRET);
	await receiver.start();
	world = new World(sandbox, receiver);
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

/** Something broken: which line tells it, how, and what an admin reads. */
type Broken = [
	title: string,
	breakIt: (world: World) => void | Promise<void>,
	check: Check,
	finding: FindingCode,
	says: string,
];

const BROKEN: Broken[] = [
	[
		'LinkedIn’s client secret is wrong',
		(one) => {
			one.choice.clientSecret = 'wrong';
		},
		'linkedInCredential',
		'linkedInSignInRefused',
		'LinkedIn does not accept the client ID and client secret.',
	],
	[
		'the organization is another company’s',
		(one) => {
			one.choice.linkedIn = { organizationUrn: 'urn:li:organization:1001' };
		},
		'linkedInCredential',
		'linkedInForeignOrganization',
		'LinkedIn does not let this application act for organization 1001.',
	],
	[
		'the API version is retired',
		(one) => {
			one.choice.linkedIn = { generation: 'rest', version: '202301' };
		},
		'linkedInCredential',
		'linkedInVersionRetired',
		'LinkedIn has retired API version 202301.',
	],
	[
		'LinkedIn’s base URL leads elsewhere',
		(one) => {
			one.fail('linkedin', 'atsIntegrations', 404);
		},
		'linkedInCredential',
		'linkedInNotFound',
		'LinkedIn does not know the address that was asked (404).',
	],
	[
		'LinkedIn does not like the request',
		(one) => {
			one.fail('linkedin', 'atsIntegrations', 400);
		},
		'linkedInCredential',
		'linkedInRefused',
		'LinkedIn refuses to tell how the organization is integrated (status 400).',
	],
	[
		'LinkedIn is out of order',
		(one) => {
			one.fail('linkedin', 'atsIntegrations', 503);
		},
		'linkedInCredential',
		'linkedInSilent',
		'LinkedIn cannot be reached from n8n (no complete answer).',
	],
	[
		'LinkedIn’s limit is used up',
		(one) => {
			one.fail('linkedin', 'atsIntegrations', 429);
		},
		'linkedInCredential',
		'linkedInLimit',
		'LinkedIn takes no more requests at the moment (LinkedIn throttling).',
	],
	[
		'SmartRecruiters’ secret is wrong',
		(one) => {
			one.choice.smartRecruitersSecret = 'wrong';
		},
		'smartRecruitersCredential',
		'smartRecruitersSignInRefused',
		'SmartRecruiters does not accept the credential.',
	],
	[
		'SmartRecruiters does not tell the company',
		(one) => {
			one.fail('smartrecruiters', '/configuration/company', 403);
		},
		'smartRecruitersCredential',
		'smartRecruitersCompanyHidden',
		'SmartRecruiters accepts the credential, but does not tell to which company it belongs.',
	],
	[
		'SmartRecruiters is out of order',
		(one) => {
			one.fail('smartrecruiters', '/configuration/company', 503);
		},
		'smartRecruitersCredential',
		'smartRecruitersSilent',
		'SmartRecruiters cannot be reached from n8n (no complete answer).',
	],
	[
		'SmartRecruiters’ limit is used up',
		(one) => {
			one.fail('smartrecruiters', '/configuration/company', 429);
		},
		'smartRecruitersCredential',
		'smartRecruitersLimit',
		'SmartRecruiters takes no more requests at the moment (SmartRecruiters throttling).',
	],
	...(
		[
			['jobs', '/jobs', 'readRefused', 'Jobs'],
			[
				'candidateDetails',
				'/^\\/smartrecruiters\\/candidates\\/[^/]+$/',
				'readRefused',
				'Details of candidates',
			],
			['statusHistory', '/status/history', 'readRefused', 'Status histories of applications'],
			['users', '/users', 'readRefused', 'Users'],
			['departments', '/configuration/departments', 'readRefused', 'Departments'],
			['webhooks', '/webhooks-api/', 'readRefused', 'Webhooks'],
			['auditEvents', '/audit-api/', 'readRefusedOptional', 'Audit events'],
			['notes', '/messages', 'readRefusedOptional', 'Notes on candidates'],
			['reviews', '/reviews-api/', 'readRefusedOptional', 'Reviews'],
		] as const
	).map(
		([check, path, finding, what]): Broken => [
			`the right to read ${what} is missing`,
			(one) => {
				one.fail('smartrecruiters', path, 403);
			},
			check,
			finding,
			`${what} cannot be read (status 403).`,
		],
	),
	[
		'the right to read reports is missing',
		(one) => {
			one.sandbox.context.faults.reset();
			one.fail('smartrecruiters', '/reporting-api/', 403);
		},
		'reports',
		'readRefusedOptional',
		'Reports cannot be read (status 403).',
	],
	[
		'candidates cannot be read',
		(one) => {
			one.fail('smartrecruiters', '/^\\/smartrecruiters\\/candidates$/', 403);
		},
		'candidates',
		'readRefused',
		'Candidates cannot be read (status 403).',
	],
	[
		'there is no candidate yet',
		(one) => {
			one.answer('smartrecruiters', '/^\\/smartrecruiters\\/candidates$/', {
				totalFound: 0,
				content: [],
			});
		},
		'statusHistory',
		'readUntried',
		'Status histories of applications: there is nothing in SmartRecruiters to try it on.',
	],
	[
		'a read gets no usable answer',
		(one) => {
			one.fail('smartrecruiters', '/users', 500);
		},
		'users',
		'readUnanswered',
		'Users: SmartRecruiters gave no usable answer (no complete answer).',
	],
	[
		'SmartRecruiters’ own integration is on',
		(one) => {
			one.ownIntegration();
		},
		'ownIntegration',
		'ownIntegrationOn',
		'SmartRecruiters’ own LinkedIn integration was switched on on 2026-06-12.',
	],
	[
		'SmartRecruiters’ own integration was on, and somebody has looked',
		(one) => {
			one.ownIntegration();
			one.ownIntegrationOff = true;
		},
		'ownIntegration',
		'ownIntegrationSaidOff',
		'SmartRecruiters’ own LinkedIn integration was switched on on 2026-06-12; you say that it is off now.',
	],
	[
		'whether SmartRecruiters’ own integration is on is hidden',
		(one) => {
			one.fail('smartrecruiters', '/audit-api/', 403);
		},
		'ownIntegration',
		'ownIntegrationHidden',
		'Whether SmartRecruiters’ own LinkedIn integration is on cannot be told: audit events cannot be read.',
	],
	[
		'no contract was added yet',
		async (one) => {
			await one.store.remove(CONTRACTS, { organization: ORGANIZATION });
		},
		'contracts',
		'contractNone',
		'No contract has been added yet, so that its type cannot be told.',
	],
	[
		'a contract is Recruiter Lite',
		async (one) => {
			await one.contract({ contract: 'urn:li:contract:2001', product: 'recruiterLite' });
		},
		'contracts',
		'contractLite',
		'Contract 2001 is Recruiter Lite, which has no Recruiter System Connect.',
	],
	[
		'a contract is another customer’s',
		async (one) => {
			await one.contract({ contract: 'urn:li:contract:2101', name: 'Globex' });
		},
		'contracts',
		'contractNotGranted',
		'LinkedIn does not give this application access to contract 2101 (Globex).',
	],
	[
		'nobody said what a contract is',
		async (one) => {
			await one.contract({ product: 'unknown' });
		},
		'contracts',
		'contractUnsaid',
		'LinkedIn does not refuse contract 2001, but does not tell its type.',
	],
	[
		'a connected contract is switched off in Recruiter',
		async (one) => {
			await one.contract({ state: 'connected' });
		},
		'seats',
		'seatsRefused',
		'Seat holders of contract 2001 cannot be read (status 403).',
	],
	[
		'n8n gets no answer from itself',
		(one) => {
			one.front = undefined;
		},
		'publicAddress',
		'publicSilent',
		'n8n gets no answer from itself under 127.0.0.1',
	],
	[
		'a proxy’s sign-in stands before n8n',
		(one) => {
			one.front = { status: 302, body: '' };
		},
		'publicAddress',
		'publicOther',
		'Something else than n8n’s webhooks answers under 127.0.0.1',
	],
	[
		'another website answers with a 404 of its own',
		(one) => {
			one.front = { status: 404, body: '<h1>Not found</h1>' };
		},
		'publicAddress',
		'publicOther',
		'(status 404)',
	],
	[
		'LinkedIn has no address for notifications yet',
		(one) => {
			one.callback(undefined);
		},
		'callback',
		'callbackNone',
		'LinkedIn has no address for its notifications yet',
	],
	[
		'nobody has requested the integration yet',
		(one) => {
			sandboxExport(one).requested = false;
		},
		'callback',
		'callbackNone',
		'LinkedIn has no address for its notifications yet',
	],
	[
		'another system has LinkedIn’s notifications',
		(one) => {
			one.callback('https://ats.example.com/li/17');
		},
		'callback',
		'callbackForeign',
		'LinkedIn sends its notifications to ats.example.com, which is not this n8n.',
	],
	[
		'LinkedIn’s challenge gets no answer',
		async (one) => {
			await one.receiver.stop();
		},
		'callback',
		'callbackSilent',
		'LinkedIn’s challenge gets no answer within 3 seconds.',
	],
	[
		'LinkedIn’s challenge is answered with another secret',
		(one) => {
			one.receiver.challenge = 'wrong';
		},
		'callback',
		'callbackOtherSecret',
		'LinkedIn’s challenge is answered with another client secret.',
	],
	[
		'LinkedIn’s challenge is answered by something else',
		(one) => {
			one.receiver.challenge = 'text';
		},
		'callback',
		'callbackNoJson',
		'LinkedIn’s challenge is answered with something else than JSON.',
	],
	[
		'the workflow that answers LinkedIn is not published',
		(one) => {
			one.callback(`${one.webhooks}/gone/rsc`);
		},
		'callback',
		'callbackWrong',
		'LinkedIn’s challenge is answered with status 404.',
	],
	[
		'SmartRecruiters has no webhook yet',
		(one) => {
			one.webhook({ callbackUrl: 'https://elsewhere.example.com/hook' });
		},
		'handshake',
		'handshakeNone',
		'SmartRecruiters has no webhook of this n8n yet, so it has not tried to reach it.',
	],
	[
		'SmartRecruiters’ handshake failed',
		(one) => {
			one.webhook({ status: 'inactive' });
		},
		'handshake',
		'handshakeOpen',
		'SmartRecruiters has a webhook of this n8n that is not active: its handshake failed.',
	],
	[
		'SmartRecruiters’ calls fail',
		(one) => {
			const atMs = one.sandbox.context.clock.now() - 1000;
			one.webhook({ log: [{ status: 'failed', atMs, body: '', headers: {} }] });
		},
		'handshake',
		'handshakeFailing',
		'The last call of SmartRecruiters to this n8n failed',
	],
	[
		'n8n’s clock is wrong',
		(one) => {
			one.sandbox.context.clock.advance(90_000);
		},
		'clockLinkedIn',
		'clockOff',
		'n8n’s clock and that of LinkedIn are 9',
	],
	[
		'n8n’s clock is wrong for SmartRecruiters, too',
		(one) => {
			one.sandbox.context.clock.advance(-40_000);
		},
		'clockSmartRecruiters',
		'clockOff',
		'n8n’s clock and that of SmartRecruiters are',
	],
	[
		'LinkedIn breaks the connection off',
		(one) => {
			one.sandbox.context.faults.add([
				FaultSchema.parse({ vendor: 'linkedin', kind: 'reset', times: 1_000 }),
			]);
		},
		'clockLinkedIn',
		'clockUntold',
		'LinkedIn did not tell the time.',
	],
	[
		'LinkedIn tells nothing about one contract',
		(one) => {
			const key = `integrationContext=${FIRST}&integrationType=CSA_API&tenantType=RECRUITER&dataProvider=ATS`;
			one.answer('linkedin', '/v2/atsIntegrations', {
				results: {},
				errors: { [key]: { status: 503 } },
			});
		},
		'contracts',
		'contractUnanswered',
		'LinkedIn did not tell about contract 2001.',
	],
	[
		'LinkedIn does not tell where it sends notifications',
		(one) => {
			one.fail('linkedin', '/configurations', 500);
		},
		'callback',
		'callbackUntold',
		'Where LinkedIn sends its notifications could not be asked.',
	],
	[
		'Data Tables are switched off',
		(one) => {
			one.tableNames = async () => {
				throw StateError.unusable(CONTRACTS.name, new Error('off'));
			};
		},
		'dataTables',
		'tablesOff',
		'n8n’s Data Tables cannot be used.',
	],
	[
		'Data Tables are full',
		(one) => {
			one.takesRows = false;
		},
		'dataTables',
		'tablesFull',
		'n8n’s Data Tables take no more rows.',
	],
	[
		'somebody has edited a table by hand',
		(one) => {
			one.store.edit(CONTRACTS.name, (rows) => {
				Object.assign(rows[0] ?? {}, { state: 'perhaps' });
			});
		},
		'dataTables',
		'tablesDamaged',
		'What is kept in n8n’s Data Tables cannot be read. A row of the Data Table rsc_contracts',
	],
];

function sandboxExport(one: World) {
	return one.sandbox.store.of(ORGANIZATION).integrations.get(`${ORGANIZATION} ONE_CLICK_EXPORT`)!;
}

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
	['http://localhost:5678/webhook', 'addressLocal', 'nobody outside this machine reaches'],
	['https://127.0.0.1/webhook', 'addressLocal', 'nobody outside this machine reaches'],
	['https://192.168.1.20/webhook', 'addressPrivate', 'inside a private network'],
	['https://n8n.local/webhook', 'addressPrivate', 'inside a private network'],
	['https://n8n/webhook', 'addressPrivate', 'inside a private network'],
	['http://n8n.example.com/webhook', 'addressPlain', 'without HTTPS'],
	['https://n8n.example.com:5678/webhook', 'addressPort', 'LinkedIn calls port 443 or 80 only'],
	['https://acme.ngrok.app/webhook', 'addressTunnel', 'LinkedIn takes no ngrok addresses'],
	[undefined, 'addressUnknown', 'n8n did not tell its own address'],
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
