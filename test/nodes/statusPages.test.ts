import {
	answerNext,
	company,
	CONTRACT_1,
	contractOf,
	ORGANIZATION,
	requestInWidget,
	requestsOf,
	writesOf,
} from '../support/contractSandbox';
import {
	SIGNED_IN,
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

describe('the status page', () => {
	it('shows everything, and marks what is parked without removing it', async () => {
		await decided();
		const now = new Date().toISOString();
		tables.seed('rsc_parked', [
			...['candidate', 'export', 'activity', 'seat'].map((kind) => ({
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
		expect(status.text).toContain('4 records');
		expect(status.html).toContain('An &lt;odd&gt; field');
		const after = await status.press('tryAgain');
		expect(after.text).toContain('3 records will be tried again');
		const rows = tables.rows('rsc_parked');
		expect(rows.map(({ retryAskedAt }) => retryAskedAt !== '')).toEqual([
			...[true, true, true],
			// Nothing tries a seat's past again that LinkedIn does not give out.
			...[false, false],
		]);
		expect(rows.map(({ payload }) => payload)).toEqual([
			'{"kept":true}',
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
		expect(status.text).toContain('rsc_contracts no longer knows this organization');

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
		expect(lost.text).toContain('rsc_contracts no longer knows this organization');
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
