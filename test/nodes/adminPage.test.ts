import { RscTrigger } from '../../nodes/RscTrigger/RscTrigger.node';
import {
	USER,
	FORM,
	basic,
	SIGNED_IN,
	credentials,
	site,
	open,
	post,
	openForAll,
} from '../support/adminSite';

openForAll();

describe('RSC Trigger on a page', () => {
	it.each([
		['nobody signed in', undefined],
		['a wrong password', basic('ada', 'wrong')],
		['a wrong name', basic('bob', USER.password)],
		['an empty password', basic('ada', '')],
		['no Basic Auth', 'Bearer x'],
		['no base64', 'Basic ***'],
	])('asks to sign in and starts nothing for %s', async (_case, authorization) => {
		for (const method of ['GET', 'POST']) {
			const answer = await fetch(`${site.url}/rsc-connect`, {
				method,
				headers: { origin: 'https://evil.example', ...(authorization && { authorization }) },
			});
			expect(answer.status).toBe(401);
			expect(answer.headers.get('www-authenticate')).toBe('Basic realm="RSC", charset="UTF-8"');
			expect(answer.headers.get('access-control-allow-origin')).toBeNull();
			expect(answer.headers.get('cache-control')).toBe('no-store');
			expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
			expect(answer.headers.get('x-frame-options')).toBe('DENY');
		}
		expect(site.started).toEqual([]);
	});

	it('writes wrong passwords to the log, and not the question of every browser', async () => {
		const minute = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
		site.warnings.length = 0;
		await fetch(`${site.url}/rsc-connect`);
		expect(site.warnings).toEqual([]);
		const headers = { authorization: basic('ada', 'guessed') };
		await fetch(`${site.url}/rsc-connect`, { headers });
		expect(site.warnings).toHaveLength(1);
		expect(site.warnings[0]).toContain('a wrong name or password');
		expect(site.warnings[0]).not.toContain('guessed');
		minute.mockRestore();
	});

	it('ends the keys of a person whom the credential does not let in any more', async () => {
		const { scriptKey: key, callbackKeys } = await open();
		credentials.rscPagesApi.user = 'bob';
		const withKey = async (path: string, type: string, body: string, headers = {}) =>
			await fetch(`${site.url}/${path}`, {
				method: 'POST',
				headers: { 'content-type': type, ...headers },
				body,
			});
		const form = new URLSearchParams({ key }).toString();
		expect((await withKey('rsc-connect', FORM, form)).status).toBe(401);
		const json = JSON.stringify({ key: callbackKeys.contractChosen });
		const origin = { origin: 'https://careers.example.com' };
		expect((await withKey('rsc-chosen', 'application/json', json, origin)).status).toBe(403);
		credentials.rscPagesApi.user = USER.user;
		expect((await withKey('rsc-connect', FORM, form)).status).toBe(200);
	});

	it('wants the password besides the key of a form, and takes a script’s key for it, on its own page only', async () => {
		const { key, scriptKey } = await open();
		const send = async (sent: string, path: string, headers = {}) => {
			const body = new URLSearchParams({ key: sent }).toString();
			const init = { method: 'POST', headers: { 'content-type': FORM, ...headers }, body };
			return (await fetch(`${site.url}/${path}`, init)).status;
		};
		expect(await send(key, 'rsc-connect')).toBe(401);
		expect(await send(key, 'rsc-connect', SIGNED_IN)).toBe(200);
		expect(await send(scriptKey, 'rsc-connect')).toBe(200);
		expect(await send(scriptKey, 'rsc-connect', SIGNED_IN)).toBe(200);
		expect(await send(scriptKey, 'rsc-status')).toBe(401);
		expect(await send(key, 'rsc-connect', { authorization: basic('ada', 'wrong') })).toBe(401);
	});

	it('lets nobody in while the credential has no password', async () => {
		credentials.rscPagesApi.password = '';
		const answer = await fetch(`${site.url}/rsc-connect`, {
			headers: { authorization: basic('ada', '') },
		});
		expect(answer.status).toBe(503);
		expect(site.started).toEqual([]);
	});

	it('does not even look at the credential for whoever names nobody and sends no form', async () => {
		credentials.rscPagesApi.password = '';
		const headers = { 'content-type': 'application/xml' };
		const url = `${site.url}/rsc-connect`;
		expect((await fetch(url)).status).toBe(401);
		expect((await fetch(url, { method: 'POST', headers, body: '<a/>' })).status).toBe(401);
		expect(site.started).toEqual([]);
	});

	it('hands on who calls, without headers', async () => {
		const call = await open('?updates=off&x=1&x=2');
		expect(call).toMatchObject({
			method: 'GET',
			user: 'ada',
			query: { updates: 'off' },
			form: {},
			address: 'rsc-connect',
		});
		expect(JSON.stringify(call)).not.toContain(Buffer.from('ada:').toString('base64').slice(0, 5));
		expect(Object.keys(call).sort()).toEqual(
			['address', 'callbackKeys', 'form', 'key', 'method', 'query', 'scriptKey', 'user'].sort(),
		);
	});

	it('hides in n8n’s executions whatever opens something', async () => {
		await open('?candidate=C-1');
		const shown = { ...site.started[0]?.json };
		const { sensitiveOutputFields = [] } = new RscTrigger().description;
		for (const field of sensitiveOutputFields) Reflect.deleteProperty(shown, field);
		expect(Object.keys(shown)).toContain('user');
		// Every key is a payload and a signature.
		expect(JSON.stringify(shown)).not.toMatch(/[\w-]{20,}\.[\w-]{20,}/);
		expect(JSON.stringify(site.started[0]?.json)).toMatch(/[\w-]{20,}\.[\w-]{20,}/);
	});

	it('takes a form with the key of its page, and keeps the key out of the form', async () => {
		const { key } = await open();
		const answer = await post([
			['key', String(key)],
			['chosen', 'a'],
			['chosen', 'b'],
			['name', 'Größe & <Co>'],
		]);
		expect(answer.status).toBe(200);
		expect(site.started[1]?.json).toMatchObject({
			method: 'POST',
			form: { chosen: ['a', 'b'], name: 'Größe & <Co>' },
		});
	});

	it.each([
		['no key', () => ''],
		['a spoilt key', (key: string) => `${key.slice(0, -2)}xx`],
		[
			'a key with other claims',
			(key: string) => {
				const [payload = '', signature = ''] = key.split('.');
				const claims = Buffer.from(payload, 'base64url').toString().replace('ada', 'eve');
				return `${Buffer.from(claims).toString('base64url')}.${signature}`;
			},
		],
		['a key that was sent twice', (key: string) => [key, key]],
	])('refuses a form with %s in words', async (_case, spoil) => {
		const { key } = await open();
		site.started.length = 0;
		const sent = [spoil(String(key))].flat().map((one): [string, string] => ['key', one]);
		const answer = await post(sent);
		expect(answer.status).toBe(403);
		expect(await answer.text()).toContain('Open the page again');
		expect(site.started).toEqual([]);
	});

	it('gives a new key at every visit, each for its own page and person, for two hours, until the password changes', async () => {
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
		const { key } = await open();
		expect((await open()).key).not.toBe(key);
		expect((await post({ key: String(key) })).status).toBe(200);
		expect((await post({ key: String(key) }, {}, 'rsc-status')).status).toBe(403);
		credentials.rscPagesApi.password = 'another long password';
		const changed = { authorization: basic('ada', 'another long password') };
		expect((await post({ key: String(key) }, changed)).status).toBe(403);
		credentials.rscPagesApi.password = USER.password;
		jest.setSystemTime(Date.parse('2026-11-28T11:59:59Z'));
		expect((await post({ key: String(key) })).status).toBe(200);
		jest.setSystemTime(Date.parse('2026-11-28T12:00:00Z'));
		expect((await post({ key: String(key) })).status).toBe(403);
	});

	it.each([
		['multipart', 'multipart/form-data; boundary=x', 'x', {}],
		['JSON', 'application/json', '{}', {}],
		['XML', 'text/xml', '<a/>', {}],
		['plain text', 'text/plain', 'key=1', {}],
		['something compressed', FORM, 'x', { 'content-encoding': 'br' }],
	])('takes no %s', async (_case, type, body, headers) => {
		const answer = await fetch(`${site.url}/rsc-connect`, {
			method: 'POST',
			headers: { ...SIGNED_IN, 'content-type': type, ...headers },
			body,
		});
		expect(answer.status).toBe(415);
		expect(site.started).toEqual([]);
	});

	it('takes no form above a megabyte', async () => {
		const { key } = await open();
		site.started.length = 0;
		const answer = await post({ key: String(key), text: 'x'.repeat(1_000_000) });
		expect(answer.status).toBe(413);
		expect(site.started).toEqual([]);
	});
});
