import { HistoryOffice, type OfficeChoice } from '../support/HistoryOffice';

let office: HistoryOffice;

async function open(choice: OfficeChoice = {}): Promise<void> {
	office = await HistoryOffice.open(choice);
}
afterEach(async () => {
	await office.close();
});
const parkedKeys = async () => (await office.parked()).map(({ recordKey }) => recordKey);

describe('who was deleted on request', () => {
	it('stays barred although a write that was under way brought them back, and a reconciliation deleted them again', async () => {
		await open();
		const one = office.someone();
		const before = office.held.candidates.get(one.id);
		await office.remove({ kind: 'candidate', ids: [one.id] });
		if (before) office.held.candidates.set(one.id, before);
		await office.reconciled();
		expect(office.isHeld(one.id)).toBe(false);
		expect(await office.deletions.barred([one.id])).toEqual(new Map([[one.id, 'always']]));
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
		expect(await office.deletions.barred([one.id])).toEqual(new Map([[one.id, 'always']]));
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
		await office.records([{ candidateId: office.someone().id }]);
		expect(office.held.jobs.get(jobId)?.listing).toBe('NOT_LISTED');
		expect(await parkedKeys()).not.toContain(`job:${jobId}`);
		expect(await office.ledger()).toContainEqual(
			expect.objectContaining({ recordKey: `job:${jobId}`, reason: 'onRequest' }),
		);
	});
});
