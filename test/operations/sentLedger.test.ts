import { HistoryOffice, isDeletion, type OfficeChoice } from '../support/HistoryOffice';
import { nonEmpty } from '../support/nonEmpty';
import { unknownToLedger } from '../support/unknownToLedger';
import { ORGANIZATION, shareOnly } from '../../scripts/support/historyRuntime';
import type { HttpRequest } from '../../src/http/Transport';
import { setSharingRules } from '../../src/operations/contract/setSharingRules';
import { DELETIONS, PEOPLE, SENT } from '../../src/state/tables';

let office: HistoryOffice;
let asked: HttpRequest[];

async function open(choice: OfficeChoice = {}): Promise<void> {
	office = await HistoryOffice.open(choice);
	listen();
	office.intercept('linkedIn', (request) => {
		asked.push(request);
		return undefined;
	});
}
/** From here on. */
function listen(): void {
	asked = [];
}
afterEach(async () => {
	await office.close();
});

const named = (id: string) =>
	asked.filter(({ url, body = '' }) => url.includes(id) || body.includes(id)).length;
const deletionsOf = (resource: string) => asked.filter((one) => isDeletion(one, resource)).length;
const stageWrites = () =>
	asked.filter(({ url, method }) => method !== 'GET' && /applicationStage/i.test(url)).length;

describe('a person whom SmartRecruiters deleted', () => {
	it.each([10, 100, 1_000])('costs two calls to LinkedIn among %i jobs', async (jobs) => {
		await open({ people: 30, jobs });
		const one = office.someone(({ applications }) => applications.length > 0);
		office.company.deleteCandidate(one.id);
		await office.changes();
		expect(office.isHeld(one.id)).toBe(false);
		expect([deletionsOf('atsApplications'), deletionsOf('candidates')]).toEqual([1, 1]);
		expect(named(one.id)).toBe(2);
	});

	it('is named to LinkedIn in no call at all when it was never sent them', async () => {
		await open({ sharing: { confidentialTags: ['secret'] } });
		const one = office.someone();
		const stranger = {
			...one,
			id: 'never-sent-0001',
			tags: ['secret'],
			email: 'never@example.com',
		};
		office.put(stranger);
		await office.changes();
		office.company.deleteCandidate(stranger.id);
		office.advance(600_000);
		await office.changes();
		office.advance(600_000);
		await office.reconciled();
		expect(named(stranger.id)).toBe(0);
	});

	it('is deleted with every application although somebody emptied the table', async () => {
		await open({ people: 30, jobs: 12 });
		const one = office.someone(({ applications }) => applications.length > 1);
		await office.runtime.store.remove(SENT, {});
		office.company.deleteCandidate(one.id);
		await office.changes();
		expect(office.isHeld(one.id)).toBe(false);
	});

	it('is deleted with every application also after the loss of the table was accepted', async () => {
		await open({ people: 30, jobs: 12 });
		const one = office.someone(({ applications }) => applications.length > 1);
		await office.runtime.store.remove(SENT, {});
		office.put(office.someone(({ id }) => id !== one.id));
		await office.changes();
		await setSharingRules(office.runtime, { rules: {}, changedBy: 'Sam Admin' });
		office.company.deleteCandidate(one.id);
		office.advance(600_000);
		await office.changes();
		expect(office.isHeld(one.id)).toBe(false);
	});
});

describe('an application that SmartRecruiters has no more', () => {
	/** Two people have lost an application, and nothing tells of it. */
	async function night(jobs: number): Promise<{ calls: number; left: string[] }> {
		await open({ people: 60, jobs });
		const losing = [...office.company.candidates()]
			.filter(({ id, applications }) => office.held.candidates.has(id) && applications.length > 1)
			.slice(0, 2);
		const lost = nonEmpty(losing).map((one) => {
			office.put({ ...one, applications: one.applications.slice(0, -1) });
			return `${one.id}_${one.applications.at(-1)?.jobId ?? ''}`;
		});
		expect(lost.every((id) => office.held.applications.has(id))).toBe(true);
		listen();
		await office.reconciled({ samplePercent: 0 });
		const left = lost.filter((id) => office.held.applications.has(id));
		const calls = asked.filter(({ url }) => /application/i.test(url)).length;
		await office.close();
		return { calls, left };
	}

	it('is deleted by the nightly look, for as many calls among ten jobs as among three hundred', async () => {
		const few = await night(10);
		const many = await night(300);
		expect([few.left, many.left]).toEqual([[], []]);
		expect(many.calls).toBe(few.calls);
		await open({ people: 1 });
	});
});

describe('stages', () => {
	it('are sent once, and again only for the application that moved', async () => {
		await open({ people: 40 });
		for (const one of office.company.candidates()) office.put(one);
		await office.changes();
		expect(stageWrites()).toBe(0);
		const one = office.someone(({ applications }) => applications.length > 0);
		const [first, ...others] = one.applications;
		if (!first) throw new Error('No application');
		office.advance(3_600_000);
		const history = [...first.history, { status: 'INTERVIEW' as const, changedOn: office.nowMs }];
		office.put({ ...one, applications: [{ ...first, history }, ...others] });
		listen();
		await office.changes();
		expect(stageWrites()).toBe(1);
	});

	it('are sent again with an application that LinkedIn lost', async () => {
		await open({ people: 40 });
		const one = office.someone(({ applications }) => applications.length > 0);
		const { id } = office.applicationOf(one);
		const before = office.held.applications.get(id)?.stages.size ?? 0;
		expect(before).toBeGreaterThan(0);
		office.held.applications.delete(id);
		await office.reconciled();
		expect(office.held.applications.get(id)?.stages.size).toBe(before);
	});
});

describe('what may no longer be shared', () => {
	it('is deleted by what was sent, and not named to LinkedIn afterwards', async () => {
		await open();
		const one = office.someone(({ applications }) => applications.length > 1);
		await shareOnly(office.runtime, { confidentialTags: ['secret'] });
		office.put({ ...one, tags: ['secret'] });
		await office.changes();
		expect(office.isHeld(one.id)).toBe(false);
		expect(named(one.id)).toBeGreaterThan(0);
		listen();
		office.put({ ...one, tags: ['secret'] });
		office.advance(600_000);
		await office.changes();
		await office.records([{ candidateId: one.id }]);
		expect(named(one.id)).toBe(0);
	});

	it('is closed as a job, and not named to LinkedIn afterwards', async () => {
		await open();
		const [jobId = ''] =
			[...office.held.jobs].find(([, { listing }]) => listing === 'LISTED') ?? [];
		const again = () => {
			const job = office.company.jobById(jobId);
			if (job) office.company.changeJob({ ...job, updatedOn: office.nowMs });
		};
		await shareOnly(office.runtime, { jobsNeverSent: [jobId] });
		for (let turn = 0; turn < 3; turn += 1) {
			again();
			await office.changes();
			office.advance(600_000);
		}
		expect(office.held.jobs.get(jobId)?.listing).toBe('NOT_LISTED');
		// With the applications to it.
		await office.reconciled();
		listen();
		again();
		await office.changes();
		await office.records([{ jobId }]);
		await office.reconciled();
		expect(named(jobId)).toBe(0);
	});
});

describe('many at once', () => {
	it('webhooks of one person in a storm leave the table small, and true', async () => {
		await open();
		const one = office.someone();
		await Promise.all(
			Array.from({ length: 12 }, async () => await office.records([{ candidateId: one.id }])),
		);
		const rows = await office.runtime.store.read(SENT, { organization: ORGANIZATION });
		await office.reconciled();
		expect(rows.filter(({ kind }) => kind !== 'bucket').length).toBeLessThan(100);
		expect(await unknownToLedger(office.sandbox, office.runtime)).toEqual([]);
	});

	it('a quiet run writes nothing', async () => {
		await open();
		for (const one of office.company.candidates()) office.put(one);
		await office.changes();
		const before = await office.runtime.store.read(SENT, { organization: ORGANIZATION });
		office.advance(60_000);
		// Whoever is read again is as they were.
		await office.changes();
		expect(await office.runtime.store.read(SENT, { organization: ORGANIZATION })).toEqual(before);
	});
});

describe('after everything was removed', () => {
	it('nobody is left of whom only the table knew', async () => {
		await open();
		const one = office.someone(({ applications }) => applications.length > 0);
		office.company.deleteCandidate(one.id);
		await office.runtime.store.remove(PEOPLE, {});
		for (let runs = 0; runs < 9; runs += 1) {
			if ((await office.removeEverything()).state === 'done') break;
			office.advance(600_000);
		}
		expect(office.isHeld(one.id)).toBe(false);
	});

	it('nothing is remembered, and a new connection begins anew', async () => {
		await open();
		let report = await office.removeEverything();
		for (let runs = 0; runs < 9 && report.state !== 'done'; runs += 1) {
			office.advance(600_000);
			report = await office.removeEverything();
		}
		expect(report.state).toBe('done');
		expect(office.held.candidates.size + office.held.applications.size).toBe(0);
		expect(await office.runtime.store.read(SENT, {})).toEqual([]);
		const rows = await office.runtime.store.read(DELETIONS, { kind: 'candidate' });
		expect(rows.length).toBeGreaterThan(5);
	});
});
