import nock from 'nock';
import { z } from 'zod';
import { HttpStatusError } from '../../../src/errors/HttpStatusError';
import { PauseSignal } from '../../../src/errors/PauseSignal';
import { ResponseSchemaError } from '../../../src/errors/ResponseSchemaError';
import { UnclearOutcomeError } from '../../../src/errors/UnclearOutcomeError';
import { AskedToWait } from '../../../src/http/AskedToWait';
import { HttpClient } from '../../../src/http/HttpClient';
import { WaitLedger } from '../../../src/http/WaitLedger';
import { type Transport, TransportFailure } from '../../../src/http/Transport';
import { RateBudget } from '../../../src/http/RateBudget';
import { requestRate } from '../../../src/smartrecruiters/limits';

const HOST = 'https://api.example.com';

/** Wire level: real fetch, answered by nock; waiting is noted, not done. @param failures what happens before it */
function makeClient(failures: TransportFailure[] = [], asked = new AskedToWait()) {
	const waits: number[] = [];
	let nowMs = Date.UTC(2026, 0, 1);
	const transport: Transport = async ({ method, url, headers }) => {
		const failure = failures.shift();
		if (failure) throw failure;
		try {
			const response = await fetch(url, { method, headers });
			return {
				status: response.status,
				headers: Object.fromEntries(response.headers),
				body: await response.text(),
			};
		} catch {
			throw new TransportFailure('ECONNRESET');
		}
	};
	const ledger = new WaitLedger();
	const client = new HttpClient({
		service: 'LinkedIn',
		transport,
		effects: {
			now: () => nowMs,
			sleep: async (ms) => {
				waits.push(ms);
				nowMs += ms;
				await Promise.resolve();
			},
		},
		ledger,
		deadlineMs: nowMs + 300_000,
		asked,
		throttled: 'linkedInThrottling',
		unreachable: 'linkedInOutage',
		random: () => 0,
		errorCode: () => undefined,
	});
	const get = async (path = '/thing', attempts?: number) =>
		await client.require({
			request: { method: 'GET', url: `${HOST}${path}`, headers: {} },
			endpoint: 'GET /thing',
			schema: z.object({ id: z.string() }),
			...(attempts !== undefined && { attempts }),
		});
	const postOnce = async () =>
		await client.require({
			request: { method: 'POST', url: `${HOST}/thing`, headers: {} },
			endpoint: 'POST /thing',
			schema: z.object({ id: z.string() }),
			once: true,
		});
	return { get, postOnce, waits, ledger, client };
}

const answer = (status: number, body: nock.Body, headers = {}) =>
	nock(HOST).get('/thing').reply(status, body, headers);

beforeAll(() => {
	nock.disableNetConnect();
});
afterAll(() => {
	nock.enableNetConnect();
});
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});

describe('the HTTP client', () => {
	it('waits as long as a 429 says, then goes on', async () => {
		answer(429, {}, { 'retry-after': '3' });
		answer(200, { id: 'a' });
		const { get, waits } = makeClient();
		expect(await get()).toEqual({ id: 'a' });
		expect(waits).toEqual([3_000]);
	});

	it('waits for what another run was told, at the same address alone', async () => {
		const asked = new AskedToWait();
		answer(429, {}, { 'retry-after': '7' });
		await expect(makeClient([], asked).get('/thing', 1)).rejects.toThrow(PauseSignal);
		nock(HOST).get('/other').reply(200, { id: 'o' });
		answer(200, { id: 'a' });
		const second = makeClient([], asked);
		await second.get('/other');
		expect(second.waits).toEqual([]);
		expect(await second.get()).toEqual({ id: 'a' });
		expect(second.waits).toEqual([7_000]);
	});

	it('backs off by itself when a 429 says nothing', async () => {
		answer(429, {});
		answer(429, {});
		answer(200, { id: 'a' });
		const { get, waits } = makeClient();
		await get();
		expect(waits).toEqual([1_000, 2_000]);
	});

	it('repeats after a 503 and after a broken connection', async () => {
		answer(503, {});
		nock(HOST).get('/thing').replyWithError('reset');
		answer(200, { id: 'a' });
		const { get, client } = makeClient();
		expect(await get()).toEqual({ id: 'a' });
		expect(client.requests).toBe(3);
	});

	it('repeats when the JSON is cut off', async () => {
		answer(200, '{"id":"a"');
		answer(200, { id: 'a' });
		expect(await makeClient().get()).toEqual({ id: 'a' });
	});

	it('does not repeat a 403, and tells where to look', async () => {
		answer(403, { message: 'person@example.com may not' });
		const failure: unknown = await makeClient()
			.get()
			.catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(HttpStatusError);
		expect(failure).toMatchObject({ status: 403, fate: 'stop' });
		expect(String(failure)).not.toContain('person@example.com');
	});

	it('names missing fields, not their values, when an answer has another form', async () => {
		answer(200, { name: 'Ada' });
		const failure: unknown = await makeClient()
			.get()
			.catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(ResponseSchemaError);
		expect(failure).toMatchObject({ fields: ['id'] });
		expect(String(failure)).not.toContain('Ada');
	});

	it('ignores fields that it does not know', async () => {
		answer(200, { id: 'a', invented: { later: true } });
		expect(await makeClient().get()).toEqual({ id: 'a' });
	});

	it('pauses instead of failing when a vendor stays away', async () => {
		for (let time = 0; time < 6; time += 1) answer(500, {});
		await expect(makeClient().get()).rejects.toThrow(PauseSignal);
	});

	it('pauses at once when the wait would outlast the run', async () => {
		answer(429, {}, { 'retry-after': '3600' });
		const { get, waits } = makeClient();
		await expect(get()).rejects.toMatchObject({ limit: 'linkedInThrottling' });
		expect(waits).toEqual([]);
	});

	it('knows which limit cost the most time', async () => {
		answer(429, {}, { 'retry-after': '30' });
		answer(200, { id: 'a' });
		const { get, ledger } = makeClient();
		await get();
		expect(ledger.binding(60_000)).toBe('linkedInThrottling');
		expect(ledger.binding(6_000_000)).toBeUndefined();
	});

	it('never sends a write again that may have been carried out, but does when it was refused', async () => {
		const { postOnce, client } = makeClient();
		nock(HOST).post('/thing').reply(429);
		nock(HOST).post('/thing').reply(503);
		await expect(postOnce()).rejects.toBeInstanceOf(UnclearOutcomeError);
		expect(client.requests).toBe(2);
		nock(HOST).post('/thing').replyWithError('cut');
		await expect(postOnce()).rejects.toBeInstanceOf(UnclearOutcomeError);
		nock(HOST).post('/thing').reply(200, '{"id": "cut o');
		await expect(postOnce()).rejects.toBeInstanceOf(UnclearOutcomeError);
		expect(client.requests).toBe(4);
	});

	it('sends such a write again when signing in failed before it went out', async () => {
		const { postOnce, waits } = makeClient([new TransportFailure('503', true)]);
		nock(HOST).post('/thing').reply(200, { id: 'a' });
		expect(await postOnce()).toEqual({ id: 'a' });
		expect(waits).toHaveLength(1);
	});

	it('tells a budget of every answer, also of none, so that those behind may go', async () => {
		const { client } = makeClient([new TransportFailure('ECONNRESET')]);
		const costs = [{ budget: new RateBudget('smartRecruitersRequests', requestRate(1)), units: 1 }];
		const get = async () =>
			await client.require({
				request: { method: 'GET', url: `${HOST}/thing`, headers: {} },
				endpoint: 'GET /thing',
				schema: z.object({ id: z.string() }),
				costs,
			});
		answer(403, {});
		answer(200, { id: 'a' });
		await expect(get()).rejects.toBeInstanceOf(HttpStatusError);
		expect(await get()).toEqual({ id: 'a' });
		expect(client.requests).toBe(3);
	}, 5_000);
});
