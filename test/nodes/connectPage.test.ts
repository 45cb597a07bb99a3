import {
	answerNext,
	company,
	CONTRACT_1,
	CONTRACT_2,
	contractOf,
	ORGANIZATION,
	requestInWidget,
} from '../support/contractSandbox';
import {
	ORIGIN,
	sandbox,
	site,
	tables,
	open,
	row,
	acknowledged,
	decided,
	openSiteForEach,
} from '../support/contractPages';

openSiteForEach();

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

	it('says that it is connected also where nobody has decided what may be shared', async () => {
		const shared = await acknowledged();
		requestInWidget(sandbox, CONTRACT_1);
		const added = await shared.press('add', { number: '2001' });
		expect(added.step).toBe('2. What may be shared');
		const asked = await added.press('request');
		expect(asked.step).toBe('2. What may be shared');
		for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
		expect((await asked.press('check')).step).toBe('6. Connected');
	});

	it('connects what was disconnected without LinkedIn’s window, where the switches are still on', async () => {
		requestInWidget(sandbox, CONTRACT_1);
		await (await (await decided()).press('add', { number: '2001' })).press('request');
		for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
		expect((await open()).step).toBe('6. Connected');
		await (await open('rsc-disconnect')).press('disconnect', { confirmation: 'DISCONNECT' });
		const again = await acknowledged();
		expect(again.step).toBe('4. Request access');
		expect((await again.press('request')).step).toBe('6. Connected');
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
		expect(wrong.text).toContain('"20O2" is not a contract number');
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
		expect(lost.text).toContain('rsc_settings no longer holds the sharing rules');
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

	it('takes calls of the site that the workflow’s own page leads to, and of no other', async () => {
		const call = async (key: string, origin: string): Promise<number> => {
			const answer = await fetch(`${site.url}/rsc-chosen-by-page`, {
				method: 'POST',
				headers: { origin, 'content-type': 'application/json' },
				body: JSON.stringify({ key, integrations: [] }),
			});
			return answer.status;
		};
		expect(await call('x', ORIGIN)).toBe(503);
		const { html } = await decided();
		const link = /href="(https:\/\/careers[^"]+)"/.exec(html)?.[1] ?? '';
		const key = decodeURIComponent(new URL(link).hash.replace('#key=', ''));
		expect(await call(key, 'https://evil.example')).toBe(403);
		expect(await call(key, '')).toBe(403);
		expect(await call('x', ORIGIN)).toBe(403);
		expect(await call(key, ORIGIN)).toBe(200);
	});

	it('keeps addresses for all operations, and marks one that cannot be used', async () => {
		const rules = await decided();
		const wrong = await rules.press('choices', {
			profileUrl: 'https://ats.example.com/me',
			closedProfilesPath: 'atsPurged',
		});
		expect(wrong.text).toContain('with {candidateId} in it');
		expect(wrong.text).toContain('begins with /v2/ or /rest/');
		expect(wrong.html).toContain('value="https://ats.example.com/me"');
		expect(tables.rows('rsc_settings')[0]?.choices).toBe('');
		const chosen = {
			profileUrl: 'https://ats.example.com/{candidateId}',
			closedProfilesPath: '/rest/atsPurgedExportedCandidates?q=x',
		};
		const kept = await wrong.press('choices', chosen);
		expect(kept.text).toContain('The addresses are kept');
		expect(JSON.parse(String(tables.rows('rsc_settings')[0]?.choices))).toEqual(chosen);
		expect(storedRules()).toMatchObject({ consent: 'everyone' });
		await kept.press('rules', { confidentialTags: 'secret' });
		expect(JSON.parse(String(tables.rows('rsc_settings')[0]?.choices))).toEqual(chosen);
	});

	it('is shown while LinkedIn has to be waited for', async () => {
		const rules = await decided();
		requestInWidget(sandbox, CONTRACT_1);
		await (await rules.press('add', { number: '2001' })).press('request');
		answerNext(sandbox, '/v2/atsIntegrations', {}, { status: 429, retryAfter: '3600', times: 9 });
		const page = await open();
		expect(page.status).toBe(200);
		expect(page.step).toBe('5. Switch on');
		expect(page.text).toContain('LinkedIn could not be asked. It is paused');
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
