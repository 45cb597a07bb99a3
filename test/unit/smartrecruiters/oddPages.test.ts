import fc from 'fast-check';
import { listAuditEvents } from '../../../src/smartrecruiters/audit';
import { listNotes } from '../../../src/smartrecruiters/candidateNotes';
import {
	getStatusHistory,
	listCandidates,
	readCandidates,
} from '../../../src/smartrecruiters/candidates';
import { listJobs } from '../../../src/smartrecruiters/jobs';
import { listReviews } from '../../../src/smartrecruiters/reviews';
import { listUsers } from '../../../src/smartrecruiters/users';
import { listSubscriptions } from '../../../src/smartrecruiters/webhooks';
import { answeringSmartRecruiters } from '../../support/answeringSmartRecruiters';
import { WHEN, answering, job, page, person } from '../../support/oddRecords';

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
