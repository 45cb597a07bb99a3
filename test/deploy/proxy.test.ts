import { request } from 'node:http';
import { connect } from 'node:net';
import { readWorkflows } from '../../scripts/workflows/readWorkflows';
import { missingForProxy } from '../support/isInstalled';
import { nonEmpty } from '../support/nonEmpty';
import { RunningProxy } from '../support/RunningProxy';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const HOOK = '/webhook/2f0c3a54-0000-4000-8000-000000000001/rsc';
const MISSING = missingForProxy();
const title = `nginx.conf behind Caddyfile${MISSING.length > 0 ? ` (skipped: ${MISSING.join(' and ')} not installed)` : ''}`;

let proxy: RunningProxy;
/** Every test is another client to the rate limits. */
let client = 0;

interface Call {
	method?: string;
	type?: string;
	bytes?: number;
	chunked?: boolean;
	headers?: Record<string, string>;
	port?: number;
}

/** Whoever is refused for size may find the connection closed before the answer can be read. */
const HUNG_UP = 0;
const isHungUp = ({ code }: NodeJS.ErrnoException): boolean =>
	code === 'EPIPE' || code === 'ECONNRESET';

/** Rounded up: limits are given back while requests are on their way. */
const secondsSince = (startedAt: number): number =>
	Math.ceil((performance.now() - startedAt) / 1000);

/** Sends the path as it is: `fetch` would tidy it up. */
async function call(path: string, choice: Call = {}): Promise<number> {
	const { method = 'GET', type, bytes = 0, chunked = false, headers = {} } = choice;
	return await new Promise((resolve, reject) => {
		const sent = request(
			{
				host: '127.0.0.1',
				port: choice.port ?? proxy.port,
				path,
				method,
				agent: false,
				headers: {
					...(type !== undefined && { 'content-type': type }),
					...(!chunked && method !== 'GET' && { 'content-length': String(bytes) }),
					...headers,
				},
			},
			(answer) => {
				const told = (): void => {
					resolve(answer.statusCode ?? 0);
				};
				// The connection may be closed in the middle of the answer as well.
				answer.on('error', told).once('end', told).resume();
			},
		);
		sent.on('error', (error) => {
			if (isHungUp(error)) resolve(HUNG_UP);
			else reject(error);
		});
		sent.end(bytes > 0 ? Buffer.alloc(bytes, 'a') : undefined);
	});
}

/** Past Caddy, as it names another client in X-Forwarded-For. */
const asClient = async (path: string, choice: Call = {}): Promise<number> =>
	await call(path, {
		...choice,
		port: proxy.rulesPort,
		headers: { 'x-forwarded-for': `203.0.113.${client}`, ...choice.headers },
	});

/** On a bare socket: where another test of this worker has used nock, `request` knows no TRACE. */
async function traced(path: string): Promise<number> {
	return await new Promise((resolve, reject) => {
		const socket = connect(proxy.rulesPort, '127.0.0.1', () => {
			socket.write(`TRACE ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
		});
		socket.once('error', reject);
		socket.once('data', (data: Buffer) => {
			resolve(Number(data.toString('latin1').split(' ')[1]));
			socket.destroy();
		});
	});
}

(MISSING.length > 0 ? describe.skip : describe)(title, () => {
	beforeAll(async () => {
		proxy = new RunningProxy();
		await proxy.start();
	});
	afterAll(async () => {
		await proxy.stop();
	});
	beforeEach(() => {
		client += 1;
		proxy.reached.length = 0;
	});

	it('passes on notifications, with their query, to n8n', async () => {
		expect(await call(`${HOOK}?challengeCode=1`)).toBe(200);
		expect(await call(HOOK, { method: 'POST', type: JSON_TYPE, bytes: 1000 })).toBe(200);
		expect(await call(HOOK, { method: 'POST' })).toBe(200);
		expect(proxy.reached.map(({ method, url, bytes }) => [method, url, bytes])).toEqual([
			['GET', `${HOOK}?challengeCode=1`, 0],
			['POST', HOOK, 1000],
			['POST', HOOK, 0],
		]);
	});

	it('passes on every page of the ready-made workflows', async () => {
		const paths = readWorkflows().flatMap(({ workflow }) =>
			workflow.nodes.flatMap(({ parameters: { path } }) =>
				typeof path === 'string' ? [path] : [],
			),
		);
		expect(paths.length).toBeGreaterThan(8);
		for (const path of nonEmpty(paths)) {
			client += 1;
			expect([path, await asClient(`/webhook/${path}`)]).toEqual([path, 200]);
			const form = { method: 'POST', type: FORM_TYPE, bytes: 100_000 };
			expect([path, await asClient(`/webhook/${path}`, form)]).toEqual([path, 200]);
		}
	});

	it.each([
		'/',
		'/signin',
		'/rest/login',
		'/api/v1/workflows',
		'/webhook-test/rsc-connect',
		'/webhook-waiting/1',
		'/form/x',
		'/mcp/x',
		'/healthz',
		'/webhook',
		'/webhook/',
		'/webhook/../rest/login',
		'/webhook/%2e%2e/rest/login',
		'/webhook/..%2frest/login',
		'/rest/login/..%2f..%2fwebhook/x',
		'/rest/..%2fwebhook/rsc-connect',
		'/webhook/a%2fb',
		'/webhook//rsc-connect',
		'/webhook/rsc-connect;x',
		'/WEBHOOK/rsc-connect',
	])('does not pass on %s', async (path) => {
		expect([await call(path), await asClient(path)]).toEqual([404, 404]);
		expect(proxy.reached).toEqual([]);
	});

	it('refuses TRACE', async () => {
		expect(await traced('/webhook/rsc-connect')).toBe(405);
		expect(proxy.reached).toEqual([]);
	});

	it.each(['PUT', 'DELETE', 'PATCH', 'PROPFIND'])('refuses %s', async (method) => {
		for (const path of [HOOK, '/webhook/rsc-connect'])
			expect(await asClient(path, { method, type: JSON_TYPE })).toBe(405);
		expect(proxy.reached).toEqual([]);
	});

	it('lets a browser ask first, as for calls from another site', async () => {
		expect(await asClient('/webhook/rsc-chosen', { method: 'OPTIONS' })).toBe(200);
	});

	it.each([
		'multipart/form-data; boundary=x',
		'text/xml',
		'text/plain',
		'application/octet-stream',
		'x-application/json',
	])('refuses a body of type %s', async (type) => {
		for (const path of [HOOK, '/webhook/rsc-connect'])
			expect(await asClient(path, { method: 'POST', type, bytes: 10 })).toBe(415);
		expect(proxy.reached).toEqual([]);
	});

	it('takes 64 KB at notifications and 1 MB at pages, told or not how long', async () => {
		const post = { method: 'POST', type: JSON_TYPE };
		for (const chunked of [false, true]) {
			client += 1;
			expect(await asClient(HOOK, { ...post, chunked, bytes: 65_536 })).toBe(200);
			expect(await asClient(HOOK, { ...post, chunked, bytes: 65_537 })).toBe(413);
			const page = '/webhook/rsc-map-people';
			expect(await asClient(page, { ...post, chunked, bytes: 1_000_000 })).toBe(200);
			expect(await asClient(page, { ...post, chunked, bytes: 1_100_000 })).toBe(413);
		}
		expect(proxy.reached.map(({ bytes }) => bytes)).toEqual([65_536, 1e6, 65_536, 1e6]);
	});

	it('lets nothing larger through Caddy either, which may call the hang-up a bad gateway', async () => {
		const huge = { method: 'POST', type: FORM_TYPE, bytes: 1_100_000 };
		expect([413, 502, HUNG_UP]).toContain(await call('/webhook/rsc-map-people', huge));
		expect(proxy.reached).toEqual([]);
	});

	it('answers 429 to a client that guesses at a page, and to no other one', async () => {
		const statuses = [];
		const startedAt = performance.now();
		for (let tries = 0; tries < 70; tries += 1)
			statuses.push(await asClient('/webhook/rsc-connect'));
		// One, and a burst of 40; then one a second.
		const most = 41 + secondsSince(startedAt);
		expect(statuses.slice(0, 41)).toEqual(Array(41).fill(200));
		expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(most);
		expect(new Set(statuses)).toEqual(new Set([200, 429]));
		client += 1;
		expect(await asClient('/webhook/rsc-connect')).toBe(200);
	});

	it('takes a burst of a hundred notifications, and not three hundred at once', async () => {
		const startedAt = performance.now();
		const all = await Promise.all(
			Array.from({ length: 300 }, async () => await asClient(HOOK, { method: 'POST' })),
		);
		// One, and a burst of 100; then 20 a second.
		const most = 101 + 20 * secondsSince(startedAt);
		const taken = all.filter((status) => status === 200).length;
		expect(taken).toBeGreaterThanOrEqual(101);
		expect(taken).toBeLessThanOrEqual(most);
		expect(new Set(all)).toEqual(new Set([200, 429]));
	});

	it('tells n8n who calls, and believes nobody who says so himself', async () => {
		const forged = { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-host': 'evil.example.com' };
		expect(await call(HOOK, { headers: forged })).toBe(200);
		expect(proxy.reached[0]?.headers).toMatchObject({
			'x-forwarded-for': '127.0.0.1',
			'x-forwarded-host': '127.0.0.1',
			'x-forwarded-proto': 'https',
		});
	});

	it('answers its own health check, which nobody outside can reach', async () => {
		expect(await call('/healthy', { port: proxy.rulesPort })).toBe(204);
		expect(await asClient('/healthy')).toBe(403);
		expect(await call('/healthy')).toBe(404);
	});
});
