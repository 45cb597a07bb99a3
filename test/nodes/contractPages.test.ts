import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { ContractActivate } from '../../nodes/ContractActivate/ContractActivate.node';
import {
	answerNext,
	company,
	CONTRACT_1,
	CONTRACT_2,
	contractOf,
	ORGANIZATION,
	requestInWidget,
	requestsOf,
	writesOf,
} from '../support/contractSandbox';
import { FormPage } from '../../scripts/support/FormPage';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
} from '../../scripts/support/nodeCredentials';
import { PageSite } from '../support/PageSite';

const USER = { user: 'ada', password: 'correct horse battery', signingSecret: '' };
const SIGNED_IN = {
	authorization: `Basic ${Buffer.from(`${USER.user}:${USER.password}`).toString('base64')}`,
};
const ORIGIN = 'https://careers.example.com';
const page = (path: string, operation: string, more = {}) => ({
	trigger: { trigger: 'page', path },
	type: new ContractActivate(),
	parameters: { resource: 'page', operation, ...more },
});
const callback = (path: string, purpose: string) => ({
	trigger: { trigger: 'callback', path, purpose, allowedOrigin: ORIGIN },
	type: new ContractActivate(),
	parameters: { resource: 'page', operation: purpose },
});

let sandbox: Sandbox;
let site: PageSite;
let tables: MemoryDataTables;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 30, connected: false });
	tables = new MemoryDataTables();
	site = new PageSite({
		pages: [
			page('rsc-connect', 'connectPage', { onboardingPage: `${ORIGIN}/onboarding/` }),
			page('rsc-status', 'statusPage'),
			page('rsc-disconnect', 'disconnectPage'),
			page('rsc-profile', 'profilePage', { profilePage: `${ORIGIN}/profile/` }),
			callback('rsc-chosen', 'contractChosen'),
			callback('rsc-linked', 'profileLink'),
		],
		credentials: {
			rscPagesApi: { ...USER },
			...linkedInCredential(sandbox),
			...smartRecruitersCredential(sandbox),
		},
		tables,
	});
	await site.start();
});
afterEach(async () => {
	await site.close();
	await sandbox.close();
	expect(site.failed).toEqual([]);
});

const open = async (path = 'rsc-connect'): Promise<FormPage> =>
	await FormPage.open(`${site.url}/${path}`, SIGNED_IN);
const row = (contract: string) =>
	tables.rows('rsc_contracts').find((one) => one.contract === contract);
async function acknowledged(): Promise<FormPage> {
	const first = await open();
	return await first.press('acknowledge', { acknowledged: 'yes', name: 'Ada Lo, ada@example.com' });
}
async function decided(): Promise<FormPage> {
	return await (await acknowledged()).press('rules');
}

describe('the preflight page', () => {
	const preflight = async (): Promise<FormPage> => await open('rsc-connect?view=preflight');

	it('is offered before the first step, looks, and stores nothing', async () => {
		const first = await open();
		expect(first.html).toContain('href="rsc-connect?view=preflight"');
		const tablesBefore = [...tables.calls];
		const found = await preflight();
		expect(found.status).toBe(200);
		expect(found.text).toContain('Before you connect: is everything in place?');
		expect(found.text).toContain('It belongs to Sample Co (SampleCo).');
		expect(found.text).toContain('Nothing stands in the way');
		expect(tables.calls.slice(tablesBefore.length)).not.toContain('insert');
		expect(writesOf(sandbox)).toEqual({});
	});

	it('says what stops first, and believes who has looked', async () => {
		await fetch(`${sandbox.url}/_sandbox/smartrecruiters/own-integration`, { method: 'POST' });
		const stopped = await preflight();
		expect(stopped.text).toContain('1 thing to put right first.');
		expect(stopped.text).toContain('Two integrations double');
		const link = /href="(rsc-connect\?view=preflight&amp;ownIntegration=off)"/.exec(stopped.html);
		expect(link).not.toBeNull();
		const looked = await open('rsc-connect?view=preflight&ownIntegration=off');
		expect(looked.text).toContain('you say that it is off now');
		expect(looked.text).toContain('Nothing stands in the way');
	});

	it('tells what would go, with examples, and goes back', async () => {
		const page = await preflight();
		sandbox.context.requests.reset();
		const asked = await page.press('whatWouldGo');
		expect(asked.status).toBe(200);
		expect(asked.text).toContain('Nothing has been sent.');
		expect(asked.text).toMatch(/Candidates 25 3 28/);
		expect(asked.text).toContain('5 further applications of people who have several');
		expect(asked.text).toContain('1 candidate: LinkedIn needs an e-mail address');
		expect(asked.html).toContain('data-history="done"');
		expect(asked.html).toContain('href="rsc-connect?view=preflight"');
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
	});

	it('tells what went wrong when it is asked to go on from something else', async () => {
		const asked = await (await preflight()).press('whatWouldGo', { goOnFrom: 'nonsense' });
		expect(asked.text).toContain('"Go On From" is not what the part before gave');
	});
});

describe('the connect page', () => {
	it('leads from the acknowledgement to a connection', async () => {
		const first = await open();
		expect(first.status).toBe(200);
		expect(first.step).toBe('1. Acknowledge');
		expect(first.text).toContain('GDPR-compliant data are shared across both platforms');
		expect(first.html).toContain('href="rsc-disconnect"');

		const shared = await acknowledged();
		expect(shared.step).toBe('2. What may be shared');
		expect(shared.text).toContain('By Ada Lo, ada@example.com');
		const rules = await shared.press('rules');
		expect(rules.step).toBe('3. Contracts');
		expect(rules.text).toContain('Decided by ada');

		requestInWidget(sandbox, CONTRACT_1, CONTRACT_2);
		const added = await rules.press('add', { number: '2001, 2002' });
		expect(added.step).toBe('4. Request access');
		const asked = await added.press('request');
		expect(asked.step).toBe('5. Switch on');
		expect(asked.text).toContain('Company level access');
		expect(asked.text).toContain('Contract level access of contract 2002');
		expect(row(CONTRACT_1)).toMatchObject({ organization: ORGANIZATION, state: 'waiting' });
		const named = await asked.press('name', { contract: CONTRACT_1, newName: ' Acme <Europe> ' });
		expect(named.html).toContain('Acme &lt;Europe&gt; <span class="muted">contract 2001');
		expect(row(CONTRACT_1)).toMatchObject({ name: 'Acme <Europe>', state: 'waiting' });

		for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
		const one = await asked.press('check');
		expect(one.step).toBe('5. Switch on');
		expect(row(CONTRACT_1)).toMatchObject({ state: 'connected' });
		contractOf(sandbox, CONTRACT_2).enabled = true;
		const done = await open();
		expect(done.step).toBe('6. Connected');
		expect(row(ORGANIZATION)).toMatchObject({ state: 'connected', acknowledgedText: '2026-11' });
	});

	it('takes the acknowledgement of the text that was read only', async () => {
		const first = await open();
		const old = await first.press('acknowledge', {
			acknowledged: 'yes',
			name: 'Ada Lo',
			textVersion: '2025-01',
		});
		expect(old.step).toBe('1. Acknowledge');
		expect(old.text).toContain('The text has changed since');
		expect(tables.rows('rsc_contracts')).toEqual([]);
	});

	it('tells what is wrong at its field, puts the cursor there, and keeps what was typed', async () => {
		const first = await open();
		const missing = await first.press('acknowledge', { name: 'Ada "<b>" Lo' });
		expect(missing.step).toBe('1. Acknowledge');
		expect(missing.html).toMatch(/id="acknowledged"[^>]* autofocus[^>]*aria-invalid="true"/);
		expect(missing.html).toContain('value="Ada &quot;&lt;b&gt;&quot; Lo"');
		expect(tables.rows('rsc_contracts')).toEqual([]);

		const rules = await decided();
		const wrong = await rules.press('add', { number: '2001, 20O2', called: 'Acme Europe' });
		expect(wrong.html).toMatch(
			/id="number"[^>]*value="2001, 20O2"|value="2001, 20O2"[^>]*id="number"/,
		);
		expect(wrong.html).toMatch(/aria-invalid="true"/);
		expect(wrong.html.match(/ autofocus/g)).toHaveLength(1);
		expect(wrong.text).toContain('"20O2" is no contract number');
		expect(wrong.html).toContain('value="Acme Europe"');
		expect(row(CONTRACT_1)).toBeUndefined();
	});

	it('says which of several contracts are on the list, and which are not', async () => {
		const rules = await decided();
		const long = '1234567890123456789';
		const some = await rules.press('add', { number: `2001, ${long}` });
		expect(row(CONTRACT_1)).toMatchObject({ state: 'chosen' });
		expect(some.text).not.toContain('Nothing was stored');
		expect(some.text).toContain('The contract is on the list');
		expect(some.text).toContain(`${long}: This is not a Recruiter contract`);
	});

	it('says at a contract why LinkedIn refused it, and lets it be taken off', async () => {
		const rules = await decided();
		requestInWidget(sandbox, CONTRACT_1);
		const asked = await (await rules.press('add', { number: '2001 9' })).press('request');
		expect(row('urn:li:contract:9')).toMatchObject({ state: 'refused' });
		expect(row(CONTRACT_1)).toMatchObject({ state: 'waiting' });
		expect(asked.text).toContain('does not give this application access to the contract');
		const gone = await asked.press('forget', { contract: 'urn:li:contract:9' });
		expect(gone.text).not.toContain('Contract 9');
		expect(row('urn:li:contract:9')).toBeUndefined();
		await gone.press('check');
		expect(row(CONTRACT_1)).toBeDefined();
	});

	it('shows what the rules keep back before they are kept', async () => {
		const shared = await acknowledged();
		const department = /name="department:([^"]+)"/.exec(shared.html)?.[1] ?? '';
		const before = JSON.stringify(tables.rows('rsc_settings'));
		const preview = await shared.press('preview', { [`department:${department}`]: 'neverSent' });
		expect(preview.text).toMatch(/Of \d+ jobs, [1-9]\d* are never sent/);
		expect(preview.text).toMatch(/never sent \d+ [\d,]+; those who applied elsewhere still go/);
		expect(JSON.stringify(tables.rows('rsc_settings'))).toBe(before);
		const kept = await preview.press('rules');
		const settings = tables.rows('rsc_settings')[0];
		expect(JSON.parse(String(settings?.sharing))).toMatchObject({
			departmentsNeverSent: [department],
		});
		expect(settings?.changedBy).toBe('ada');
		const wrong = await kept.press('rules', { jobsNeverSent: 'no-such-job' });
		expect(wrong.text).toContain('names a job that SmartRecruiters does not have: no-such-job');
		expect(wrong.html).toContain('no-such-job</textarea>');
		expect(JSON.parse(String(tables.rows('rsc_settings')[0]?.sharing))).toMatchObject({
			jobsNeverSent: [],
		});
	});

	const storedRules = (): Record<string, unknown> =>
		JSON.parse(String(tables.rows('rsc_settings')[0]?.sharing));

	it('does not overwrite what somebody else has decided since the page was shown', async () => {
		const mine = await acknowledged();
		const theirs = await open();
		await theirs.press('rules', { confidentialTags: 'secret, board' });
		const late = await mine.press('rules', { confidentialTags: 'confidential' });
		expect(late.text).toContain('Somebody has changed the rules since this page was shown');
		expect(storedRules()).toMatchObject({ confidentialTags: ['secret', 'board'] });
		expect(late.html).toContain('value="secret, board"');
		await late.press('rules', { confidentialTags: 'confidential' });
		expect(storedRules()).toMatchObject({ confidentialTags: ['confidential'] });
	});

	it('keeps the rule of a department that was closed, and a choice that the form does not hold', async () => {
		await decided();
		const settings = tables.rows('rsc_settings')[0] ?? { sharing: '' };
		settings.sharing = JSON.stringify({
			...storedRules(),
			departmentsNeverSent: ['closed-1'],
			consent: 'onlyAcquired',
			jobVisibility: 'PRIVATE_TO_ATS_INTEGRATION',
		});
		const page = await open();
		expect(page.text).toContain('closed-1 (not in SmartRecruiters any more)');
		const kept = await page.press('rules', { consent: 'everything?', jobVisibility: 'PUBLIC' });
		expect(kept.text).toContain('The rules are stored');
		expect(storedRules()).toMatchObject({
			departmentsNeverSent: ['closed-1'],
			consent: 'onlyAcquired',
			jobVisibility: 'PUBLIC',
		});
		await (await open()).press('rules', { 'department:closed-1': '' });
		expect(storedRules()).toMatchObject({ departmentsNeverSent: [] });
	});

	it('tells that the rules are lost, and lets them be decided anew', async () => {
		const rules = await decided();
		await rules.press('rules', { confidentialTags: 'secret' });
		tables.drop('rsc_settings');
		const lost = await open();
		expect(lost.status).toBe(200);
		expect(lost.step).toBe('2. What may be shared');
		expect(lost.text).toContain('rsc_settings does not hold the sharing rules any more');
		const again = await lost.press('rules', { confidentialTags: 'secret' });
		expect(again.text).not.toContain('any more');
		expect(again.step).toBe('3. Contracts');
		expect(storedRules()).toMatchObject({ confidentialTags: ['secret'] });
	});

	it('takes a contract from the onboarding page, under the name that LinkedIn gave it', async () => {
		const rules = await decided();
		const link = /href="(https:\/\/careers[^"]+)"/.exec(rules.html)?.[1] ?? '';
		const key = decodeURIComponent(new URL(link).hash.replace('#key=', ''));
		const call = async (body: object): Promise<Response> =>
			await fetch(`${site.url}/rsc-chosen`, {
				method: 'POST',
				headers: { origin: ORIGIN, 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
		const integrations = [
			{
				integrationContext: ORGANIZATION,
				integrationType: 'ONE_CLICK_EXPORT',
				status: 'REQUESTED',
			},
			{ integrationContext: CONTRACT_1, integrationType: 'CSA_API', contractName: 'Acme <Europe>' },
		];
		expect((await call({ key: 'x', integrations })).status).toBe(403);
		const answer = await call({ key, integrations });
		expect(await answer.json()).toEqual({
			added: [{ contract: CONTRACT_1, name: 'Acme <Europe>' }],
			refused: [],
			problem: '',
		});
		expect((await open()).html).toContain('Acme &lt;Europe&gt;');
		const many = Array.from({ length: 300 }, (_one, index) => ({
			integrationContext: `urn:li:contract:${5000 + index}`,
			integrationType: 'CSA_API',
		}));
		await call({ key, integrations: [integrations[0], ...many] });
		expect(tables.rows('rsc_contracts').length).toBeLessThanOrEqual(52);
	});

	it('is shown while LinkedIn has to be waited for', async () => {
		const rules = await decided();
		requestInWidget(sandbox, CONTRACT_1);
		await (await rules.press('add', { number: '2001' })).press('request');
		answerNext(sandbox, '/v2/atsIntegrations', {}, { status: 429, retryAfter: '3600', times: 9 });
		const page = await open();
		expect(page.status).toBe(200);
		expect(page.step).toBe('5. Switch on');
		expect(page.text).toContain('LinkedIn could not be asked. It has to wait');
	});

	it('keeps what it knew while LinkedIn does not answer', async () => {
		const rules = await decided();
		requestInWidget(sandbox, CONTRACT_1);
		await (await rules.press('add', { number: '2001' })).press('request');
		sandbox.store.of(ORGANIZATION).integrations.clear();
		const page = await open();
		expect(page.status).toBe(200);
		expect(page.step).not.toBe('1. Acknowledge');
	});
});

describe('the status page', () => {
	it('shows everything, and marks what is parked without removing it', async () => {
		await decided();
		const now = new Date().toISOString();
		tables.seed('rsc_parked', [
			...['candidate', 'export', 'activity'].map((kind) => ({
				organization: ORGANIZATION,
				recordKey: `${kind}:<1>`,
				kind,
				code: 'odd',
				reason: 'An <odd> field',
				whatToDo: 'Look at {it} for $1',
				firstSeenAt: now,
				lastSeenAt: now,
				attempts: 1,
				retryAskedAt: '',
				retries: false,
				payload: '{"kept":true}',
			})),
			{
				organization: 'urn:li:organization:7',
				recordKey: 'job:1',
				kind: 'job',
				code: '',
				reason: 'x',
				whatToDo: '',
				firstSeenAt: now,
				lastSeenAt: now,
				attempts: 1,
				retryAskedAt: '',
				retries: false,
				payload: '',
			},
		]);
		const status = await open('rsc-status');
		expect(status.text).toContain('3 records');
		expect(status.html).toContain('An &lt;odd&gt; field');
		const after = await status.press('tryAgain');
		expect(after.text).toContain('3 records will be tried again');
		const rows = tables.rows('rsc_parked');
		expect(rows.map(({ retryAskedAt }) => retryAskedAt !== '')).toEqual([true, true, true, false]);
		expect(rows.map(({ payload }) => payload)).toEqual([
			'{"kept":true}',
			'{"kept":true}',
			'{"kept":true}',
			'',
		]);
	});

	it('does not look like "not connected" when the table was deleted', async () => {
		await decided();
		tables.seed('rsc_sync', [
			{ organization: ORGANIZATION, stream: 'backfill', done: 1, total: 1, finishedAt: 'x' },
		]);
		tables.drop('rsc_contracts');
		const status = await open('rsc-status');
		expect(status.status).toBe(500);
		expect(status.text).toContain('rsc_contracts does not know this organization any more');

		// What the advice names can be done: everything is connected again on the connect page.
		const lost = await open();
		expect(lost.status).toBe(200);
		expect(lost.step).toBe('1. Acknowledge');
		expect(lost.text).toContain('Restore the table from a backup');
		const again = await lost.press('acknowledge', { acknowledged: 'yes', name: 'Ada Lo' });
		expect(again.step).toBe('3. Contracts');
		expect(again.text).not.toContain('Restore the table');
		expect(tables.rows('rsc_sync')).toHaveLength(1);
		expect((await open('rsc-status')).status).toBe(200);
	});

	it('gives the support bundle as a file', async () => {
		await decided();
		const status = await open('rsc-status');
		const file = await status.press('support');
		expect(file.status).toBe(200);
		expect(file.headers.get('content-disposition')).toBe('attachment; filename="rsc-support.json"');
		expect(JSON.parse(file.html)).toMatchObject({ organization: ORGANIZATION, failures: [] });
		expect(file.html).not.toContain('Ada Lo');
	});

	it('asks LinkedIn nothing', async () => {
		await open('rsc-status');
		expect(requestsOf(sandbox)).toEqual({});
	});
});

describe('the disconnect page', () => {
	it('wants the word, ends everything, and begins to take back', async () => {
		const rules = await decided();
		requestInWidget(sandbox, CONTRACT_1);
		await (await rules.press('add', { number: '2001' })).press('request');
		const before = writesOf(sandbox);
		const first = await open('rsc-disconnect');
		expect(first.text).toContain('Nothing has been done yet');
		const wrong = await first.press('disconnect', { confirmation: 'yes', removeEverything: 'yes' });
		expect(wrong.text).toContain('Type the word DISCONNECT');
		expect(wrong.html).toMatch(/name="removeEverything"\s+value="yes"\s+checked/);
		expect(writesOf(sandbox)).toEqual(before);
		expect(row(CONTRACT_1)).toMatchObject({ state: 'waiting' });

		const done = await wrong.press('disconnect', { confirmation: ' disconnect ' });
		expect(done.text).toContain('What was sent is being deleted at LinkedIn');
		expect(done.html).toContain('http-equiv="refresh"');
		const still = await open('rsc-disconnect?updates=off');
		expect(still.html).not.toContain('http-equiv="refresh"');
		expect(row(CONTRACT_1)).toMatchObject({ state: 'disconnected' });
		expect(row(ORGANIZATION)).toMatchObject({ state: 'disconnected' });
		const removal = tables.rows('rsc_sync').find(({ stream }) => stream === 'removal');
		expect(removal).toMatchObject({ stream: 'removal', finishedAt: '' });

		if (removal)
			Object.assign(removal, {
				finishedAt: new Date().toISOString(),
				done: 7,
				message: 'Nothing is left.',
			});
		const proof = await open('rsc-disconnect');
		expect(proof.text).toContain('Disconnected. Everything that was sent is deleted at LinkedIn');
		expect(proof.text).toContain('7 removed');

		const again = await acknowledged();
		expect(again.step).toBe('4. Request access');
		expect(tables.rows('rsc_sync')).toEqual([]);
	});
});

describe('the disconnect page, when something fails,', () => {
	async function requested(): Promise<void> {
		const rules = await decided();
		requestInWidget(sandbox, CONTRACT_1);
		await (await rules.press('add', { number: '2001' })).press('request');
	}

	it('does not say that nothing is connected while its table is lost', async () => {
		await requested();
		tables.seed('rsc_sync', [{ organization: ORGANIZATION, stream: 'backfill', done: 1 }]);
		tables.drop('rsc_contracts');
		const lost = await open('rsc-disconnect');
		expect(lost.text).not.toContain('Nothing is connected');
		expect(lost.text).toContain('rsc_contracts does not know this organization any more');
		const done = await lost.press('disconnect', { confirmation: 'DISCONNECT' });
		expect(done.text).toContain('Disconnected');
		expect(row(ORGANIZATION)).toMatchObject({ state: 'disconnected' });
	});

	it('does not say that anything ended while nothing could be stored', async () => {
		await requested();
		const first = await open('rsc-disconnect');
		tables.before = (table, kind) => {
			if (table === 'rsc_contracts' && kind === 'write') throw new Error('full');
		};
		const failed = await first.press('disconnect', { confirmation: 'DISCONNECT' });
		tables.before = () => undefined;
		expect(failed.text).toContain('Nothing was done. The Data Table rsc_contracts');
		expect(failed.text).not.toContain('Nothing is sent any more');
		expect(row(ORGANIZATION)).toMatchObject({ state: 'acknowledged' });
	});

	it('offers to tell LinkedIn again for as long as LinkedIn was not told', async () => {
		await requested();
		answerNext(sandbox, '/v2/atsIntegrations', {}, { method: 'GET', status: 403, times: 9 });
		const first = await open('rsc-disconnect');
		const failed = await first.press('disconnect', {
			confirmation: 'DISCONNECT',
			removeEverything: 'yes',
		});
		expect(failed.text).toContain('LinkedIn did not take everything back');
		expect(row(ORGANIZATION)).toMatchObject({ state: 'disconnected' });
		sandbox.context.faults.reset();
		const later = await open('rsc-disconnect');
		expect(later.text).toContain('LinkedIn has to be asked again');
		const done = await later.press('tellLinkedIn');
		expect(done.text).not.toContain('LinkedIn has to be asked again');
		expect(done.text).toContain('What was sent is being deleted at LinkedIn');
		expect(row(ORGANIZATION)).toMatchObject({ whatToDo: '' });
	});

	it('does not end a connection that was made since, from an old page', async () => {
		await requested();
		answerNext(sandbox, '/v2/atsIntegrations', {}, { method: 'GET', status: 403, times: 9 });
		const first = await open('rsc-disconnect');
		const failed = await first.press('disconnect', { confirmation: 'DISCONNECT' });
		sandbox.context.faults.reset();
		await acknowledged();
		await failed.press('tellLinkedIn');
		expect(row(ORGANIZATION)).toMatchObject({ state: 'acknowledged' });
	});

	it('counts no company to its end, and does not call taken back what LinkedIn still holds', async () => {
		await requested();
		const people = Array.from({ length: 1_200 }, (_one, index) => ({
			organization: ORGANIZATION,
			person: `p${index}`,
			candidateId: `c${index}`,
			knownBy: 'match',
			knownAt: '',
		}));
		tables.seed('rsc_people', people);
		const first = await open('rsc-disconnect');
		expect(first.text).toContain('1,000 or more people are known');
		await first.press('disconnect', { confirmation: 'DISCONNECT', removeEverything: 'yes' });
		const removal = tables.rows('rsc_sync').find(({ stream }) => stream === 'removal');
		Object.assign(removal ?? {}, {
			finishedAt: new Date().toISOString(),
			rejected: 3,
			message: 'LinkedIn still holds 3 candidates and 0 open jobs.',
		});
		const left = await open('rsc-disconnect');
		expect(left.text).toContain('Not everything could be deleted at LinkedIn');
		expect(left.html).toContain('value="disconnect"');
	});
});

describe('the profile page', () => {
	it('is reached from a candidate by a key, and what a recruiter linked is kept', async () => {
		await decided();
		requestInWidget(sandbox, CONTRACT_1);
		for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
		const candidateId = 'C-1';
		const answer = await fetch(`${site.url}/rsc-profile?candidate=${candidateId}`, {
			headers: SIGNED_IN,
			redirect: 'manual',
		});
		expect(answer.status).toBe(303);
		const location = new URL(answer.headers.get('location') ?? '');
		expect(location.origin + location.pathname + location.search).toBe(
			`${ORIGIN}/profile/?candidate=${candidateId}`,
		);
		const key = location.hash.replace('#key=', '');
		const call = async (): Promise<unknown> =>
			await (
				await fetch(`${site.url}/rsc-linked`, {
					method: 'POST',
					headers: { origin: ORIGIN, 'content-type': 'application/json' },
					body: JSON.stringify({ key, candidateId: 'somebody-else' }),
				})
			).json();
		expect(await call()).toEqual({ candidateId, state: 'notLinked' });
		expect((await open('rsc-profile')).text).toContain('contains no candidate');
	});
});
