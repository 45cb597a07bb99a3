import type { INodeType } from 'n8n-workflow';
import { contractRef, integrationOf, setEnabled } from '../../sandbox/linkedin/integrationState';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { ACME, GLOBEX } from '../../sandbox/linkedin/recruiter/contracts';
import { ContractActivate } from '../../nodes/ContractActivate/ContractActivate.node';
import { HistoricalSync } from '../../nodes/HistoricalSync/HistoricalSync.node';
import { RecruiterActivity } from '../../nodes/RecruiterActivity/RecruiterActivity.node';
import { CONTRACTS, PEOPLE, SEATS } from '../../src/state/tables';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
} from '../../scripts/support/nodeCredentials';
import { runNode, type RunOptions } from '../../scripts/support/runNode';

const MINUTE = 60_000;
const CONTRACTS_EACH = 100;

interface Office {
	organization: string;
	sandbox: Sandbox;
	/** Seats that somebody has mapped, one on each contract. */
	seats: string[];
}

let acme: Office;
let globex: Office;
let tables: MemoryDataTables;

beforeEach(async () => {
	tables = new MemoryDataTables();
	acme = await open(ACME, 1);
	globex = await open(GLOBEX, 2);
});
afterEach(async () => {
	await acme.sandbox.close();
	await globex.sandbox.close();
});

/** An organization with an ATS company of its own: another server, whose people have the same ids. */
async function open(organization: string, seed: number): Promise<Office> {
	const sandbox = await createSandbox({ people: 150, limits: 'off', seed });
	const number = organization.split(':').pop() ?? '';
	const contracts = Array.from(
		{ length: CONTRACTS_EACH },
		(_, at) => `urn:li:contract:${number}${100 + at}`,
	);
	const app = sandbox.room.apps.children().find((one) => one.organization === organization);
	app?.contracts.push(...contracts);
	const common = { organization, acknowledgedBy: 'Ada Lo', acknowledgedAt: '2026-01-05T08:00:00Z' };
	tables.seed(
		CONTRACTS.name,
		[organization, ...contracts].map((contract) => ({
			...common,
			...{ contract, state: contract === organization ? 'acknowledged' : 'connected' },
		})),
	);
	const seats = contracts.map((contract) => {
		setEnabled(integrationOf(sandbox.room, organization, contractRef(contract)), true);
		sandbox.seats.setCount(contract, 1);
		const seat = sandbox.seats.list(contract)[0]?.seatUrn ?? '';
		sandbox.seats.change(seat, { state: 'ACTIVE' });
		const mapped = { seatState: 'ACTIVE', userId: 'u1', mappedAt: '2026-01-01T00:00:00.000Z' };
		tables.seed(SEATS.name, [{ organization, seat, contract, ...mapped }]);
		return seat;
	});
	tables.seed(
		PEOPLE.name,
		people(sandbox).map(({ urn, candidateIds: [candidateId = ''] }) => ({
			...{ organization, person: urn, candidateId, knownBy: 'match' },
		})),
	);
	return { organization, sandbox, seats };
}

const people = (sandbox: Sandbox) =>
	sandbox.room.members.all().filter(({ candidateIds }) => candidateIds.length === 1);

/** Each seat writes a note about somebody. */
function happen({ organization, sandbox, seats }: Office, text: string): void {
	const known = people(sandbox);
	const number = organization.split(':').pop() ?? '';
	seats.forEach((seat, at) => {
		const person = known[at % 40]?.urn ?? '';
		const contract = `urn:li:contract:${number}${100 + at}`;
		const atMs = sandbox.context.clock.now() - MINUTE;
		sandbox.room.activity.addNote({ contract, seat, person }, `${text} ${at}`, atMs);
	});
}
const notesOf = ({ sandbox }: Office): string[] =>
	people(sandbox).flatMap(({ candidateIds }) =>
		candidateIds.flatMap((id) => sandbox.notes.of(id).map(({ content }) => content)),
	);

/** What is saved in n8n: for each organization its own pair. */
const credentialsOf = (sandbox: Sandbox, change: object = {}) => ({
	...linkedInCredential(sandbox, { inMailsPerMinute: 1000, ...change }),
	...smartRecruitersCredential(sandbox, { requestsPerSecond: 1000 }),
});
const OTHER = {
	organization: '1001',
	clientId: 'sandbox-other-child',
	clientSecret: 'sandbox-other-child-secret',
};
function savedOf(change: object = {}) {
	const { linkedInRscOAuth2Api, smartRecruitersOAuth2Api } = credentialsOf(globex.sandbox, {
		...OTHER,
		...change,
	});
	return { 'globex-linkedin': linkedInRscOAuth2Api, 'globex-ats': smartRecruitersOAuth2Api };
}
const ADDED = {
	organization: GLOBEX,
	name: 'Globex',
	linkedInCredential: 'globex-linkedin',
	smartRecruitersCredential: 'globex-ats',
	authentication: 'smartRecruitersOAuth2Api',
	addedAt: '2026-11-01T00:00:00.000Z',
};
async function run(node: INodeType, parameters: object, options: RunOptions = {}) {
	return await runNode(
		node,
		{
			authentication: 'smartRecruitersOAuth2Api',
			organizations: 'all',
			options: {},
			...parameters,
		},
		credentialsOf(acme.sandbox),
		{ tables, saved: savedOf(), mode: 'trigger', ...options },
	);
}
const syncNew = async (change: object = {}, options: RunOptions = {}) =>
	await run(
		new RecruiterActivity(),
		{ operation: 'syncNew', readEveryMinutes: 30, ...change },
		options,
	);
const callsTo = ({ sandbox }: Office) => {
	const { linkedin, smartrecruiters } = sandbox.context.requests.summary();
	return { linkedin: linkedin.requests, smartrecruiters: smartrecruiters.requests };
};

describe('one set of workflows for several organizations', () => {
	it('brings what happened on 200 contracts of two organizations to the ATS company of each, and nowhere else', async () => {
		tables.seed('rsc_organizations', [ADDED]);
		happen(acme, 'Acme only');
		happen(globex, 'Globex only');
		const { outputs, error } = await syncNew();
		expect(error).toBeUndefined();
		const reports = (outputs[2] ?? []).map(({ json }) => json);
		expect(reports).toMatchObject([
			{ organization: ACME, state: 'done', contracts: 100, seats: 100, written: 100 },
			{ organization: GLOBEX, state: 'done', contracts: 100, seats: 100, written: 100 },
		]);
		for (const [office, own] of [
			[acme, 'Acme only'],
			[globex, 'Globex only'],
		] as const) {
			const notes = notesOf(office);
			expect(notes).toHaveLength(100);
			expect(notes.filter((text) => !text.includes(own))).toEqual([]);
		}
		const ledger = tables.rows('rsc_activity');
		expect(ledger.filter(({ organization }) => organization === GLOBEX)).toHaveLength(100);
		expect(ledger).toHaveLength(200);
	}, 120_000);

	it('serves the organization of its credentials alone, unless it is told to serve all', async () => {
		tables.seed('rsc_organizations', [ADDED]);
		happen(globex, 'Globex only');
		const { outputs } = await syncNew({ organizations: 'credentials' });
		expect(outputs[2]?.map(({ json }) => json.organization)).toEqual([ACME]);
		expect(callsTo(globex)).toEqual({ linkedin: 0, smartrecruiters: 0 });
	});

	it('is done with the others when one fails, and says which', async () => {
		tables.seed('rsc_organizations', [ADDED]);
		happen(acme, 'Acme only');
		const { outputs, error, hints } = await syncNew(
			{},
			{ saved: savedOf({ clientSecret: 'wrong' }) },
		);
		expect(error).toBeUndefined();
		expect(outputs[2]?.map(({ json }) => json.organization)).toEqual([ACME]);
		expect(notesOf(acme)).toHaveLength(100);
		expect(hints.join()).toContain(GLOBEX);
	});

	it('fails when it fails for all', async () => {
		tables.seed('rsc_organizations', [{ ...ADDED, linkedInCredential: 'globex-linkedin' }]);
		for (const row of tables.rows('rsc_contracts')) row.acknowledgedBy = '';
		const { error } = await syncNew();
		expect(error?.message).toContain('acknowledged');
		expect(error?.description).toContain('connect page');
	});

	it('does nothing with a credential that is of another organization now', async () => {
		tables.seed('rsc_organizations', [{ ...ADDED, organization: 'urn:li:organization:77' }]);
		happen(globex, 'Globex only');
		const { hints } = await syncNew();
		expect(hints.join()).toContain('urn:li:organization:77');
		expect(callsTo(globex)).toEqual({ linkedin: 0, smartrecruiters: 0 });
	});

	it('does nothing with a SmartRecruiters credential that is of another company now, and says what to do', async () => {
		tables.seed('rsc_organizations', [{ ...ADDED, company: 'SampleCo' }]);
		globex.sandbox.context.switches.set('sr§11.1 company identifier', 'Initech');
		happen(acme, 'Acme only');
		happen(globex, 'Globex only');
		const { outputs, hints } = await syncNew();
		expect(outputs[2]?.map(({ json }) => json.organization)).toEqual([ACME]);
		expect(hints.join()).toContain(GLOBEX);
		expect(callsTo(globex).linkedin).toBe(0);
		expect(notesOf(globex)).toEqual([]);
		// As it is told where the failure stands: in the execution of that organization.
		const { error } = await runNode(
			new RecruiterActivity(),
			{
				...{
					authentication: 'smartRecruitersOAuth2Api',
					options: {},
					organizations: 'credentials',
				},
				...{ operation: 'syncNew', readEveryMinutes: 30 },
				...{ servedOrganization: GLOBEX, servedCompany: 'SampleCo' },
			},
			credentialsOf(globex.sandbox, OTHER),
			{ tables, mode: 'trigger' },
		);
		expect(error?.message).toContain(`${GLOBEX} in rsc_organizations is of the company Initech`);
		expect(error?.description).toContain('Move');
		expect(callsTo(globex).linkedin).toBe(0);
	});

	it('asks once to which company a credential belongs', async () => {
		tables.seed('rsc_organizations', [{ ...ADDED, company: 'SampleCo' }]);
		const asked = () =>
			globex.sandbox.context.requests.summary().routes[
				'smartrecruiters GET /smartrecruiters/configuration/company'
			]?.requests;
		for (let run = 0; run < 2; run += 1) {
			const { outputs } = await syncNew();
			expect(outputs[2]?.map(({ json }) => json.organization)).toEqual([ACME, GLOBEX]);
		}
		expect(asked()).toBe(1);
	});

	it('hands an item on to the organization that it is about, and refuses one that is of none', async () => {
		tables.seed('rsc_organizations', [ADDED]);
		const [known] = people(globex.sandbox);
		const event = { event: 'candidate.updated', candidateId: known?.candidateIds[0] };
		const sync = async (...items: object[]) =>
			await run(
				new HistoricalSync(),
				{ resource: 'record', operation: 'syncRecords', records: 'input' },
				{ items: items.map((json) => ({ json: { ...json } })) },
			);
		const before = callsTo(acme);
		const { outputs, error } = await sync({ ...event, smartRecruitersCredential: 'globex-ats' });
		expect(error).toBeUndefined();
		expect(outputs[0]?.map(({ json }) => json.organization)).toEqual([GLOBEX]);
		expect(callsTo(acme)).toEqual(before);
		const lost = await sync({ ...event, organization: 'urn:li:organization:77' });
		expect(lost.error?.message).toContain('not added');
		expect(callsTo(acme)).toEqual(before);
	});
});

describe('a page for several organizations', () => {
	const open = async (
		operation: string,
		call: object = {},
		node: INodeType = new ContractActivate(),
	) =>
		await run(
			node,
			{ resource: 'page', operation, onboardingPage: '', namePrefix: 'SmartRecruiters' },
			{
				items: [
					{
						json: {
							...{ method: 'GET', query: {}, form: {}, user: 'ada', key: 'k', scriptKey: 's' },
							...{ address: 'rsc-status', ...call },
						},
					},
				],
			},
		);
	const globexPage = { query: { organization: '1001' } };

	it('asks which one is meant, and shows that one, with links that stay with it', async () => {
		tables.seed('rsc_organizations', [ADDED]);
		const asked = await open('statusPage');
		expect(asked.error).toBeUndefined();
		expect(asked.responses).toHaveLength(1);
		expect(asked.responses[0]?.body).toContain('rsc-status?organization=1000');
		expect(asked.responses[0]?.body).toContain('>Globex</a>');
		const shown = await open('statusPage', globexPage);
		expect(shown.error).toBeUndefined();
		const body = shown.responses[0]?.body ?? '';
		expect(shown.responses[0]?.statusCode).toBe(200);
		expect(body).toContain('data-contract="1001100"');
		expect(body).not.toContain('data-contract="1000100"');
		expect(body).toContain('href="rsc-connect?organization=1001"');
		expect(body).toContain('action="rsc-status?organization=1001"');
		expect(body).toContain('rsc-status?organization=1001&amp;updates=off');
		expect(JSON.stringify(shown.outputs)).not.toContain('data-contract');
		expect(callsTo(acme)).toEqual({ linkedin: 0, smartrecruiters: 0 });
	});

	it('asks again for an organization that was not added, and needs no choice for one alone', async () => {
		const alone = await open('statusPage', globexPage);
		expect(alone.responses[0]?.body).toContain('data-contract="1000100"');
		tables.seed('rsc_organizations', [ADDED]);
		const other = await open('statusPage', { query: { organization: '77' } });
		expect(other.responses[0]?.body).toContain('Which organization?');
	});

	it('tells on the page what is wrong with the credentials of the one that was chosen', async () => {
		tables.seed('rsc_organizations', [{ ...ADDED, organization: 'urn:li:organization:77' }]);
		const { responses } = await open('statusPage', { query: { organization: '77' } });
		expect(responses[0]?.statusCode).toBe(500);
		expect(responses[0]?.body).toContain('urn:li:organization:77');
	});

	it('does for it what a form asks', async () => {
		tables.seed('rsc_organizations', [ADDED]);
		for (const row of tables.rows('rsc_contracts'))
			Object.assign(row, { acknowledgedBy: '', acknowledgedAt: '' });
		const form = { action: 'acknowledge', acknowledged: 'yes', name: 'Bo Ek', textVersion: '1' };
		const sent = { method: 'POST', form, ...globexPage, address: 'rsc-connect' };
		const { responses, error } = await open('connectPage', sent);
		expect(error).toBeUndefined();
		expect(responses[0]?.body).toContain('action="rsc-connect?organization=1001"');
		expect(responses[0]?.body).toContain('Bo Ek');
	});
});

describe('Organization › Add', () => {
	const add = async (saved: Record<string, object>, options: RunOptions = {}) =>
		await runNode(
			new ContractActivate(),
			{
				resource: 'organization',
				operation: 'addOrganization',
				organizationName: '',
				authentication: 'smartRecruitersOAuth2Api',
			},
			{ ...saved } as Parameters<typeof runNode>[2],
			{ tables, ...options },
		);

	it('keeps which credentials are whose, and which company in SmartRecruiters', async () => {
		const { outputs, error } = await add(credentialsOf(globex.sandbox, OTHER));
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ organization: GLOBEX });
		expect(JSON.stringify(outputs)).not.toContain('Credential');
		expect(tables.rows('rsc_organizations')).toMatchObject([
			{
				organization: GLOBEX,
				linkedInCredential: 'linkedInRscOAuth2Api',
				smartRecruitersCredential: 'smartRecruitersOAuth2Api',
			},
		]);
		await add(credentialsOf(globex.sandbox, OTHER));
		expect(tables.rows('rsc_organizations')).toHaveLength(1);
	});

	it('keeps the company of before while something of it is stored, which Move changes', async () => {
		const other = 'Initech';
		await add(credentialsOf(globex.sandbox, OTHER));
		const company = () => tables.rows('rsc_organizations').map((row) => row.company);
		expect(company()).toEqual(['SampleCo']);
		globex.sandbox.context.switches.set('sr§11.1 company identifier', other);
		for (const row of tables.rows('rsc_people')) row.candidateId = 'somebody-else';
		for (const row of tables.rows('rsc_seats')) row.userId = 'somebody-else';
		await add(credentialsOf(globex.sandbox, OTHER));
		expect(company()).toEqual(['SampleCo']);
		for (const name of ['rsc_people', 'rsc_seats']) tables.rows(name).splice(0);
		await add(credentialsOf(globex.sandbox, OTHER));
		expect(company()).toEqual([other]);
	});

	it('refuses a LinkedIn credential that another organization has', async () => {
		await add(credentialsOf(globex.sandbox, OTHER));
		const { error } = await add(credentialsOf(acme.sandbox));
		expect(error?.message).toContain(GLOBEX);
		expect(tables.rows('rsc_organizations')).toHaveLength(1);
	});

	it('says so when SmartRecruiters does not accept the credential, and adds nothing', async () => {
		const { error } = await add({
			...credentialsOf(globex.sandbox, OTHER),
			...smartRecruitersCredential(globex.sandbox, { clientSecret: 'wrong' }),
		});
		expect(error).toBeDefined();
		expect(tables.rows('rsc_organizations')).toEqual([]);
	});
});
