import fc from 'fast-check';
import { CursorError } from '../../../src/errors/CursorError';
import { HttpStatusError } from '../../../src/errors/HttpStatusError';
import { InvalidIdError } from '../../../src/errors/InvalidIdError';
import { RecordRefusedError } from '../../../src/errors/RecordRefusedError';
import { ResponseSchemaError } from '../../../src/errors/ResponseSchemaError';
import { listAuditEvents } from '../../../src/smartrecruiters/audit';
import { listNotes } from '../../../src/smartrecruiters/candidateNotes';
import {
	getCandidate,
	getConsent,
	getStatusHistory,
	listCandidates,
	readCandidates,
} from '../../../src/smartrecruiters/candidates';
import { listDepartments } from '../../../src/smartrecruiters/departments';
import { getJobById, listJobs, readJobs } from '../../../src/smartrecruiters/jobs';
import { listReviews } from '../../../src/smartrecruiters/reviews';
import { findByEmail, searchCandidates } from '../../../src/smartrecruiters/searchCandidates';
import { walkSources } from '../../../src/smartrecruiters/sources';
import { listUsers } from '../../../src/smartrecruiters/users';
import { listSubscriptions } from '../../../src/smartrecruiters/webhooks';
import { answeringSmartRecruiters } from '../../support/answeringSmartRecruiters';

const WHEN = '2026-02-02T12:00:00.000Z';
const person = (id: string, odd: Record<string, unknown> = {}) => ({
	id,
	firstName: 'Avery',
	lastName: 'Sample',
	email: 'avery.sample@example.com',
	createdOn: WHEN,
	updatedOn: WHEN,
	tags: ['python'],
	primaryAssignment: { job: { id: 'job-1', title: 'Data Engineer' }, status: 'NEW' },
	secondaryAssignments: [],
	...odd,
});
const job = (id: string, odd: Record<string, unknown> = {}) => ({
	id,
	title: 'Data Engineer',
	refNumber: 'REF1',
	createdOn: WHEN,
	status: 'SOURCING',
	...odd,
});
const page = (content: unknown, more: Record<string, unknown> = {}) => ({
	body: { content, ...more },
});
const answering = (answer: Parameters<typeof answeringSmartRecruiters>[0]) =>
	answeringSmartRecruiters(answer).api;

/** Ways in which a candidate of a list can be odd, and the field that is to be named. */
const ODD_PEOPLE: ReadonlyArray<[string, Record<string, unknown>]> = [
	['createdOn', { createdOn: null }],
	['createdOn', { createdOn: 'yesterday' }],
	['tags', { tags: { name: 'confidential' } }],
	['tags', { tags: [{ label: 'confidential' }] }],
];

describe('a page with odd records', () => {
	it('gives every good one, and names each odd one once, in any order', async () => {
		const one = fc.oneof(fc.constant(undefined), fc.constantFrom(...ODD_PEOPLE.map((_, at) => at)));
		await fc.assert(
			fc.asyncProperty(
				fc.array(one, { maxLength: 60 }),
				fc.integer({ min: 1, max: 20 }),
				async (kinds, size) => {
					const people = kinds.map((kind, at) =>
						person(`c${at}`, kind === undefined ? {} : ODD_PEOPLE[kind]?.[1]),
					);
					const { api, asked } = answeringSmartRecruiters((url) => {
						const from = Number(url.searchParams.get('pageId') ?? 0);
						const more = from + size < people.length;
						return page(people.slice(from, from + size), {
							totalFound: people.length,
							...(more && { nextPageId: String(from + size) }),
						});
					});
					const good: string[] = [];
					const bad: Array<[string, string]> = [];
					for await (const { content, malformed } of readCandidates(api)) {
						good.push(...content.map(({ id }) => id));
						bad.push(
							...malformed.map(({ recordId, field }): [string, string] => [recordId, field]),
						);
					}
					expect(good).toEqual(kinds.flatMap((kind, at) => (kind === undefined ? `c${at}` : [])));
					expect(bad).toEqual(
						kinds.flatMap((kind, at) =>
							kind === undefined ? [] : [[`c${at}`, ODD_PEOPLE[kind]?.[0]]],
						),
					);
					expect(asked.length).toBe(Math.max(1, Math.ceil(people.length / size)));
				},
			),
		);
	});

	it.each([null, 7, 'text', [], {}, { id: '' }, { id: '..' }, { id: null }])(
		'is not stopped by %j in place of a record, which gets a name of its own',
		async (odd) => {
			const read = async () =>
				await listCandidates(
					answering(() => page([person('a'), odd, person('b')])),
					{},
				);
			const { content, malformed } = await read();
			expect(content.map(({ id }) => id)).toEqual(['a', 'b']);
			expect(malformed).toHaveLength(1);
			expect(malformed[0]?.recordId).toMatch(/^unknown-[0-9a-f]{16}$/);
			expect((await read()).malformed).toEqual(malformed);
		},
	);

	it('keeps a person whose one assignment cannot be read, and says so', async () => {
		const { content, malformed } = await listCandidates(
			answering(() =>
				page([
					person('a', { secondaryAssignments: [{ job: null }, { job: { id: 'job-2' } }] }),
					person('b', { primaryAssignment: { job: { id: 'job-1' }, status: null } }),
				]),
			),
			{},
		);
		expect(content.map(({ secondaryAssignments: others }) => others)).toEqual([
			[{ job: { id: 'job-2' } }],
			[],
		]);
		expect(content[1]?.primaryAssignment?.job.id).toBe('job-1');
		expect(malformed).toEqual([
			{ kind: 'candidate', recordId: 'a', field: 'secondaryAssignments.0.job', partial: true },
		]);
	});

	it('reads what is odd but not needed as what it means', async () => {
		const { content, malformed } = await listJobs(
			answering(() =>
				page([
					job('a', { refNumber: 101, location: 'Berlin', postingStatus: null, updatedOn: 'x' }),
					job('b', { department: 'Finance' }),
					job('c', { title: null }),
					job('d', { department: [1] }),
					job('e', { location: { country: '', countryCode: 'pl', city: '  ' } }),
				]),
			),
			{},
		);
		expect(content.map(({ id }) => id)).toEqual(['a', 'b', 'e']);
		expect(content[0]).toMatchObject({ refNumber: '101', location: undefined });
		expect(content[1]?.department).toEqual({ label: 'Finance' });
		expect(content[2]?.location).toMatchObject({ country: undefined, countryCode: 'pl' });
		expect(malformed.map(({ recordId, field }) => [recordId, field])).toEqual([
			['c', 'title'],
			['d', 'department'],
		]);
	});

	it('takes the last of several records with one id', async () => {
		const { content, malformed } = await listCandidates(
			answering(() =>
				page([
					person('a', { firstName: 'Old' }),
					person('b', { tags: 5.5, createdOn: 0 }),
					person('a'),
					person('b'),
				]),
			),
			{},
		);
		expect(content.map(({ id, firstName }) => [id, firstName])).toEqual([
			['a', 'Avery'],
			['b', 'Avery'],
		]);
		expect(malformed).toEqual([]);
	});

	it.each([
		['a total as text', { totalFound: '12' }],
		['no total', {}],
		['a null total', { totalFound: null, offset: 'x', limit: null }],
		['an odd cursor', { totalFound: 3, nextPageId: { a: 1 } }],
		['a blank cursor', { totalFound: 3, nextPageId: '' }],
	])('goes on with %s', async (_name, envelope) => {
		const found = await listCandidates(
			answering(() => page([person('a'), person('b')], envelope)),
			{},
		);
		expect(found.content).toHaveLength(2);
		expect(found.nextPageId).toBeUndefined();
	});

	it.each([{}, { content: null }, { content: 'x' }, 'null', '7'])(
		'never takes %j for an empty list',
		async (body) => {
			await expect(
				listCandidates(
					answering(() => ({ body })),
					{},
				),
			).rejects.toMatchObject({
				name: 'ResponseSchemaError',
				fate: 'stop',
			});
		},
	);

	it('reads users, reviews, notes, audit events and subscriptions alike', async () => {
		const odd = { id: null };
		const api = answering(({ pathname, searchParams }) => {
			if (pathname.endsWith('/users'))
				return page([{ id: 'u', firstName: null, active: 'false' }, odd]);
			if (pathname.endsWith('/reviews'))
				return {
					body: [
						{ id: 'r', candidateId: 'c', jobId: 'j', overallRating: '4', createdOn: WHEN },
						odd,
					],
				};
			if (pathname.endsWith('/messages'))
				return {
					body: [
						{ content: 'Hello', createdOn: WHEN },
						{ content: null, createdOn: WHEN },
					],
				};
			if (pathname.endsWith('/subscriptions'))
				return {
					body: [
						{ id: 's', callbackUrl: 'https://example.com', events: [null, 'job.created'] },
						odd,
					],
				};
			expect(searchParams.get('limit')).toBe('100');
			return page([
				{ id: 'e1', eventName: 'JOB_DELETED', entityId: 'j' },
				{ id: 'e2', eventName: 'JOB_DELETED' },
			]);
		});
		const users = await listUsers(api, {});
		expect(users.content).toMatchObject([{ id: 'u', firstName: '', active: false }]);
		expect(users.malformed).toHaveLength(1);
		expect(await listReviews(api, 'c', 'j')).toMatchObject({
			content: [{ id: 'r', overallRating: 4 }],
			malformed: [{ kind: 'review', recordId: 'c_j' }],
		});
		expect(await listNotes(api, 'c')).toMatchObject({
			content: [{ content: 'Hello' }],
			malformed: [{ kind: 'note', recordId: 'c', field: 'content' }],
		});
		expect(await listSubscriptions(api)).toMatchObject([{ id: 's', events: ['job.created'] }]);
		expect(await listAuditEvents(api, { afterMs: 0, beforeMs: 1 })).toMatchObject({
			content: [{ name: 'JOB_DELETED', entityId: 'j' }],
			malformed: [{ kind: 'auditEvent', recordId: 'e2', field: 'entityId' }],
		});
	});

	it('tells odd entries of a history under the application', async () => {
		const api = answering(() =>
			page([{ changedOn: WHEN, status: 'NEW' }, { changedOn: null, status: 'NEW' }, null]),
		);
		expect(await getStatusHistory(api, 'c', 'j')).toEqual({
			content: [{ changedOn: Date.parse(WHEN), status: 'NEW', subStatus: undefined }],
			malformed: [{ kind: 'history', recordId: 'c_j', field: 'changedOn' }],
		});
	});
});

describe('a record that is odd or refused', () => {
	it.each([403, 410])('costs only itself when it answers %i', async (status) => {
		const api = answering(() => ({ status, body: { errors: [{ code: 'NO_ACCESS' }] } }));
		for (const [kind, recordId, read] of [
			['candidate', 'c', getCandidate(api, 'c')],
			['candidate', 'c', getConsent(api, 'c')],
			['history', 'c_j', getStatusHistory(api, 'c', 'j')],
			['application', 'c_j', listReviews(api, 'c', 'j')],
			['job', 'j', getJobById(api, 'j')],
		] as const) {
			const error: unknown = await read.catch((one: unknown) => one);
			expect(error).toBeInstanceOf(RecordRefusedError);
			expect(error).toMatchObject({ fate: 'skip', status, kind, recordId });
		}
	});

	it('costs only itself on a 401 while the credential is good for others', async () => {
		const api = answering(({ pathname }) =>
			pathname.startsWith('/candidates/') ? { status: 401 } : page([]),
		);
		await expect(getCandidate(api, 'c')).rejects.toBeInstanceOf(RecordRefusedError);
	});

	it('stops everything when everything is refused', async () => {
		for (const answer of [
			{ status: 401 },
			{ status: 403, body: { errors: [{ code: 'OAuthPermissionsException' }] } },
		]) {
			const api = answering(() => answer);
			const error: unknown = await getCandidate(api, 'c').catch((one: unknown) => one);
			expect(error).toBeInstanceOf(HttpStatusError);
			expect(error).toMatchObject({ fate: 'stop' });
		}
		for (const status of [401, 403]) {
			const error: unknown = await listCandidates(
				answering(() => ({ status })),
				{},
			).catch((one: unknown) => one);
			expect(error).toMatchObject({ name: 'HttpStatusError', fate: 'stop' });
		}
	});

	it('is "not visible now" on a 404', async () => {
		expect(
			await getCandidate(
				answering(() => ({ status: 404 })),
				'c',
			),
		).toBeUndefined();
	});

	it('is parked by field when its form is another', async () => {
		const error: unknown = await getCandidate(
			answering(() => ({ body: person('c', { createdOn: null }) })),
			'c',
		).catch((one: unknown) => one);
		expect(error).toBeInstanceOf(ResponseSchemaError);
		expect(error).toMatchObject({
			fate: 'skip',
			fields: ['createdOn'],
			record: { kind: 'candidate', recordId: 'c' },
		});
		expect(String(error)).not.toContain('Sample');
	});

	it('keeps its good assignments and names the odd ones', async () => {
		const found = await getCandidate(
			answering(() => ({
				body: person('c', {
					secondaryAssignments: [{ job: null }, { job: { id: 'j2' }, status: null }],
				}),
			})),
			'c',
		);
		expect(found?.secondaryAssignments.map(({ job: { id } }) => id)).toEqual(['j2']);
		expect(found?.unreadable).toEqual(['secondaryAssignments.0.job']);
	});

	it.each(['', '.', '..', 'a\uD800'])('is not asked for under the id %j', async (id) => {
		const { api, asked } = answeringSmartRecruiters(() => ({ body: person('c') }));
		await expect(getCandidate(api, id)).rejects.toBeInstanceOf(InvalidIdError);
		expect(asked).toEqual([]);
	});

	it('is not taken for absent when somebody is looked for who must not be made twice', async () => {
		const odd = person('a', { createdOn: null });
		const api = answering(() => page([odd]));
		await expect(findByEmail(api, 'avery.sample@example.com')).rejects.toMatchObject({
			fate: 'skip',
			record: { recordId: 'a' },
		});
		expect((await searchCandidates(api, 'Avery')).content).toEqual([]);
	});
});

describe('lists that are told in parts', () => {
	const notes = Array.from({ length: 250 }, (_, at) => ({
		content: `Note ${at}`,
		createdOn: WHEN,
	}));

	it('are followed through the Link header alone', async () => {
		const { api, asked } = answeringSmartRecruiters(({ searchParams }) => {
			const from = Number(searchParams.get('pageId') ?? 0);
			return {
				body: notes.slice(from, from + 100),
				headers:
					from < 200
						? {
								link: `<//evil.example/messages?candidateId=x&limit=100&pageId=${from + 100}>; rel="next"`,
							}
						: {},
			};
		});
		expect((await listNotes(api, 'c')).content).toHaveLength(250);
		expect(asked.map(({ host }) => host)).toEqual(Array(3).fill('api.example.com'));
		expect(asked.map(({ searchParams }) => searchParams.get('candidateId'))).toEqual([
			'c',
			'c',
			'c',
		]);
	});

	it('are followed where the header names another parameter', async () => {
		const { api } = answeringSmartRecruiters(({ searchParams }) => {
			const from = Number(searchParams.get('offset') ?? 0);
			return {
				body: notes.slice(from, from + 100),
				headers: from < 200 ? { link: `<?offset=${from + 100}&limit=100>; rel=next` } : {},
			};
		});
		expect((await listNotes(api, 'c')).content).toHaveLength(250);
	});

	it('are an error when they say that something is missing', async () => {
		const api = answering(() => page([{ id: 'd1', label: 'Finance' }], { totalFound: 2 }));
		await expect(listDepartments(api)).rejects.toMatchObject({ fault: 'cut short' });
		const full = Array.from({ length: 100 }, (_, at) => job(`j${at}`));
		const read = async () => {
			for await (const one of readJobs(answering(() => page(full, { totalFound: 250 })))) void one;
		};
		await expect(read()).rejects.toMatchObject({ fault: 'cut short' });
	});

	it('cost only their record where they belong to one', async () => {
		for (const list of [
			page([{ changedOn: WHEN, status: 'NEW' }], { totalFound: 2 }),
			page([{ changedOn: WHEN, status: 'NEW' }], { nextPageId: 'again' }),
		]) {
			const read = getStatusHistory(
				answering(() => list),
				'c',
				'j',
			);
			await expect(read).rejects.toMatchObject({
				fate: 'skip',
				record: { kind: 'history', recordId: 'c_j' },
			});
		}
	});

	it('end when they would never end', async () => {
		let asked = 0;
		const people = Array.from({ length: 100 }, (_, at) => person(`c${at}`));
		for (const [content, most] of [
			[people, 2],
			[[], 5],
		] as const) {
			asked = 0;
			const api = answering(() =>
				page(content, { totalFound: 251, nextPageId: `p${(asked += 1)}` }),
			);
			const read = async () => {
				for await (const one of readCandidates(api)) void one;
			};
			await expect(read()).rejects.toBeInstanceOf(CursorError);
			expect(asked).toBeLessThanOrEqual(most);
		}
		const sources = answering(({ pathname }) =>
			pathname.endsWith('/values')
				? page(Array.from({ length: 100 }, (_, at) => ({ id: `s${at}`, label: 'Portal' })))
				: page([{ id: 'PAID' }]),
		);
		const read = async () => {
			for await (const one of walkSources(sources)) void one;
		};
		await expect(read()).rejects.toBeInstanceOf(CursorError);
	});

	it('tell a cursor that the vendor no longer knows', async () => {
		await expect(
			listCandidates(
				answering(() => ({ status: 400 })),
				{ pageId: 'stale' },
			),
		).rejects.toMatchObject({ fault: 'cursor refused' });
	});
});
