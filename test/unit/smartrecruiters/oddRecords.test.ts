import { HttpStatusError } from '../../../src/errors/HttpStatusError';
import { InvalidIdError } from '../../../src/errors/InvalidIdError';
import { RecordRefusedError } from '../../../src/errors/RecordRefusedError';
import { ResponseSchemaError } from '../../../src/errors/ResponseSchemaError';
import {
	getCandidate,
	getConsent,
	getStatusHistory,
	listCandidates,
} from '../../../src/smartrecruiters/candidates';
import { getJobById } from '../../../src/smartrecruiters/jobs';
import { listReviews } from '../../../src/smartrecruiters/reviews';
import { findByEmail, searchCandidates } from '../../../src/smartrecruiters/searchCandidates';
import { answeringSmartRecruiters } from '../../support/answeringSmartRecruiters';
import { answering, page, person } from '../../support/oddRecords';

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
