import { compare } from '../../sandbox/compare/compare';
import { FaultSchema } from '../../sandbox/core/FaultBoard';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { HttpStatusError } from '../../src/errors/HttpStatusError';
import { ResponseSchemaError } from '../../src/errors/ResponseSchemaError';
import { TransportFailure } from '../../src/http/Transport';
import { backfill } from '../../src/operations/history/backfill';
import { OPTIONS, runToEnd } from '../support/runToEnd';
import { sandboxConnection } from '../support/sandboxConnection';

const ORGANIZATION = 'urn:li:organization:1000';
let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 200 });
});
afterEach(async () => {
	await sandbox.close();
});

const held = () => sandbox.store.of(ORGANIZATION);
const agreement = () => compare(sandbox.context.company, held(), 'deep');
const fault = (one: object) => {
	sandbox.context.faults.add([FaultSchema.parse(one)]);
};
const oneChunk = async (choice = {}, options = {}) =>
	await backfill(sandboxConnection(sandbox, choice), {
		checkpoint: '',
		timeLimitMs: 300_000,
		options: { ...OPTIONS, ...options },
	});

describe('what a person has to mend stops the backfill, with the place to look', () => {
	it('a wrong secret', async () => {
		const failure: unknown = await oneChunk({ clientSecret: 'wrong' }).catch(
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
		const failure: unknown = await oneChunk({
			linkedIn: { organizationUrn: 'urn:li:organization:7' },
		}).catch((error: unknown) => error);
		expect(failure).toMatchObject({ status: 403, advice: expect.stringContaining('organization') });
	});

	it('an integration that is not switched on', async () => {
		for (const integration of held().integrations.values()) integration.enabled = false;
		const failure: unknown = await oneChunk().catch((error: unknown) => error);
		expect(failure).toMatchObject({
			status: 403,
			advice: expect.stringContaining('Switch the integration on'),
		});
		expect(held().candidates.size).toBe(0);
	});

	it('an API version that LinkedIn has retired', async () => {
		const failure: unknown = await oneChunk({ linkedIn: { version: '202401' } }).catch(
			(error: unknown) => error,
		);
		expect(failure).toMatchObject({ status: 426, advice: expect.stringContaining('API Version') });
	});

	it('a request that is too long', async () => {
		fault({ vendor: 'linkedin', kind: 'status', status: 414, path: '/rest/candidates' });
		const failure: unknown = await oneChunk({}, { jobs: false }).catch((error: unknown) => error);
		expect(failure).toMatchObject({ status: 414, advice: expect.stringContaining('smaller') });
	});

	it('an answer without the list that was asked for', async () => {
		fault({
			vendor: 'smartrecruiters',
			kind: 'status',
			status: 200,
			path: '/jobs',
			body: { items: [] },
		});
		const failure: unknown = await oneChunk().catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(ResponseSchemaError);
		expect(failure).toMatchObject({ fields: ['content'], fate: 'stop' });
	});
});

describe('what passes by itself does not disturb the result', () => {
	it.each([
		['tokens that die in the middle', () => undefined],
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
	])('%s', async (name, arrange) => {
		arrange();
		const connection = sandboxConnection(sandbox);
		if (name.startsWith('tokens')) {
			const { transport } = connection.linkedIn;
			let calls = 0;
			connection.linkedIn.transport = async (request) => {
				calls += 1;
				if (calls % 7 === 0)
					await fetch(`${sandbox.url}/_sandbox/expire-tokens`, { method: 'POST' });
				return await transport(request);
			};
		}
		await runToEnd(sandbox, connection);
		expect(agreement()).toMatchObject({ agree: true });
		expect(sandbox.context.faults.pending()).toEqual([]);
	});

	it('an hour without LinkedIn: the backfill pauses, says so, and goes on', async () => {
		fault({ vendor: 'linkedin', kind: 'status', status: 503, times: 60, skip: 8 });
		const { chunks } = await runToEnd(sandbox, sandboxConnection(sandbox));
		expect(
			chunks.filter(({ boundBy }) => boundBy === 'LinkedIn not reachable').length,
		).toBeGreaterThan(3);
		expect(agreement()).toMatchObject({ agree: true });
	});
});

describe('one bad record', () => {
	it('among a hundred is rejected, and the others go', async () => {
		const bad = sandbox.context.company.candidateAt(40);
		if (!bad) throw new Error('Nobody at 40');
		sandbox.store.refusals.set(`candidate ${bad.id}`, {
			status: 422,
			message: `ERROR :: /emailAddresses :: ${bad.email ?? ''} is odd`,
		});
		const { rejections } = await runToEnd(sandbox, sandboxConnection(sandbox));
		const own = rejections.filter(({ recordId }) => recordId === bad.id);
		expect(own[0]).toMatchObject({
			code: 'LINKEDIN_REFUSED',
			detail: 'status 422, field /emailAddresses',
		});
		expect(JSON.stringify(own)).not.toContain('@');
		const { streams } = agreement();
		expect(streams.candidates.missing).toEqual([bad.id]);
		expect(streams.candidates.held.count).toBe(streams.candidates.expected.count - 1);
	});

	it('that LinkedIn could not take for the moment is sent once more', async () => {
		const late = sandbox.context.company.candidateAt(41);
		if (!late) throw new Error('Nobody at 41');
		const key = `candidate ${late.id}`;
		sandbox.store.refusals.set(key, { status: 503, message: 'later' });
		const connection = sandboxConnection(sandbox);
		const { transport } = connection.linkedIn;
		let asked = 0;
		connection.linkedIn.transport = async (request) => {
			// A record of a batch alone makes a short address: that is the repetition.
			if (request.body?.includes(late.id)) asked += 1;
			if (asked === 2) sandbox.store.refusals.delete(key);
			return await transport(request);
		};
		const { rejections } = await runToEnd(sandbox, connection);
		expect(rejections.filter(({ recordId }) => recordId === late.id)).toEqual([]);
		expect(agreement()).toMatchObject({ agree: true });
	});

	it('that LinkedIn leaves out of its answer counts as not taken', async () => {
		const connection = sandboxConnection(sandbox);
		const { transport } = connection.linkedIn;
		connection.linkedIn.transport = async (request) => {
			const answer = await transport(request);
			return request.url.includes('/rest/candidates') &&
				request.headers['x-restli-method'] === 'batch_update'
				? { ...answer, body: { results: {}, errors: {} } }
				: answer;
		};
		const { progress, rejections } = await backfill(connection, {
			checkpoint: '',
			timeLimitMs: 300_000,
			options: { ...OPTIONS, jobs: false, details: false },
		});
		expect(progress.streams.find(({ stream }) => stream === 'candidates')?.done).toBe(0);
		expect(rejections.map(({ code }) => code)).toContain('LINKEDIN_BUSY');
	});
});

describe('a job that LinkedIn drops after taking it', () => {
	it('is rejected with LinkedIn’s reason when its task fails', async () => {
		const connection = sandboxConnection(sandbox);
		const { transport } = connection.linkedIn;
		const victim = sandbox.context.company.job(0).id;
		connection.linkedIn.transport = async (request) => {
			if (request.url.endsWith('/simpleJobPostings') && request.body) {
				const body = JSON.parse(request.body) as {
					elements: Array<{ externalJobPostingId: string; location: string }>;
				};
				for (const element of body.elements)
					if (element.externalJobPostingId === victim) element.location = 'Nowhere';
				return await transport({ ...request, body: JSON.stringify(body) });
			}
			return await transport(request);
		};
		const { rejections, last } = await runToEnd(sandbox, connection);
		expect(rejections).toContainEqual(
			expect.objectContaining({
				kind: 'job',
				recordId: victim,
				code: 'JOB_TASK_FAILED',
				detail: expect.stringContaining('invalid location'),
			}),
		);
		expect(last.done).toBe(true);
	});
});

describe('a list that cannot be read on', () => {
	it('whose cursor repeats is read from its beginning, and nothing is lost', async () => {
		const connection = sandboxConnection(sandbox);
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
		const connection = sandboxConnection(sandbox);
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
		await expect(runToEnd(sandbox, connection)).rejects.toMatchObject({ name: 'CursorError' });
	});
});

describe('killed anywhere', () => {
	/** Dies for good at a given request; whoever comes next begins with the last checkpoint that was handed out. */
	it.each([3, 9, 17, 40, 90, 200, 333])(
		'at request %i: goes on from the last checkpoint, loses nothing, repeats one chunk at most',
		async (deathAt) => {
			const calm = await createSandbox({ people: 200 });
			const calmConnection = sandboxConnection(calm);
			await runToEnd(calm, calmConnection, { chunkRecords: 300 });
			const undisturbed = Object.values(calm.context.requests.summary().writes).reduce(
				(sum, count) => sum + count,
				0,
			);
			await calm.close();

			const connection = sandboxConnection(sandbox);
			const transports = {
				linkedIn: connection.linkedIn.transport,
				smartRecruiters: connection.smartRecruiters.transport,
			};
			let requests = 0;
			let dead = false;
			class Killed extends Error {}
			for (const vendor of ['linkedIn', 'smartRecruiters'] as const) {
				connection[vendor].transport = async (request) => {
					requests += 1;
					if (requests === deathAt) dead = true;
					if (dead) throw new Killed();
					return await transports[vendor](request);
				};
			}
			let checkpoint = '';
			let largestChunk = 0;
			const options = { ...OPTIONS, chunkRecords: 300 };
			for (let chunk = 0; chunk < 50; chunk += 1) {
				try {
					const { progress } = await backfill(connection, {
						checkpoint,
						timeLimitMs: 300_000,
						options,
					});
					checkpoint = progress.checkpoint;
					largestChunk = Math.max(largestChunk, progress.records);
					if (progress.done) break;
					if (progress.resumeAt)
						sandbox.context.clock.set(
							Math.max(sandbox.context.clock.now(), Date.parse(progress.resumeAt)),
						);
				} catch (error) {
					if (!(error instanceof Killed)) throw error;
					dead = false;
				}
			}
			expect(agreement()).toMatchObject({ agree: true });
			const written = Object.values(sandbox.context.requests.summary().writes).reduce(
				(sum, count) => sum + count,
				0,
			);
			// Stages are not counted as records of a chunk: at most six an application.
			expect(written - undisturbed).toBeLessThanOrEqual(largestChunk * 7);
		},
	);

	it('a transport failure is no kill: it is repeated within the chunk', async () => {
		const connection = sandboxConnection(sandbox);
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
