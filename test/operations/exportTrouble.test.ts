import type { CompanyCandidate } from '../../sandbox/company/entities';
import { exported, ORGANIZATION, press, review, run } from '../../scripts/support/exporting';
import {
	sandbox,
	connection,
	at,
	jobs,
	candidate,
	agree,
	set,
	people,
	openSandboxForEach,
} from '../support/exportingPerson';

openSandboxForEach();

describe('an answer that gets lost', () => {
	it.each(['reuse', 'conflict', 'duplicate'])(
		'after a create makes no second candidate, under %s and with a slow search',
		async (policy) => {
			set('sr§5.4 duplicate policy', policy);
			set('sr§5.2 search lag ms', 20_000);
			const made = await press(sandbox, at('plain'));
			const count = people();
			sandbox.context.faults.add([
				{
					path: '/jobs/',
					method: 'POST',
					vendor: 'smartrecruiters',
					kind: 'lost',
					status: 503,
					delayMs: 0,
					times: 1,
					skip: 0,
				},
			]);
			exported(await run(connection, made.requestId));
			expect(people()).toBe(count + 1);
			expect(await agree()).toMatchObject({ agree: true });
		},
	);

	it.each(['reuse', 'duplicate'])(
		'after adding an application makes neither a second one nor a second person, under %s',
		async (policy) => {
			const [one = '', other = ''] = jobs();
			const first = await press(sandbox, at('plain'), { jobId: one });
			const { candidateId } = exported(await run(connection, first.requestId));
			set('sr§5.4 duplicate policy', policy);
			set('sr§5.2 search lag ms', 20_000);
			const count = people();
			const second = await press(sandbox, at('plain'), { jobId: other });
			sandbox.context.faults.add([
				{
					path: '/jobs/',
					method: 'POST',
					vendor: 'smartrecruiters',
					kind: 'lost',
					status: 503,
					delayMs: 0,
					times: 1,
					skip: 0,
				},
			]);
			const outcome = await run(connection, second.requestId, { knownCandidateId: candidateId });
			expect(outcome.kind).toBe(policy === 'reuse' ? 'exported' : 'review');
			expect(people()).toBe(count);
			expect(await agree(policy === 'reuse' ? [] : [`${first.personUrn} ${other}`])).toMatchObject({
				agree: true,
			});
		},
	);
});

describe('somebody who looks like a second copy', () => {
	const address = 'family@example.com';
	/** Somebody whom an export has put on one job, with the same address as the member who is exported to it next. */
	const neighbour = (jobId: string, of: string, change: Partial<CompanyCandidate>): string => {
		const own = candidate(of);
		const [application] = own.applications;
		if (!application) throw new Error('No application');
		const applications = [{ ...application, applicationId: 'neighbours', jobId }];
		const { company } = sandbox.context;
		// Whoever is first in the list is whom the sandbox takes for the person of this address.
		const [first] = company.candidates();
		if (!first) throw new Error('Nobody is there');
		const { id } = first;
		const tags = ['LinkedIn RSC'];
		company.putCandidate({ ...own, id, email: address, applications, tags, ...change });
		company.putCandidate({ ...own, email: address });
		return id;
	};

	it.each([
		['of another first name', { firstName: 'Another' }],
		['who was there before', { createdOn: Date.parse('2026-01-10T00:00:00Z') }],
	])('%s is never deleted, and a person is asked', async (_title, change) => {
		const [one = '', other = ''] = jobs();
		const first = await press(sandbox, at('plain'), { jobId: one });
		const { candidateId } = exported(await run(connection, first.requestId));
		const id = neighbour(other, candidateId, change);
		const second = await press(sandbox, at('plain'), { jobId: other });
		const asked = review(
			await run(connection, second.requestId, { knownCandidateId: candidateId }),
		);
		expect(asked.code).toBe('SEVERAL_CANDIDATES');
		expect([...asked.candidateIds].sort()).toEqual([candidateId, id].sort());
		expect(candidate(id).applications).toHaveLength(1);
	});

	it.each([
		['of another first name', { firstName: 'Another' }, 'exported'],
		['who was there before', { createdOn: Date.parse('2026-01-10T00:00:00Z') }, 'review'],
	])('%s is not deleted after an interrupted attempt either', async (_title, change, end) => {
		const [one = '', other = ''] = jobs();
		const first = await press(sandbox, at('plain'), { jobId: one });
		const { candidateId } = exported(await run(connection, first.requestId));
		const id = neighbour(other, candidateId, change);
		if (end === 'exported')
			sandbox.context.company.putCandidate({ ...candidate(id), lastName: 'Other-Family' });
		const second = await press(sandbox, at('plain'), { jobId: other });
		const attemptedAtMs = sandbox.context.clock.now();
		const outcome = await run(connection, second.requestId, {
			knownCandidateId: candidateId,
			attemptedAtMs,
		});
		expect(outcome.kind).toBe(end);
		expect(candidate(id).applications).toHaveLength(1);
	});
});

describe('what cannot go', () => {
	it.each([
		['without a last name', 'NO_NAME', async () => await press(sandbox, at('noLastName'))],
		[
			'without a person',
			'NO_PERSON',
			async () => {
				set('li§7 name of the person', '');
				return await press(sandbox, at('plain'));
			},
		],
		[
			'without a job',
			'NO_JOB',
			async () => {
				set('li§7 name of the job', '');
				return await press(sandbox, at('plain'));
			},
		],
		[
			'on a job that is filled meanwhile',
			'JOB_OVER',
			async () => {
				const made = await press(sandbox, at('plain'));
				const job = sandbox.context.company.jobById(made.jobId);
				if (job) sandbox.context.company.changeJob({ ...job, status: 'FILLED' });
				return made;
			},
		],
	])('%s goes to review: %s', async (_title, code, make) => {
		const count = people();
		const made = await make();
		const asked = review(await run(connection, made.requestId));
		expect(asked.code).toBe(code);
		expect(people()).toBe(count);
		expect(sandbox.store.of(ORGANIZATION).candidates.size).toBe(0);
	});

	it('on a job that is not published any more, but open, goes through', async () => {
		const made = await press(sandbox, at('plain'));
		const job = sandbox.context.company.jobById(made.jobId);
		if (job) sandbox.context.company.changeJob({ ...job, postingStatus: 'NOT_PUBLISHED' });
		exported(await run(connection, made.requestId));
		expect(await agree()).toMatchObject({ agree: true });
	});

	it('uses the job of the node where LinkedIn tells none', async () => {
		set('li§7 name of the job', '');
		const made = await press(sandbox, at('plain'));
		const options = { jobId: made.jobId };
		expect(exported(await run(connection, made.requestId, { options })).jobId).toBe(made.jobId);
	});

	it.each([true, false])('is unknown or expired (404: %s)', async (is404) => {
		set('li§7 unknown request is a 404', is404);
		expect(review(await run(connection, '1'))).toMatchObject({ code: 'EXPIRED' });
		const made = await press(sandbox, at('plain'));
		sandbox.context.clock.advance(25 * 3_600_000);
		expect(review(await run(connection, made.requestId)).code).toBe('EXPIRED');
	});

	it('of another customer is not even looked at', async () => {
		const raw = {
			integrationContext: 'urn:li:organization:7',
			externalJobPostingId: jobs()[0],
			candidate: { firstName: 'Ada', lastName: 'Lo', member: 'urn:li:person:other' },
		};
		const { readStoredExport } = await import('../../src/operations/export/readStoredExport');
		const given = readStoredExport(raw);
		if (!given) throw new Error('Not read');
		const asked = review(await run(connection, '1', { exported: given }));
		expect(asked).toMatchObject({ code: 'OTHER_CUSTOMER', candidateIds: [], keep: false });
	});

	it('because LinkedIn refuses the record, tells the field and stays repeatable', async () => {
		const made = await press(sandbox, at('plain'));
		const first = exported(await run(connection, made.requestId));
		sandbox.store.refusals.set(`candidate ${first.candidateId}`, {
			status: 422,
			message: 'ERROR :: /externalProfileUrl :: value is not valid\n',
		});
		expect(review(await run(connection, made.requestId))).toMatchObject({
			code: 'LINKEDIN_REFUSED',
			detail: 'candidates, status 422, field /externalProfileUrl',
		});
	});
});
