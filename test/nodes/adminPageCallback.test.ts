import { site, open, post, openForAll } from '../support/adminSite';

openForAll();

describe('a page of RSC Trigger that another site calls back', () => {
	const ORIGIN = 'https://careers.example.com';
	const call = async (body: object, headers: Record<string, string> = {}, path = 'rsc-chosen') =>
		await fetch(`${site.url}/${path}`, {
			method: 'POST',
			headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body),
		});

	it('takes a call with the key from the admin page, and knows whose it was', async () => {
		const { callbackKeys } = await open();
		site.started.length = 0;
		const answer = await call({ key: callbackKeys.contractChosen, integrations: [{ a: 1 }] });
		expect(answer.status).toBe(200);
		expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
		expect(site.started.map(({ json }) => json)).toEqual([
			{ purpose: 'contractChosen', user: 'ada', subject: '', body: { integrations: [{ a: 1 }] } },
		]);
	});

	it('binds a key to its purpose, its candidate and an hour', async () => {
		jest.useFakeTimers({
			doNotFake: [
				'setImmediate',
				'nextTick',
				'queueMicrotask',
				'setTimeout',
				'clearTimeout',
				'setInterval',
				'clearInterval',
			],
			now: Date.parse('2026-11-28T10:00:00Z'),
		});
		expect((await open()).callbackKeys.profileLink).toBe('');
		expect((await open('?candidate=..%2Fa')).callbackKeys.profileLink).toBe('');
		const { callbackKeys, key } = await open('?candidate=C-1');
		site.started.length = 0;
		expect((await call({ key: callbackKeys.profileLink })).status).toBe(403);
		expect((await call({ key })).status).toBe(403);
		expect((await call({ key: callbackKeys.contractChosen }, {}, 'rsc-linked')).status).toBe(403);
		expect(site.started).toEqual([]);
		jest.setSystemTime(Date.parse('2026-11-28T10:59:59Z'));
		expect((await call({ key: callbackKeys.profileLink }, {}, 'rsc-linked')).status).toBe(200);
		expect(site.started[0]?.json).toMatchObject({ purpose: 'profileLink', subject: 'C-1' });
		jest.setSystemTime(Date.parse('2026-11-28T11:00:00Z'));
		expect((await call({ key: callbackKeys.profileLink }, {}, 'rsc-linked')).status).toBe(403);
	});

	it('does not open an admin page with a callback key', async () => {
		const { callbackKeys } = await open();
		expect((await post({ key: String(callbackKeys.contractChosen) })).status).toBe(403);
	});

	it.each([
		['another site', { origin: 'https://evil.example' }, 403],
		['no site', { origin: '' }, 403],
		['multipart', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
		['plain text', { 'content-type': 'text/plain' }, 415],
	])('refuses %s', async (_case, headers, status) => {
		const { callbackKeys } = await open();
		site.started.length = 0;
		const answer = await call({ key: callbackKeys.contractChosen }, headers);
		expect(answer.status).toBe(status);
		expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
		expect(site.started).toEqual([]);
	});

	it('takes nothing from anywhere while no origin is set', async () => {
		for (const origin of ['https://careers.example.com', 'null', '']) {
			const answer = await fetch(`${site.url}/rsc-unset`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...(origin && { origin }) },
				body: '{}',
			});
			expect(answer.status).toBe(503);
		}
		expect(site.started).toEqual([]);
	});

	it('takes sixty calls with one key, and sixty more with the next', async () => {
		for (let visit = 0; visit < 2; visit += 1) {
			const { callbackKeys } = await open();
			site.started.length = 0;
			const statuses: number[] = [];
			for (let at = 0; at < 62; at += 1)
				statuses.push((await call({ key: callbackKeys.contractChosen })).status);
			expect(statuses.filter((status) => status === 200)).toHaveLength(60);
			expect(statuses.slice(60)).toEqual([429, 429]);
			expect(site.started).toHaveLength(60);
		}
	});

	it('refuses what is too long or no object', async () => {
		const { callbackKeys } = await open();
		site.started.length = 0;
		const long = { key: callbackKeys.contractChosen, text: 'x'.repeat(70_000) };
		expect((await call(long)).status).toBe(413);
		expect((await call([])).status).toBe(415);
		expect(site.started).toEqual([]);
	});
});
