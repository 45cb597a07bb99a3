import { FaultSchema } from '../../sandbox/core/FaultBoard';
import { createSandbox } from '../../sandbox/createSandbox';
import { HttpStatusError } from '../../src/errors/HttpStatusError';
import { ResponseSchemaError } from '../../src/errors/ResponseSchemaError';
import { TransportFailure } from '../../src/http/Transport';
import { backfill } from '../../src/operations/history/backfill';
import { backfillInput, runToEnd } from '../../scripts/support/runToEnd';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import {
	connectOrganization,
	ORGANIZATION,
	historyRuntime,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import { Progress } from '../../src/state/Progress';
import { unknownToLedger } from '../support/unknownToLedger';
import { stateOf } from '../support/stateOf';
import { sandbox, held, agreement, openSandboxForEach } from '../support/faultyBackfill';

openSandboxForEach();

const sum = (counts: Record<string, number>): number =>
	Object.values(counts).reduce((all, count) => all + count, 0);

/** @returns whether all that was to go wrong has gone wrong */
const fault = (one: object): (() => boolean) => {
	sandbox.context.faults.add([FaultSchema.parse(one)]);
	return () => sandbox.context.faults.pending().length === 0;
};

const oneRun = async (choice = {}, options = {}) =>
	await backfill(await historyRuntime(sandbox, choice), backfillInput(options));

describe('what a person has to mend stops the backfill, with the place to look', () => {
	it('a wrong secret', async () => {
		const failure: unknown = await oneRun({ clientSecret: 'wrong' }).catch(
			(error: unknown) => error,
		);
		expect(failure).toBeInstanceOf(HttpStatusError);
		expect(failure).toMatchObject({
			status: 401,
			service: 'LinkedIn',
			advice: expect.stringContaining('client secret'),
		});
	});

	it('a wrong organization', async () => {
		const store = new MemoryStore();
		await connectOrganization(store, 'urn:li:organization:7');
		const failure: unknown = await oneRun({
			store,
			linkedIn: { organizationUrn: 'urn:li:organization:7' },
		}).catch((error: unknown) => error);
		expect(failure).toMatchObject({ status: 403, advice: expect.stringContaining('organization') });
	});

	it('an integration that is not switched on', async () => {
		for (const integration of held().integrations.values()) integration.enabled = false;
		const failure: unknown = await oneRun().catch((error: unknown) => error);
		expect(failure).toMatchObject({
			status: 403,
			advice: expect.stringContaining('Switch the integration on'),
		});
		expect(held().candidates.size).toBe(0);
	});

	it('an API version that LinkedIn has retired', async () => {
		const failure: unknown = await oneRun({ linkedIn: { version: '202401' } }).catch(
			(error: unknown) => error,
		);
		expect(failure).toMatchObject({ status: 426, advice: expect.stringContaining('API Version') });
	});

	it('a request that is too long', async () => {
		fault({ vendor: 'linkedin', kind: 'status', status: 414, path: '/rest/candidates' });
		const failure: unknown = await oneRun({}, { jobs: false }).catch((error: unknown) => error);
		expect(failure).toMatchObject({ status: 414, advice: expect.stringContaining('smaller') });
	});

	it('an answer without any list', async () => {
		fault({
			vendor: 'smartrecruiters',
			kind: 'status',
			status: 200,
			path: '/jobs',
			body: { message: 'No list' },
		});
		const failure: unknown = await oneRun().catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(ResponseSchemaError);
		expect(failure).toMatchObject({ fields: expect.arrayContaining(['content']) });
	});

	it('and tells it in the row that the status page shows, until it is mended', async () => {
		const runtime = await historyRuntime(sandbox);
		const { transport } = runtime.smartRecruiters;
		let lists = 0;
		runtime.smartRecruiters.transport = async (request) => {
			if (request.url.includes('/candidates?')) lists += 1;
			// The first one is for the estimate.
			return lists > 1 ? { status: 403, headers: {}, body: '{}' } : await transport(request);
		};
		await expect(backfill(runtime, backfillInput())).rejects.toMatchObject({ status: 403 });
		runtime.smartRecruiters.transport = transport;
		const progress = new Progress(runtime.store, ORGANIZATION);
		const row = await progress.read('backfill');
		expect(row).toMatchObject({ activity: 'Stopped' });
		expect(row?.message).toContain('lacks a scope');
		// Jobs were sent before: that is kept.
		expect(row?.checkpoint).not.toBe('');
		const resting = await backfill(runtime, backfillInput());
		expect(resting.report).toMatchObject({ state: 'waiting', message: row?.message });
		await runToEnd(sandbox, runtime, { atOnce: true });
		expect(await progress.read('backfill')).toMatchObject({ message: '' });
		expect(agreement()).toMatchObject({ agree: true });
	});
});

describe('what passes by itself does not disturb the result', () => {
	it.each([
		[
			'tokens that die in the middle',
			({ linkedIn }: TestRuntime) => {
				const { transport } = linkedIn;
				let calls = 0;
				linkedIn.transport = async (request) => {
					calls += 1;
					if (calls % 7 === 0)
						await fetch(`${sandbox.url}/_sandbox/expire-tokens`, { method: 'POST' });
					return await transport(request);
				};
				return () => calls > 7;
			},
		],
		[
			'a 429 with Retry-After',
			() =>
				fault({
					vendor: 'linkedin',
					kind: 'status',
					status: 429,
					retryAfter: '20',
					times: 2,
					skip: 5,
					path: '/linkedin/',
				}),
		],
		[
			'a 429 without Retry-After',
			() => fault({ vendor: 'smartrecruiters', kind: 'status', status: 429, times: 3, skip: 40 }),
		],
		[
			'answers that are cut off',
			() => fault({ vendor: 'smartrecruiters', kind: 'cutOff', times: 3, skip: 30 }),
		],
		[
			'JSON that breaks off',
			() => fault({ vendor: 'linkedin', kind: 'malformed', times: 2, skip: 4 }),
		],
		[
			'connections that die before the answer',
			() => fault({ vendor: 'linkedin', kind: 'reset', times: 3, skip: 6 }),
		],
		[
			'writes whose answer is lost',
			() => fault({ vendor: 'linkedin', kind: 'lost', times: 3, skip: 5 }),
		],
		[
			'a burst of 500 and 503',
			() => fault({ vendor: 'linkedin', kind: 'status', status: 500, times: 4, skip: 10 }),
		],
	])('%s', async (_name, arrange) => {
		const connection = await historyRuntime(sandbox);
		const happened = arrange(connection);
		await runToEnd(sandbox, connection);
		expect(agreement()).toMatchObject({ agree: true });
		expect(happened()).toBe(true);
	});

	it('an hour without LinkedIn: the backfill pauses, says so, and goes on', async () => {
		fault({ vendor: 'linkedin', kind: 'status', status: 503, times: 60, skip: 8 });
		const { reports } = await runToEnd(sandbox, await historyRuntime(sandbox));
		expect(reports.filter(({ boundBy }) => boundBy === 'LinkedIn outage').length).toBeGreaterThan(
			3,
		);
		expect(agreement()).toMatchObject({ agree: true });
	});
});

describe('a list that cannot be read on', () => {
	it('whose cursor repeats is read from its beginning, and nothing is lost', async () => {
		const connection = await historyRuntime(sandbox);
		const { transport } = connection.smartRecruiters;
		let spoilt = false;
		connection.smartRecruiters.transport = async (request) => {
			const answer = await transport(request);
			const pageId = new URL(request.url).searchParams.get('pageId');
			if (!spoilt && pageId && request.url.includes('/candidates?')) {
				spoilt = true;
				return {
					...answer,
					body: JSON.stringify({ ...JSON.parse(String(answer.body)), nextPageId: pageId }),
				};
			}
			return answer;
		};
		await runToEnd(sandbox, connection);
		expect(spoilt).toBe(true);
		expect(agreement()).toMatchObject({ agree: true });
	});

	it('whose cursor repeats for ever stops, and says so', async () => {
		const connection = await historyRuntime(sandbox);
		const { transport } = connection.smartRecruiters;
		connection.smartRecruiters.transport = async (request) => {
			const answer = await transport(request);
			const pageId = new URL(request.url).searchParams.get('pageId');
			return request.url.includes('/candidates?') && pageId
				? {
						...answer,
						body: JSON.stringify({ ...JSON.parse(String(answer.body)), nextPageId: pageId }),
					}
				: answer;
		};
		await expect(runToEnd(sandbox, connection)).rejects.toThrow('GET /candidates');
	});
});

class Killed extends Error {}

/** Dies for good at a request or at a statement of the store, and drops what was under way. */
function killable(runtime: TestRuntime): {
	killAt: (what: 'request' | 'statement', nth: number) => void;
	died: () => boolean;
} {
	let at: { what: 'request' | 'statement'; nth: number } | undefined;
	let count = 0;
	let dead = false;
	const step = (what: 'request' | 'statement'): void => {
		if (at?.what === what) {
			count += 1;
			if (count === at.nth) dead = true;
		}
		if (dead) throw new Killed();
	};
	for (const vendor of ['linkedIn', 'smartRecruiters'] as const) {
		const { transport } = runtime[vendor];
		runtime[vendor].transport = async (request) => {
			step('request');
			return await transport(request);
		};
	}
	runtime.store.before = () => {
		step('statement');
	};
	runtime.store.after = ({ kind }) => {
		if (kind !== 'read') step('statement');
	};
	return {
		killAt: (what, nth) => {
			at = { what, nth };
			count = 0;
		},
		died: () => {
			const was = dead;
			dead = false;
			at = undefined;
			return was;
		},
	};
}

describe('killed anywhere', () => {
	it.each([
		['request', 3],
		['request', 40],
		['request', 200],
		['request', 333],
		['statement', 2],
		['statement', 9],
		['statement', 18],
		['statement', 31],
		['statement', 44],
	] as const)(
		'at %s %i: goes on from what is stored, loses nothing, repeats one chunk at most',
		async (what, nth) => {
			const calm = await createSandbox({ people: 200 });
			const undisturbed = await historyRuntime(calm);
			await runToEnd(calm, undisturbed, { chunkRecords: 300 });
			const calmWrites = sum(calm.context.requests.summary().writes);
			await calm.close();

			const runtime = await historyRuntime(sandbox);
			const kill = killable(runtime);
			kill.killAt(what, nth);
			await expect(runToEnd(sandbox, runtime, { chunkRecords: 300 })).rejects.toThrow(Killed);
			expect(kill.died()).toBe(true);
			expect(await unknownToLedger(sandbox, runtime)).toEqual([]);
			// The lock of a killed run ends by itself.
			sandbox.context.clock.advance(61_000);
			await runToEnd(sandbox, { ...runtime, owner: 'after' }, { chunkRecords: 300 });
			expect(agreement()).toMatchObject({ agree: true });
			expect(stateOf(runtime)).toEqual(stateOf(undisturbed));
			// A page goes beyond a full chunk; stages are not counted as records: at most six an application.
			const repeated = sum(sandbox.context.requests.summary().writes) - calmWrites;
			expect(repeated).toBeLessThanOrEqual((300 + 250) * 7);
		},
	);

	it('a transport failure is no kill: it is repeated within the chunk', async () => {
		const connection = await historyRuntime(sandbox);
		const { transport } = connection.smartRecruiters;
		let failures = 3;
		connection.smartRecruiters.transport = async (request) => {
			if (request.url.includes('/candidates/') && failures > 0) {
				failures -= 1;
				throw new TransportFailure('ECONNRESET');
			}
			return await transport(request);
		};
		await runToEnd(sandbox, connection);
		expect(agreement()).toMatchObject({ agree: true });
	});
});
