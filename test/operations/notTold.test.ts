import { HistoryOffice, type OfficeChoice } from '../support/HistoryOffice';
import { ORGANIZATION, shareOnly } from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';
import { Progress } from '../../src/state/Progress';
import { PEOPLE } from '../../src/state/tables';

let office: HistoryOffice;

async function open(choice: OfficeChoice = {}): Promise<void> {
	office = await HistoryOffice.open(choice);
}
afterEach(async () => {
	await office.close();
});
const parkedKeys = async () => (await office.parked()).map(({ recordKey }) => recordKey);
const MEMBER = 'urn:li:person:linked';

/** Someone whom a recruiter has linked by hand. */
function linked() {
	const one = office.someone();
	const stored = office.held.candidates.get(one.id);
	if (stored) stored.fields = { ...stored.fields, manualMatchedMember: MEMBER };
	return one;
}
const linkOf = (id: string) => office.held.candidates.get(id)?.fields.manualMatchedMember;

describe('a candidate of whom LinkedIn does not tell whether it holds them', () => {
	it('is asked for once more, and sent with the link that a recruiter made', async () => {
		await open();
		const one = linked();
		office.failReading('/rest/candidates', [one.id], 1);
		office.put({ ...one, phoneNumber: '+1 555 0102' });
		await office.changes();
		expect(linkOf(one.id)).toBe(MEMBER);
		expect(await parkedKeys()).not.toContain(`candidate:${one.id}`);
	});

	it('is not overwritten, but parked and sent later', async () => {
		await open();
		const one = linked();
		const again = office.failReading('/rest/candidates', [one.id]);
		office.put({ ...one, phoneNumber: '+1 555 0102' });
		await office.changes();
		expect(linkOf(one.id)).toBe(MEMBER);
		expect(await office.parked()).toContainEqual(
			expect.objectContaining({ recordKey: `candidate:${one.id}`, code: 'LINKEDIN_BUSY' }),
		);
		again();
		await office.changes();
		expect(linkOf(one.id)).toBe(MEMBER);
		expect(JSON.stringify(office.held.candidates.get(one.id)?.fields)).toContain('555 0102');
		expect(await parkedKeys()).not.toContain(`candidate:${one.id}`);
	});

	it('is not overwritten by the list pages of a backfill either', async () => {
		await open();
		const one = linked();
		office.failReading('/rest/candidates', [one.id]);
		await new Progress(office.runtime.store, ORGANIZATION).forget('backfill');
		await runToEnd(office.sandbox, office.runtime, { details: false });
		expect(linkOf(one.id)).toBe(MEMBER);
	});

	it('is deleted with all applications when SmartRecruiters has deleted them', async () => {
		await open();
		const one = office.someone(({ applications }) => applications.length > 1);
		office.failReading('/rest/candidates', [one.id]);
		office.company.deleteCandidate(one.id);
		await office.changes();
		expect(office.isHeld(one.id)).toBe(false);
	});

	it('is no difference in a reconciliation', async () => {
		await open();
		const one = linked();
		office.failReading('/rest/candidates', [one.id]);
		const report = await office.reconciled();
		expect(report.differences.map(({ recordId }) => recordId)).not.toContain(one.id);
		expect(linkOf(one.id)).toBe(MEMBER);
	});

	it('is deleted with all applications when everything is removed', async () => {
		await open();
		const one = office.someone();
		await office.runtime.store.put(PEOPLE, [
			{
				organization: ORGANIZATION,
				person: MEMBER,
				candidateId: one.id,
				knownBy: 'export',
				knownAt: '',
			},
		]);
		office.company.deleteCandidate(one.id);
		office.failReading('/rest/candidates', [one.id]);
		await office.removeEverything();
		expect(office.isHeld(one.id)).toBe(false);
	});
});

describe('a confidential job that is at LinkedIn', () => {
	const hide = async () => {
		const [jobId = ''] =
			[...office.held.jobs].find(([, { listing }]) => listing === 'LISTED') ?? [];
		const job = office.company.jobById(jobId);
		if (job) office.company.changeJob({ ...job, updatedOn: office.nowMs });
		await shareOnly(office.runtime, { jobsNeverSent: [jobId] });
		return jobId;
	};
	const WAYS: Record<string, (jobId: string) => Promise<unknown>> = {
		'Sync Changes': async () => await office.changes(),
		Sync: async (jobId) => await office.records([{ jobId }]),
		Reconcile: async () => await office.reconciled({ samplePercent: 0 }),
	};
	const SILENT: Record<string, (jobId: string) => () => void> = {
		'does not tell': () =>
			office.intercept('linkedIn', ({ url }) =>
				url.includes('jobPostingStatus') ? { status: 403 } : undefined,
			),
		'fails to tell': (jobId) => office.failReading('jobPostingStatus', [jobId]),
	};

	it.each(
		Object.keys(WAYS).flatMap((way) => Object.keys(SILENT).map((silent) => [way, silent] as const)),
	)('is closed by %s although LinkedIn %s whether it is open', async (way, silent) => {
		await open();
		const jobId = await hide();
		const again = SILENT[silent]?.(jobId);
		await WAYS[way]?.(jobId);
		again?.();
		office.advance(600_000);
		// The sandbox carries out what is due when somebody asks.
		await office.reconciled({ repairs: false, samplePercent: 0 });
		expect(office.held.jobs.get(jobId)).toMatchObject({
			listing: 'NOT_LISTED',
			fields: { title: 'Withdrawn' },
		});
	});

	it('is not said to be closed after everything was removed', async () => {
		await open();
		SILENT['does not tell']?.('');
		let report = await office.removeEverything();
		for (let runs = 0; runs < 9 && report.state !== 'done'; runs += 1) {
			office.advance(600_000);
			report = await office.removeEverything();
		}
		expect(report).toMatchObject({ state: 'done', remaining: { candidates: 0 } });
		expect(report.message).toContain('does not say');
		expect(report.activity).not.toContain('Nothing is left');
	});
});
