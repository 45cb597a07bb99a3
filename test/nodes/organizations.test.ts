import { ACME, GLOBEX } from '../../sandbox/linkedin/recruiter/contracts';
import { HistoricalSync } from '../../nodes/HistoricalSync/HistoricalSync.node';
import { RecruiterActivity } from '../../nodes/RecruiterActivity/RecruiterActivity.node';
import { runNode, type RunOptions } from '../../scripts/support/runNode';
import {
	ADDED,
	OTHER,
	acme,
	callsTo,
	credentialsOf,
	globex,
	openBeforeEach,
	people,
	run,
	savedOf,
	tables,
	type Office,
} from '../support/twoOrganizations';

openBeforeEach();

const MINUTE = 60_000;
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
const syncNew = async (change: object = {}, options: RunOptions = {}) =>
	await run(
		new RecruiterActivity(),
		{ operation: 'syncNew', readEveryMinutes: 30, ...change },
		options,
	);

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
