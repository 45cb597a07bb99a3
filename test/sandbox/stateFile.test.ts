import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { loadState, saveState } from '../../sandbox/stateFile';
import { startReceiver, type Receiver } from '../../scripts/support/startReceiver';

const WEBHOOKS = '/webhooks-api/v201907/subscriptions';
const folder = mkdtempSync(join(tmpdir(), 'rsc-state-'));
const file = join(folder, 'state.json');
let sandbox: Sandbox;
let receiver: Receiver;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 60, limits: 'off' });
	receiver = await startReceiver();
});
afterEach(async () => {
	await receiver.close();
	await sandbox.close();
});
afterAll(() => {
	rmSync(folder, { recursive: true });
});

async function smartRecruiters(method: string, path: string, body?: unknown) {
	const answer = await fetch(sandbox.smartRecruitersUrl + path, {
		method,
		headers: { 'x-smarttoken': 'SANDBOX-KEY', 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const text = await answer.text();
	return { status: answer.status, body: text ? JSON.parse(text) : undefined };
}
const control = async (method: string, path: string, body?: unknown) =>
	(await (
		await fetch(`${sandbox.url}/_sandbox${path}`, {
			method,
			...(body !== undefined && { body: JSON.stringify(body) }),
		})
	).json()) as object;
const personAt = (position: number) => {
	const found = sandbox.context.company.candidateAt(position);
	if (!found) throw new Error('Nobody');
	return found;
};
async function startAgain(): Promise<void> {
	saveState(sandbox, file);
	await sandbox.close();
	sandbox = await createSandbox({ people: 60, limits: 'off' });
	expect(loadState(sandbox, file)).toBe(true);
}

describe('a sandbox that is started again', () => {
	it('has the company as it was left, and tells nobody of the start', async () => {
		const { body } = await smartRecruiters('POST', WEBHOOKS, {
			callbackUrl: receiver.url,
			events: ['candidate.updated', 'candidate.created', 'candidate.deleted'],
		});
		await smartRecruiters('PUT', `${WEBHOOKS}/${body.id}/activation`);
		const [changed, gone] = [personAt(0).id, personAt(1).id];
		await control('PATCH', `/company/candidates/${changed}`, { phoneNumber: '+1 555 0123' });
		await control('DELETE', `/company/candidates/${gone}`);
		const created = await smartRecruiters('POST', '/candidates', {
			firstName: 'Nina',
			lastName: 'Later',
			email: 'nina.later@example.com',
		});
		expect(created.status).toBe(201);
		const jobId = sandbox.context.company.job(2).id;
		await control('PATCH', `/company/jobs/${jobId}`, { title: 'Gardener' });
		await sandbox.context.live.hub.deliverDue();
		const before = [...sandbox.context.company.candidates()];
		const told = receiver.requests.length;

		await startAgain();
		expect([...sandbox.context.company.candidates()]).toEqual(before);
		expect(sandbox.context.company.candidateById(changed)?.phoneNumber).toBe('+1 555 0123');
		expect(sandbox.context.company.candidateById(gone)).toBeUndefined();
		expect(sandbox.context.company.jobById(jobId)?.title).toBe('Gardener');
		await sandbox.context.live.hub.deliverDue();
		expect(receiver.requests).toHaveLength(told);

		// The subscription is still there.
		await control('PATCH', `/company/candidates/${changed}`, { phoneNumber: '+1 555 0124' });
		await sandbox.context.live.hub.deliverDue();
		expect(receiver.requests).toHaveLength(told + 1);
		const audited = sandbox.context.live.audit.find(({ entityId }) => entityId === gone);
		expect(audited.map(({ eventName }) => eventName)).toContain('CANDIDATE_DELETED');
	});

	it('has InMails, notes on both sides, and exports', async () => {
		await control('POST', '/activity/generate', { seats: 2, days: 1, perDay: 4, seed: 3 });
		await control('POST', '/switches', { 'li§11 jobs without viewers are hidden': false });
		sandbox.store
			.of('urn:li:organization:1000')
			.jobs.set('job1', { fields: { title: 'Gardener' }, listing: 'LISTED', jobPostingUrn: '' });
		const { exports } = (await control('POST', '/exports/generate', { people: 2 })) as {
			exports: object[];
		};
		expect(exports).toHaveLength(2);
		await smartRecruiters('POST', '/messages/shares', {
			content: `#[CANDIDATE:${personAt(0).id}] hello`,
			shareWith: { openNote: true },
		});
		const before = await control('GET', '/activity');
		expect(before).toMatchObject({ notesInSmartRecruiters: 1 });
		await startAgain();
		expect(await control('GET', '/activity')).toEqual({
			...before,
			inMailsPeakPerMemberAndMinute: 0,
		});
		expect(await control('GET', '/exports')).toEqual({ exports });
	});

	it('gives one record of LinkedIn, or says that it holds none', async () => {
		sandbox.store
			.of('urn:li:organization:1000')
			.candidates.set('one', { fields: { firstName: 'Nina' }, writtenAtMs: 0, notes: new Map() });
		await startAgain();
		expect(await control('GET', '/linkedin/records/candidates/one')).toEqual({
			id: 'one',
			fields: { firstName: 'Nina' },
		});
		const answer = await fetch(`${sandbox.url}/_sandbox/linkedin/records/candidates/other`);
		expect(answer.status).toBe(404);
	});
});
