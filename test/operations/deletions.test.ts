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

describe('who was deleted on request', () => {
	it('stays barred although a write that was under way brought them back, and a reconciliation deleted them again', async () => {
		await open();
		const one = office.someone();
		const before = office.held.candidates.get(one.id);
		await office.remove({ kind: 'candidate', ids: [one.id] });
		if (before) office.held.candidates.set(one.id, before);
		await office.reconciled();
		expect(office.isHeld(one.id)).toBe(false);
		expect((await office.deletions.barred([one.id])).get(one.id)).toMatchObject({
			barred: 'always',
		});
		office.put({ ...one, phoneNumber: '+1 555 0179' });
		await office.changes();
		await office.reconciled();
		expect(office.isHeld(one.id)).toBe(false);
	});

	it('stays barred when everything is removed, and a new connection begins', async () => {
		await open();
		const one = office.someone();
		const before = office.held.candidates.get(one.id);
		await office.remove({ kind: 'candidate', ids: [one.id] });
		if (before) office.held.candidates.set(one.id, before);
		await office.removeEverything();
		await office.deletions.forgetDisconnected();
		expect((await office.deletions.barred([one.id])).get(one.id)).toMatchObject({
			barred: 'always',
		});
	});

	it('is deleted later, and not sent, where LinkedIn did not confirm it', async () => {
		await open();
		const one = office.someone();
		const again = office.confirmNoDeletion('candidates');
		const { rejections } = await office.remove({ kind: 'candidate', ids: [one.id] });
		expect(rejections).toMatchObject([{ recordId: one.id, code: 'NOT_DELETED' }]);
		again();
		office.put({ ...one, phoneNumber: '+1 555 0179' });
		await office.changes();
		expect(office.isHeld(one.id)).toBe(false);
		expect(await parkedKeys()).toEqual(
			expect.not.arrayContaining([expect.stringContaining(one.id)]),
		);
		expect(await office.ledger()).toContainEqual(
			expect.objectContaining({
				recordKey: `candidate:${one.id}`,
				reason: 'onRequest',
				proof: 'LinkedIn answered 204',
			}),
		);
	});

	it('is tried again for a job: it is closed, and not sent', async () => {
		await open();
		const [jobId = ''] =
			[...office.held.jobs].find(([, { listing }]) => listing === 'LISTED') ?? [];
		const again = office.intercept('linkedIn', ({ method, url }) =>
			method === 'POST' && url.includes('simpleJobPostings')
				? { body: JSON.stringify({ elements: [] }) }
				: undefined,
		);
		await office.remove({ kind: 'job', ids: [jobId] });
		again();
		await office.changes();
		office.advance(10 * 60_000);
		// The sandbox carries out what is due when somebody asks.
		await office.reconciled({ repairs: false });
		expect(office.held.jobs.get(jobId)?.listing).toBe('NOT_LISTED');
		expect(await parkedKeys()).not.toContain(`job:${jobId}`);
		expect(await office.ledger()).toContainEqual(
			expect.objectContaining({ recordKey: `job:${jobId}`, reason: 'onRequest' }),
		);
	});
});

describe('a deletion that LinkedIn did not confirm', () => {
	const kinds = async () => (await office.parked()).map(({ code }) => code);

	it('of an application on request is done later, and not settled by a new try to send the person', async () => {
		await open();
		const { id } = office.applicationOf(office.someone());
		const again = office.confirmNoDeletion('atsApplications');
		await office.remove({ kind: 'application', ids: [id] });
		await office.changes();
		expect(await parkedKeys()).toContain(`application:${id}`);
		again();
		await office.changes();
		expect(office.held.applications.has(id)).toBe(false);
		expect(await parkedKeys()).not.toContain(`application:${id}`);
	});

	it('of an application that SmartRecruiters has again is settled: it stays', async () => {
		await open();
		const one = office.someone(({ applications }) => applications.length > 1);
		const { id, applicationId } = office.applicationOf(one);
		const again = office.confirmNoDeletion('atsApplications');
		office.put({ ...one, applications: one.applications.slice(1) });
		audit('JOB_APPLICATION_DELETED', applicationId, one.id, id.split('_')[1]);
		await office.changes();
		expect(await parkedKeys()).toContain(`application:${id}`);
		again();
		office.put(one);
		await office.changes();
		await office.changes();
		expect(office.held.applications.has(id)).toBe(true);
		expect(await parkedKeys()).not.toContain(`application:${id}`);
	});

	it('of what hangs below an application is parked as such, and done later', async () => {
		await open({ sharing: { reviews: true } });
		const { one, reviewId, parent } = await reviewed();
		const again = office.confirmNoDeletion('interviewFeedback');
		office.sandbox.context.live.deleteReview(reviewId, office.nowMs);
		await office.records([reviewDeleted(one.id, reviewId)]);
		await office.changes();
		expect(office.held.applications.get(parent)?.interviewFeedback.size).toBe(1);
		expect(await kinds()).toContain('NOT_DELETED');
		again();
		await office.changes();
		expect(office.held.applications.get(parent)?.interviewFeedback.size).toBe(0);
		expect(await kinds()).not.toContain('NOT_DELETED');
	});
});

describe('deleting many on request', () => {
	it('stores every group, and parks what a failure left, to be deleted later', async () => {
		await open();
		const known = office.someone();
		const ids = [...Array.from({ length: 120 }, (_, at) => `nobody-${at}`), known.id];
		let calls = 0;
		const again = office.intercept('linkedIn', (request) => {
			if (!isDeletion(request, 'candidates')) return undefined;
			calls += 1;
			return calls > 1 ? { status: 403 } : undefined;
		});
		await expect(office.remove({ kind: 'candidate', ids })).rejects.toMatchObject({ status: 403 });
		again();
		const proven = (await office.ledger()).filter(({ proof }) => proof.startsWith('LinkedIn'));
		expect(proven.filter(({ kind }) => kind === 'candidate')).toHaveLength(100);
		expect((await office.parked()).filter(({ code }) => code === 'NOT_DELETED')).toHaveLength(21);
		office.put({ ...known, phoneNumber: '+1 555 0179' });
		await office.changes();
		expect(office.isHeld(known.id)).toBe(false);
	});
});
