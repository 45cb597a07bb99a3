import { PEOPLE } from '../../src/state/tables';
import { ORGANIZATION } from '../../scripts/support/historyRuntime';
import { isDeletion } from '../support/HistoryOffice';
import {
	audit,
	office,
	open,
	closeAfterEach,
	parkedKeys,
	reviewDeleted,
	reviewed,
} from '../support/deleting';

closeAfterEach();

describe('a review that was deleted', () => {
	it.each([
		['refuses the application', { status: 403, body: '{}' }],
		['gives the application in an odd form', { status: 200, body: '{"profileId":7}' }],
		['does not show the application', { status: 404, body: '{}' }],
	])('is not forgotten while SmartRecruiters %s', async (_title, answer) => {
		await open({ sharing: { reviews: true } });
		const { one, reviewId, parent } = await reviewed();
		office.sandbox.context.live.deleteReview(reviewId, office.nowMs);
		const told = reviewDeleted(one.id, reviewId);
		const again = office.intercept('smartRecruiters', ({ url }) =>
			url.includes(`/job-applications/${told.applicationId}`) ? answer : undefined,
		);
		await office.records([told]);
		expect(office.held.applications.get(parent)?.interviewFeedback.size).toBe(1);
		again();
		await office.changes();
		expect(office.held.applications.get(parent)?.interviewFeedback.size).toBe(0);
		expect(await parkedKeys()).toEqual(
			expect.not.arrayContaining([expect.stringContaining(reviewId)]),
		);
	});

	it('is not forgotten when a limit ends the run before it', async () => {
		await open({ sharing: { reviews: true } });
		const { one, reviewId, parent } = await reviewed();
		office.sandbox.context.live.deleteReview(reviewId, office.nowMs);
		const again = office.intercept('linkedIn', () => ({ status: 429 }));
		const report = await office.records([reviewDeleted(one.id, reviewId)]);
		expect(report.state).toBe('waiting');
		again();
		office.advance(3_600_000);
		await office.changes();
		expect(office.held.applications.get(parent)?.interviewFeedback.size).toBe(0);
	});
});

describe('an application of which the audit trail says that it was deleted', () => {
	it('stays where SmartRecruiters shows it', async () => {
		await open();
		const one = office.someone();
		const { id, applicationId, jobId } = office.applicationOf(one);
		audit('JOB_APPLICATION_DELETED', applicationId, one.id, jobId);
		await office.changes();
		expect(office.held.applications.has(id)).toBe(true);
		expect(await office.ledger()).toEqual([]);
	});

	it.each([
		['refuses the candidate', 403, '{}'],
		['gives an assignment in an odd form', 200, '{"primaryAssignment":{"job":null}}'],
	])('stays while SmartRecruiters %s, and goes afterwards', async (_title, status, body) => {
		await open();
		const one = office.someone(({ applications }) => applications.length > 1);
		const { id, applicationId, jobId } = office.applicationOf(one);
		const before = office.company.candidateById(one.id);
		if (before) office.company.putCandidate({ ...before, applications: one.applications.slice(1) });
		audit('JOB_APPLICATION_DELETED', applicationId, one.id, jobId);
		const odd = { id: one.id, firstName: 'A', lastName: 'B', createdOn: 0, updatedOn: 0 };
		const again = office.answerFor(
			one.id,
			status,
			JSON.stringify({ ...odd, ...Object(JSON.parse(body)) }),
		);
		await office.changes();
		expect(office.held.applications.has(id)).toBe(true);
		expect(await parkedKeys()).toContain(`application:${id}`);
		again();
		await office.changes();
		expect(office.held.applications.has(id)).toBe(false);
		expect(await parkedKeys()).not.toContain(`application:${id}`);
	});
});

describe('people of whom nobody knows any more to which jobs they applied', () => {
	const JOBS = 3_000;

	/** SmartRecruiters has thousands of jobs, besides those that are there. */
	function manyJobs(): void {
		const content = Array.from({ length: JOBS }, (_, at) => ({ id: `j${at}` }));
		office.intercept('smartRecruiters', async ({ url }) => {
			if (!url.includes('/jobs?') || url.includes('limit=1&') || url.includes('updatedAfter'))
				return undefined;
			const own = Array.from({ length: office.company.jobCount }, (_, at) => ({
				id: office.company.job(at).id,
			}));
			return Promise.resolve({ body: JSON.stringify({ content: [...content, ...own] }) });
		});
	}

	it('are deleted a part at a time, however many jobs there are', async () => {
		await open({ choice: { linkedIn: { recordsPerMinute: 500 } } });
		const people = [...office.held.candidates.keys()].slice(0, 2);
		for (const id of people) office.company.deleteCandidate(id);
		manyJobs();
		const left = (): number => people.filter((id) => office.isHeld(id)).length;
		for (let hours = 0; hours < 9 && left() > 0; hours += 1) {
			await office.changes();
			office.advance(3_600_000);
		}
		expect(left()).toBe(0);
		expect((await office.parked()).filter(({ code }) => code === 'NOT_DELETED')).toEqual([]);
		const rows = (await office.ledger()).filter(({ kind }) => kind === 'candidate');
		expect(rows.map(({ found }) => found)).toEqual([true, true]);
	}, 60_000);

	it('are looked for last when everything is removed, and only those are', async () => {
		await open();
		const gone = office.someone();
		const others = office.held.candidates.size - 1;
		await office.runtime.store.put(
			PEOPLE,
			[...office.held.candidates.keys()].map((candidateId) => ({
				organization: ORGANIZATION,
				person: `urn:li:person:${candidateId}`,
				candidateId,
				knownBy: 'export',
				knownAt: '',
			})),
		);
		office.company.deleteCandidate(gone.id);
		let applications = 0;
		office.intercept('linkedIn', (request) => {
			if (isDeletion(request, 'atsApplications'))
				applications += `${request.url} ${request.body ?? ''}`.split(/[0-9a-f]{12}_/).length - 1;
			return undefined;
		});
		await office.removeEverything();
		expect([office.held.candidates.size, office.held.applications.size]).toEqual([0, 0]);
		expect(others).toBeGreaterThan(20);
		// One a job for who is gone, and their own for everybody else.
		expect(applications).toBeGreaterThan(office.company.jobCount);
		expect(applications).toBeLessThan(office.company.jobCount + others * 3);
	});
});

describe('a merged candidate whose id leads to who is left of the two', () => {
	it('is not sent with the other one’s data, and goes when the audit trail tells of the merge', async () => {
		await open();
		const losing = office.someone();
		const winning = office.someone(({ id }) => id !== losing.id);
		const names = () => {
			const fields = office.held.candidates.get(losing.id)?.fields;
			return [fields?.firstName, fields?.emailAddresses];
		};
		const before = names();
		office.intercept('smartRecruiters', async ({ url }) => {
			if (!url.endsWith(`/candidates/${losing.id}`)) return undefined;
			const path = `${office.sandbox.smartRecruitersUrl}/candidates/${winning.id}`;
			const answer = await fetch(path, { headers: { 'x-smarttoken': 'SANDBOX-KEY' } });
			return { body: await answer.text() };
		});
		await office.records([{ candidateId: losing.id }]);
		expect(names()).toEqual(before);
		expect(await parkedKeys()).toContain(`candidate:${losing.id}`);
		office.company.mergeCandidates(losing.id, winning.id, office.nowMs);
		await office.changes();
		expect(office.isHeld(losing.id)).toBe(false);
		expect(await parkedKeys()).not.toContain(`candidate:${losing.id}`);
	});
});
