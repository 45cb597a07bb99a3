import { movedTo } from '../support/movedTo';
import { HistoryOffice, isDeletion, type OfficeChoice } from '../support/HistoryOffice';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let office: HistoryOffice;

async function open(choice: OfficeChoice = {}): Promise<void> {
	office = await HistoryOffice.open(choice);
}
afterEach(async () => {
	await office.close();
});

async function codeOf(jobId: string): Promise<string | undefined> {
	return (await office.parked()).find(({ recordKey }) => recordKey === `job:${jobId}`)?.code;
}

/** A job that LinkedIn has lost is sent again; then n8n stands still until LinkedIn has forgotten its task. */
async function sendAgainAndForget(): Promise<string> {
	const [jobId = ''] = [...office.held.jobs].flatMap(([id, { listing }]) =>
		listing === 'LISTED' ? id : [],
	);
	office.held.jobs.delete(jobId);
	await office.reconciled();
	office.advance(3 * DAY_MS);
	office.settleTasks();
	office.held.tasks.clear();
	return jobId;
}

describe('a reconciliation that is under way', () => {
	it('does not delete whom it has itself seen again and sent', async () => {
		await open();
		const one = office.someone();
		office.company.deleteCandidate(one.id);
		const event = { event: 'candidate.deleted', sentAtMs: office.nowMs };
		await office.records([{ candidateId: one.id, ...event }]);
		expect(office.isHeld(one.id)).toBe(false);
		office.put(one);
		const report = await office.reconciled();
		expect(office.isHeld(one.id)).toBe(true);
		expect(report.resurrected).toBe(0);
		expect(await office.deletions.barred([one.id])).toEqual(new Map());
	});

	it('follows a job that it sends again, and says why LinkedIn drops it', async () => {
		await open();
		const [jobId = ''] = [...office.held.jobs].flatMap(([id, { listing }]) =>
			listing === 'LISTED' ? id : [],
		);
		office.held.jobs.delete(jobId);
		const { linkedIn } = office.runtime;
		const { transport } = linkedIn;
		linkedIn.transport = async (request) =>
			await transport(
				request.body && request.url.endsWith('/simpleJobPostings')
					? { ...request, body: movedTo('Nowhere', jobId, request.body) }
					: request,
			);
		const missing = { recordId: jobId, difference: 'missing' };
		expect((await office.reconciled()).differences).toMatchObject([missing]);
		expect(await codeOf(jobId)).toBe('JOB_TASK_RUNNING');
		office.advance(HOUR_MS);
		await office.changes();
		expect(await codeOf(jobId)).toBe('JOB_TASK_FAILED');
		linkedIn.transport = transport;
		expect((await office.reconciled()).differences).toMatchObject([missing]);
		office.advance(HOUR_MS);
		await office.changes();
		expect(await codeOf(jobId)).toBeUndefined();
		expect((await office.reconciled()).agree).toBe(true);
	});

	it.each([
		['has', true],
		['does not have', false],
	])(
		'looks up a job sent again that LinkedIn %s, when n8n stood still until its task was forgotten',
		async (_, arrives) => {
			await open();
			const jobId = await sendAgainAndForget();
			if (!arrives) office.held.jobs.delete(jobId);
			await office.changes();
			expect(await codeOf(jobId)).toBe(arrives ? undefined : 'JOB_TASK_LOST');
			office.advance(HOUR_MS);
			await office.changes();
			expect(await codeOf(jobId)).toBe(arrives ? undefined : 'JOB_TASK_RUNNING');
			office.advance(HOUR_MS);
			await office.changes();
			expect(office.held.jobs.has(jobId)).toBe(true);
			expect(await codeOf(jobId)).toBeUndefined();
		},
	);

	it('leaves a job under way while LinkedIn answers for it with an error', async () => {
		await open();
		const jobId = await sendAgainAndForget();
		const { linkedIn } = office.runtime;
		const { transport } = linkedIn;
		let failed = 0;
		linkedIn.transport = async (request) => {
			if (!request.url.includes('/jobPostingStatus')) return await transport(request);
			failed += 1;
			const errors = { [jobId]: { status: 500, message: 'Internal Server Error' } };
			return { status: 200, headers: {}, body: { results: {}, statuses: {}, errors } };
		};
		await office.changes();
		expect(failed).toBeGreaterThan(0);
		expect(await codeOf(jobId)).toBe('JOB_TASK_RUNNING');
		linkedIn.transport = transport;
		office.advance(HOUR_MS);
		await office.changes();
		expect(await codeOf(jobId)).toBeUndefined();
	});

	it('does not delete an application that was made since it read the page', async () => {
		await open();
		const one = office.someone(({ applications }) => applications.length > 1);
		const { id } = office.applicationOf(one);
		office.put({ ...one, applications: one.applications.slice(1) });
		const isAt = async (phase: string) =>
			(await office.progress()).checkpoint.includes(`"phase":"${phase}"`);
		const step = async () => await office.reconciled({ timeLimitMs: 1, samplePercent: 0 });
		for (let steps = 0; steps < 9 && !(await isAt('leftovers')); steps += 1) await step();
		expect(await isAt('leftovers')).toBe(true);
		office.put(one);
		await office.records([{ candidateId: one.id }]);
		for (let steps = 0; steps < 99 && !(await isAt('done')); steps += 1) await step();
		expect(office.held.applications.has(id)).toBe(true);
	});

	it.each([
		['refused', 403, '{}'],
		['absent', 404, '{}'],
		['odd', 200, '{"firstName":"A","lastName":"B","primaryAssignment":{"job":null}}'],
	])('deletes no application of somebody who is %s', async (_title, status, body) => {
		await open();
		const one = office.someone(({ applications }) => applications.length > 1);
		office.put(one);
		await office.changes();
		office.answerFor(one.id, status, JSON.stringify({ id: one.id, ...Object(JSON.parse(body)) }));
		const deleted: string[] = [];
		office.intercept('linkedIn', (request) => {
			if (isDeletion(request, 'atsApplications')) deleted.push(`${request.url} ${request.body}`);
			return undefined;
		});
		await office.reconciled({ samplePercent: 0 });
		expect(deleted.join(' ')).not.toContain(one.id);
	});
});
