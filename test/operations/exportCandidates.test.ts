import { ConfigurationError } from '../../src/errors/ConfigurationError';
import type { Connection } from '../../src/operations/connect';
import type { FoundBy } from '../../src/operations/export/findCandidate';
import { exportCandidates } from '../../src/operations/export/exportCandidates';
import { fetchExport } from '../../src/operations/export/fetchExport';
import type { ExportPush } from '../../src/operations/export/pushesToQueue';
import { ParkedRecords, recordKey } from '../../src/state/ParkedRecords';
import { Settings, SharingRulesSchema } from '../../src/state/Settings';
import { CONTRACTS, EXPORTS, PARKED, PEOPLE, SYNC } from '../../src/state/tables';
import {
	control,
	EXPORT_OPTIONS,
	mortalRuntime,
	ORGANIZATION,
	press,
	pushOf,
} from '../../scripts/support/exporting';
import { Life } from '../../scripts/support/Life';
import { at, connection, now, openExportsForEach, sandbox, store } from '../support/exportsForEach';

openExportsForEach();

const work = async (pushes: readonly ExportPush[] = [], timeLimitMs = 300_000) =>
	await exportCandidates(mortalRuntime(connection, store, new Life()), {
		pushes,
		options: EXPORT_OPTIONS,
		timeLimitMs,
	});
const pressed = async (index: number, choice: object = {}): Promise<ExportPush> =>
	pushOf(await press(sandbox, index, choice), now());
const rows = async () => await store.read(EXPORTS, { organization: ORGANIZATION });
const parked = async () => await store.read(PARKED, { organization: ORGANIZATION });
const progress = async () => (await store.read(SYNC, { stream: 'exports' }))[0];
/** An element as LinkedIn sends it. */
const element = (change: object, candidate: object = {}) => ({
	integrationContext: ORGANIZATION,
	candidate: { firstName: 'Ada', lastName: 'Lo', member: 'urn:li:person:ada', ...candidate },
	...change,
});
const refuse = (path: string, status: number, times: number): void => {
	sandbox.context.faults.add([
		{ vendor: 'smartrecruiters', path, kind: 'status', status, delayMs: 0, times, skip: 0 },
	]);
};

describe('the queue of exports', () => {
	it('keeps what came before anything is asked of anybody', async () => {
		await store.remove(CONTRACTS, {});
		const push = await pressed(20);
		await expect(work([push])).rejects.toThrow(ConfigurationError);
		expect(await rows()).toMatchObject([{ exportKey: push.requestId, state: 'waiting' }]);
	});

	it.each([
		['requested', 'waiting'],
		['switchedOff', 'paused'],
	])('waits while the contract is %s', async (state, gate) => {
		await store.update(CONTRACTS, { contract: 'urn:li:contract:2001' }, { state: state as never });
		const push = await pressed(20);
		expect(await work([push])).toMatchObject({ gate, results: [], queued: [{ attempts: 0 }] });
		await store.update(CONTRACTS, { contract: 'urn:li:contract:2001' }, { state: 'connected' });
		expect((await work()).results).toMatchObject([{ kind: 'exported' }]);
	});

	it('goes on with what waits, without input, and does nothing when nothing waits', async () => {
		const push = await pressed(20);
		await work([push], 0);
		expect(await work()).toMatchObject({ results: [] });
		await store.update(EXPORTS, {}, { state: 'waiting' });
		expect((await work()).results).toHaveLength(1);
		sandbox.context.requests.reset();
		store.before = ({ table }) => {
			if (table === 'rsc_locks') throw new Error('nothing is to be locked');
		};
		expect(await work()).toMatchObject({ results: [], queued: [] });
		const { linkedin, smartrecruiters } = sandbox.context.requests.summary();
		expect([linkedin.requests, smartrecruiters.requests]).toEqual([0, 0]);
	});

	it('begins no further export when its time is over', async () => {
		const pushes = [await pressed(20), await pressed(21), await pressed(22)];
		const run = await work(pushes, 0);
		expect(run.results).toHaveLength(1);
		expect(run.queued).toHaveLength(2);
		expect((await work()).results).toHaveLength(2);
	});

	it('tells several people of one request apart, whether they came with it or are fetched', async () => {
		const push = { requestId: '77', receivedAtMs: now() };
		const [job] = [...sandbox.store.of(ORGANIZATION).jobs.keys()];
		const two = [
			element({ externalJobPostingId: job }),
			element({ externalJobPostingId: job }, { lastName: 'Li', member: 'urn:li:person:li' }),
		];
		const given = two.map((data) => ({ ...push, data }));
		const run = await work([...given, ...given]);
		expect(run.keys).toEqual(['77', '77~1', '77', '77~1']);
		expect((await rows()).map(({ exportKey, person }) => [exportKey, person])).toEqual([
			['77', 'urn:li:person:ada'],
			['77~1', 'urn:li:person:li'],
		]);

		await store.remove(EXPORTS, {});
		const answering: Connection = {
			...connection,
			linkedIn: {
				...connection.linkedIn,
				transport: async (request) =>
					request.url.includes('exportedCandidates')
						? {
								status: 200,
								headers: {},
								body: {
									elements: [element({ integrationContext: 'urn:li:organization:7' }), ...two],
								},
							}
						: await connection.linkedIn.transport(request),
			},
		};
		const fetched = await exportCandidates(mortalRuntime(answering, store, new Life()), {
			pushes: [{ ...push, data: null }],
			options: EXPORT_OPTIONS,
			timeLimitMs: 300_000,
		});
		expect(fetched.results.map(({ exportKey, kind }) => [exportKey, kind])).toEqual([
			['77', 'exported'],
			['77~1', 'exported'],
			['77~2', 'review'],
		]);
		// Of another customer's export nothing is kept.
		expect((await rows())[2]).toMatchObject({ person: '', payload: '' });
	});

	it('tells them apart also when they come one by one, and again', async () => {
		const push = { requestId: 'urn:li:hireExport:77', receivedAtMs: now() };
		const [job] = [...sandbox.store.of(ORGANIZATION).jobs.keys()];
		const ada = { ...push, data: element({ externalJobPostingId: job }) };
		const li = {
			...push,
			data: element({ externalJobPostingId: job }, { lastName: 'Li', member: 'urn:li:person:li' }),
		};
		const keys: string[] = [];
		for (const one of [ada, li, li, ada]) keys.push(...(await work([one])).keys);
		const { requestId } = push;
		expect(keys).toEqual([requestId, `${requestId}~1`, `${requestId}~1`, requestId]);
		expect(await rows()).toMatchObject([
			{ person: 'urn:li:person:ada', state: 'exported' },
			{ person: 'urn:li:person:li', state: 'exported' },
		]);
	});

	it('looks up the source once for all exports of a run', async () => {
		const pushes = [await pressed(20), await pressed(21), await pressed(22)];
		sandbox.context.requests.reset();
		expect((await work(pushes)).results).toHaveLength(3);
		const { routes } = sandbox.context.requests.summary();
		const asked = Object.entries(routes).filter(([route]) => route.includes('sources/'));
		expect(asked.map(([, { requests }]) => requests)).toEqual([1]);
	});

	it('tells the month, and what waits for a decision', async () => {
		await work([await pressed(20), await pressed(21), await pressed(at('noLastName'))]);
		expect(await progress()).toMatchObject({ done: 2, rejected: 1, message: '' });
		sandbox.context.clock.advance(32 * 86_400_000);
		await work([await pressed(22)]);
		expect(await progress()).toMatchObject({ done: 1, rejected: 1 });
	});
});

describe('one odd export', () => {
	it.each([
		['without a context', { integrationContext: null }, {}, 'EXPIRED'],
		['of another customer', { integrationContext: 'urn:li:organization:7' }, {}, 'OTHER_CUSTOMER'],
		['without a person', {}, { member: null }, 'NO_PERSON'],
		['without a profile', { candidate: null }, {}, 'NO_PERSON'],
		['with nulls for names', {}, { firstName: null, lastName: null, location: null }, 'NO_NAME'],
	])('%s goes to review under its own key, and the rest goes on', async (_t, change, who, code) => {
		const [job] = [...sandbox.store.of(ORGANIZATION).jobs.keys()];
		const odd = {
			requestId: '99',
			receivedAtMs: now(),
			data: { ...element({ externalJobPostingId: job }, who), ...change },
		};
		const run = await work([await pressed(20), odd, await pressed(21)]);
		expect(run.results.map(({ kind }) => kind)).toEqual(['exported', 'review', 'exported']);
		expect(await parked()).toMatchObject([{ recordKey: 'export:99', kind: 'export', code }]);
	});

	it('that SmartRecruiters answers oddly is tried again, then goes to review with the field', async () => {
		const [one, two] = [await pressed(20), await pressed(21)];
		let odd = '';
		const transport: Connection['smartRecruiters']['transport'] = async (request) => {
			const answer = await connection.smartRecruiters.transport(request);
			const { body } = answer;
			const made: unknown = typeof body === 'string' ? JSON.parse(body) : body;
			if (request.method === 'POST' && odd === '') odd = (made as { id: string }).id;
			const about = odd !== '' && request.method === 'GET' && request.url.endsWith(odd);
			return about ? { ...answer, body: { id: 7 } } : answer;
		};
		const runtime = (): Parameters<typeof exportCandidates>[0] =>
			mortalRuntime(
				{ ...connection, smartRecruiters: { ...connection.smartRecruiters, transport } },
				store,
				new Life(),
			);
		const input = { options: EXPORT_OPTIONS, timeLimitMs: 300_000 };
		const first = await exportCandidates(runtime(), { ...input, pushes: [one, two] });
		expect(first.results.map(({ kind }) => kind)).toEqual(['waiting', 'exported']);
		for (let round = 0; round < 2; round += 1) {
			sandbox.context.clock.advance(31 * 60_000);
			await exportCandidates(runtime(), { ...input, pushes: [] });
		}
		expect(await parked()).toMatchObject([
			{ code: 'UNREADABLE', reason: expect.stringContaining('/candidates/{id}') },
		]);
	});
});

/** What goes wrong once, when the first of two exports has created the candidate, and how the second finds them. */
const HINDERED: ReadonlyArray<[string, FoundBy, (once: () => boolean) => Partial<Connection>]> = [
	[
		'SmartRecruiters answers the status history with nothing in it',
		'known',
		(once) => ({
			smartRecruiters: {
				...connection.smartRecruiters,
				transport: async (request) => {
					const answer = await connection.smartRecruiters.transport(request);
					const isHistory = request.url.endsWith('/status/history');
					return isHistory && once() ? { ...answer, body: {} } : answer;
				},
			},
		}),
	],
	[
		'LinkedIn does not say whom the candidate is linked to',
		'placeholder',
		(once) => ({
			linkedIn: {
				...connection.linkedIn,
				transport: async (request) =>
					request.method === 'GET' && request.url.includes('/rest/candidates') && once()
						? { status: 403, headers: {}, body: {} }
						: await connection.linkedIn.transport(request),
			},
		}),
	],
];

describe('two exports of one person, where a search does not show yet whom the first has created,', () => {
	it.each(HINDERED)('make one candidate, although %s', async (_, foundBy, hindered) => {
		sandbox.context.switches.set('sr§5.4 duplicate policy', 'duplicate');
		sandbox.context.switches.set('sr§5.2 search lag ms', 20_000);
		const [jobId] = [...sandbox.store.of(ORGANIZATION).jobs.keys()];
		const pushes = [await pressed(20, { jobId }), await pressed(20, { jobId })];
		let isOver = false;
		const odd = hindered(() => {
			const isNow = !isOver;
			isOver = true;
			return isNow;
		});
		const runtime = mortalRuntime({ ...connection, ...odd }, store, new Life());
		const input = { options: EXPORT_OPTIONS, timeLimitMs: 300_000 };
		const { results } = await exportCandidates(runtime, { ...input, pushes });
		expect(results.slice(0, 2)).toMatchObject([{ kind: 'waiting' }, { kind: 'exported', foundBy }]);
		sandbox.context.clock.advance(60_000);
		const last = [...results, ...(await work()).results].pop();
		expect(last).toMatchObject({ kind: 'exported', exportKey: results[0]?.exportKey });
		expect(await control(sandbox, '/compare/exports')).toMatchObject({ agree: true, people: 1 });
	});
});

describe('what cannot go now', () => {
	it('is tried again after 30 seconds, doubling to 30 minutes, and told to a person in between', async () => {
		refuse('/jobs/', 403, 1_000);
		const push = await pressed(20);
		const waits: number[] = [];
		for (let attempt = 0; attempt < 9; attempt += 1) {
			const began = now();
			const run = await work(attempt === 0 ? [push] : []);
			expect(run.results).toMatchObject([{ kind: 'waiting', parked: attempt >= 4 }]);
			const [row] = await rows();
			waits.push(Math.round(((row?.nextTryAtMs ?? 0) - began) / 1000));
			expect((await work()).results).toEqual([]);
			sandbox.context.clock.set((row?.nextTryAtMs ?? 0) + 1);
		}
		expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1800, 1800, 1800]);
		expect(await parked()).toMatchObject([{ code: 'DELAYED', retries: true, attempts: 5 }]);
		expect((await progress())?.message).toContain('403');
		sandbox.context.faults.reset();
		expect((await work()).results).toMatchObject([{ kind: 'exported' }]);
		expect(await parked()).toEqual([]);
	});

	it('because of a wrong secret stops the run: the others are not tried one by one', async () => {
		refuse('', 401, 1_000);
		const run = await work([await pressed(20), await pressed(21)]);
		expect(run.results).toHaveLength(1);
		expect(run.stoppedBy?.message).toContain('401');
		expect(run.queued).toHaveLength(1);
	});
});

describe('a review', () => {
	it('keeps what LinkedIn told until it is decided, in one place, whatever happens to the parked row', async () => {
		const push = await pressed(at('noLastName'));
		await work([push]);
		const [row] = await rows();
		expect(row).toMatchObject({ state: 'review', payload: expect.stringContaining('firstName') });
		const { firstName } = sandbox.room.exports.members.at(at('noLastName'));
		expect(JSON.stringify(await parked())).not.toContain(firstName);
		// Another operation tries its own kinds again, and removes what went: exports are none of its business.
		const others = new ParkedRecords(store, ORGANIZATION, ['candidate', 'job']);
		await others.park(
			[{ kind: 'candidate', recordId: 'c1', code: 'X', reason: 'r', whatToDo: 'w' }],
			now(),
		);
		await others.remove([{ kind: 'candidate', recordId: 'c1' }]);
		expect((await parked()).map((one) => one.recordKey)).toEqual([
			recordKey('export', push.requestId),
		]);
		await store.remove(PARKED, {});
		expect((await rows())[0]?.payload).toBe(row?.payload);
	});

	it('is tried again when the admin asks for it on the status page, once', async () => {
		const [jobId = ''] = [...sandbox.store.of(ORGANIZATION).jobs.keys()];
		const job = sandbox.context.company.jobById(jobId);
		if (!job) throw new Error('No job');
		sandbox.context.company.changeJob({ ...job, status: 'CANCELLED' });
		const data = element({ externalJobPostingId: jobId });
		expect((await work([{ requestId: '5', data, receivedAtMs: now() }])).results).toMatchObject([
			{ kind: 'review', code: 'JOB_OVER' },
		]);
		sandbox.context.company.changeJob(job);
		expect((await work()).results).toEqual([]);
		sandbox.context.clock.advance(1_000);
		await new ParkedRecords(store, ORGANIZATION, ['export']).askAgain(now());
		expect((await work()).results).toMatchObject([{ kind: 'exported', jobId }]);
		expect(await parked()).toEqual([]);
		expect(await progress()).toMatchObject({ done: 1, rejected: 0 });
	});
});

describe('what must not leave', () => {
	it('a confidential candidate is put on the job, and LinkedIn is not told', async () => {
		await new Settings(store, ORGANIZATION).saveSharing(
			SharingRulesSchema.parse({ confidentialTags: ['Secret Search'] }),
			'admin',
			now(),
		);
		const { trueCandidateId = '' } = sandbox.room.exports.members.at(at('sameProfile'));
		const known = sandbox.context.company.candidateById(trueCandidateId);
		if (!known) throw new Error('No candidate');
		sandbox.context.company.putCandidate({ ...known, tags: [...known.tags, 'secret search'] });
		sandbox.context.requests.reset();
		const run = await work([await pressed(at('sameProfile'))]);
		expect(run.results).toMatchObject([
			{ kind: 'exported', candidateId: trueCandidateId, warnings: ['NOT_SHARED'] },
		]);
		expect(sandbox.store.of(ORGANIZATION).candidates.has(trueCandidateId)).toBe(false);
		const { routes } = sandbox.context.requests.summary();
		const told = Object.keys(routes).filter((route) => route.startsWith('linkedin '));
		expect(told.filter((route) => !route.includes('exportedCandidates'))).toEqual([]);
	});
});

it('a person who is known is recognised by what is remembered, and remembered once', async () => {
	const jobs = [...sandbox.store.of(ORGANIZATION).jobs.keys()];
	await work([await pressed(20, { jobId: jobs[0] })]);
	const second = await work([await pressed(20, { jobId: jobs[0] })]);
	expect(second.results).toMatchObject([{ kind: 'exported', foundBy: 'known' }]);
	expect(await store.read(PEOPLE, {})).toHaveLength(1);
	expect(await control(sandbox, '/compare/exports')).toMatchObject({ agree: true, people: 1 });
});

it('a person is recognised by what somebody decided, also where LinkedIn recognises several', async () => {
	const jobs = [...sandbox.store.of(ORGANIZATION).jobs.keys()];
	const first = await work([await pressed(20, { jobId: jobs[0] })]);
	const [claim] = await store.read(PEOPLE, {});
	if (!claim) throw new Error('Nobody is known');
	await store.put(PEOPLE, [{ ...claim, candidateId: 'twin-at-linkedin', knownBy: 'match' }]);
	const second = await work([await pressed(20, { jobId: jobs[0] })]);
	expect(first.results).toMatchObject([{ candidateId: claim.candidateId }]);
	expect(second.results).toMatchObject([{ foundBy: 'known', candidateId: claim.candidateId }]);
});

it('an export that LinkedIn names by a contract is fetched as this customer’s own, and by a foreign one is not', async () => {
	const contexts = ['urn:li:contract:2001', 'urn:li:contract:9999'];
	const elements = contexts.map((integrationContext) => element({ integrationContext }));
	const { transport } = connection.linkedIn;
	const linkedIn: Connection['linkedIn'] = {
		...connection.linkedIn,
		transport: async (request) =>
			request.url.includes('exportedCandidates')
				? { status: 200, headers: {}, body: { elements } }
				: await transport(request),
	};
	const found = await fetchExport(linkedIn, connection, '77', 60_000);
	expect(found.map(({ organizationUrn, person }) => [organizationUrn, person])).toEqual([
		['urn:li:contract:2001', 'urn:li:person:ada'],
		['urn:li:contract:9999', undefined],
	]);
});
