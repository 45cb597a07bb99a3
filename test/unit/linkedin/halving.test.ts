import fc from 'fast-check';
import { createSandbox, type Sandbox } from '../../../sandbox/createSandbox';
import { setConnected } from '../../../sandbox/linkedin/registerLinkedIn';
import { PauseSignal } from '../../../src/errors/PauseSignal';
import { deleteApplications, upsertApplications } from '../../../src/linkedin/applications';
import { MAX_BATCH } from '../../../src/linkedin/batchWrite';
import { deleteCandidates, upsertCandidates } from '../../../src/linkedin/candidates';
import { submitJobs } from '../../../src/linkedin/jobPostings';
import type { LinkedInSettings } from '../../../src/linkedin/LinkedInSettings';
import { upsertSubRecords } from '../../../src/linkedin/subRecords';
import { linkedInOf } from '../../support/linkedInOf';
import { someApplication, someCandidate, someJob } from '../../support/linkedInRecords';

const ORGANIZATION = 'urn:li:organization:1000';
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await createSandbox({ people: 20, limits: 'off' });
});
afterEach(() => {
	sandbox.store.reset();
	sandbox.context.requests.reset();
	sandbox.context.faults.reset();
	setConnected(sandbox.room, true);
});
afterAll(async () => {
	await sandbox.close();
});

const api = (linkedIn: Partial<LinkedInSettings> = {}) => linkedInOf(sandbox, linkedIn);
const held = () => sandbox.store.of(ORGANIZATION);
/** Requests to resources, without those for tokens. */
const requests = (): number =>
	Object.entries(sandbox.context.requests.summary().routes)
		.filter(([route]) => !route.includes('oauth'))
		.reduce((sum, [, count]) => sum + count.requests, 0);
const spoil = (kind: string, id: string, status = 400): void => {
	sandbox.store.spoilers.set(`${kind} ${id}`, {
		status,
		message: `ERROR :: /lastName :: Ada Lo is not valid\n`,
	});
};
const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `R${at}`);

describe('one record that spoils the whole call', () => {
	it.each([400, 413, 422, 500])('is refused alone, the others are taken, on %d', async (status) => {
		spoil('candidate', 'R37', status);
		const outcome = await upsertCandidates(
			api(),
			ids(100).map((id) => someCandidate(id)),
		);
		expect(outcome.accepted).toHaveLength(99);
		expect(outcome.refusals).toEqual([
			{
				record: expect.objectContaining({ id: 'R37' }),
				verdict: 'refused',
				status,
				field: '/lastName',
			},
		]);
		expect(held().candidates.size).toBe(99);
		expect(requests()).toBeLessThanOrEqual(1 + 2 * Math.log2(100) + 2);
	});

	it('costs nothing where there is none', async () => {
		await upsertCandidates(
			api(),
			ids(100).map((id) => someCandidate(id)),
		);
		expect(requests()).toBe(1);
	});

	it('does not stop applications, sub-records, deletions and jobs either', async () => {
		const client = api();
		spoil('application', 'R3', 422);
		const applications = await upsertApplications(client, ids(9).map(someApplication));
		expect(applications.refusals.map(({ record }) => record.id)).toEqual(['R3']);

		spoil('applicationNote', 'R5/N', 400);
		const notes = ids(9)
			.filter((id) => id !== 'R3')
			.map((parentId) => ({ parentId, id: 'N', fields: { note: 'x' } }));
		expect(await upsertSubRecords(client, 'applicationNotes', notes)).toEqual(
			new Map([['R5', 400]]),
		);

		sandbox.store.spoilers.clear();
		spoil('application', 'R4', 500);
		const deleted = await deleteApplications(client, ids(9));
		expect([...deleted].filter(([, status]) => status !== 204)).toEqual([
			['R3', 404],
			['R4', 500],
		]);
		expect([...held().applications.keys()]).toEqual(['R4']);

		const jobs = await submitJobs(
			client,
			ids(9).map((id) =>
				someJob(id, 'Baker', id === 'R7' ? 'careers.example.com/apply/1' : undefined),
			),
		);
		expect(jobs.filter((job) => 'taskUrn' in job)).toHaveLength(8);
		expect(jobs.filter((job) => !('taskUrn' in job))).toEqual([
			{ externalJobPostingId: 'R7', status: 400, field: '/companyApplyUrl' },
		]);
	});

	it('keeps nothing of what LinkedIn quotes', async () => {
		spoil('candidate', 'R1');
		const { refusals } = await upsertCandidates(
			api(),
			ids(3).map((id) => someCandidate(id)),
		);
		expect(JSON.stringify({ ...refusals[0], record: undefined })).not.toContain('Ada');
	});

	it('lets a 500 that passes be no more than a repetition', async () => {
		sandbox.context.faults.add([
			{ kind: 'status', status: 500, path: '/rest/candidates', times: 1, skip: 0, delayMs: 0 },
		]);
		const { accepted } = await upsertCandidates(
			api(),
			ids(100).map((id) => someCandidate(id)),
		);
		expect(accepted).toHaveLength(100);
		expect(requests()).toBe(2);
	});

	it('waits an outage out, in which everything is a 500', async () => {
		sandbox.context.faults.add([
			{ kind: 'status', status: 500, path: '/rest/candidates', times: 500, skip: 0, delayMs: 0 },
		]);
		const run = upsertCandidates(
			api(),
			ids(100).map((id) => someCandidate(id)),
		);
		await expect(run).rejects.toBeInstanceOf(PauseSignal);
		expect(requests()).toBeLessThan(80);
	});

	it('gives up when nothing at all goes through, and confirms nothing', async () => {
		for (const id of ids(100)) spoil('candidate', id);
		const { accepted, refusals } = await upsertCandidates(
			api(),
			ids(100).map((id) => someCandidate(id)),
		);
		expect(accepted).toEqual([]);
		expect(new Set(refusals.map(({ record }) => record.id)).size).toBe(100);
		expect(new Set(refusals.map(({ verdict }) => verdict))).toEqual(
			new Set(['refused', 'notConfirmed']),
		);
		expect(requests()).toBeLessThan(70);
	});

	it('stops for a refusal of everything that is not about content', async () => {
		for (const integration of held().integrations.values()) integration.enabled = false;
		await expect(
			upsertCandidates(
				api(),
				ids(9).map((id) => someCandidate(id)),
			),
		).rejects.toMatchObject({
			status: 403,
		});
		expect(requests()).toBe(1);
	});
});

describe('any mixture of good and bad records', () => {
	const Mixture = fc.array(
		fc.oneof(
			{ weight: 8, arbitrary: fc.constant('good' as const) },
			{ weight: 1, arbitrary: fc.constantFrom(400, 413, 422, 500, 'perKey' as const) },
		),
		{ minLength: 1, maxLength: 100, size: 'max' },
	);

	it('confirms the good ones, refuses each bad one once, with a bound on calls', async () => {
		await fc.assert(
			fc.asyncProperty(Mixture, async (kinds) => {
				sandbox.store.reset();
				setConnected(sandbox.room, true);
				sandbox.context.requests.reset();
				const bad = new Set<string>();
				kinds.forEach((kind, at) => {
					if (kind === 'good') return;
					bad.add(`R${at}`);
					if (kind === 'perKey')
						sandbox.store.refusals.set(`candidate R${at}`, { status: 422, message: 'no' });
					else spoil('candidate', `R${at}`, kind);
				});
				// A batch in which nothing is good and all is a 500 cannot be told from an outage.
				fc.pre(kinds.includes('good') || !kinds.includes(500));
				const outcome = await upsertCandidates(
					api(),
					ids(kinds.length).map((id) => someCandidate(id)),
				);
				const good = ids(kinds.length).filter((id) => !bad.has(id));
				expect(outcome.accepted.map(({ id }) => id).sort()).toEqual([...good].sort());
				expect(outcome.refusals.map(({ record }) => record.id).sort()).toEqual([...bad].sort());
				expect(requests()).toBeLessThanOrEqual(
					Math.ceil(kinds.length / MAX_BATCH) + bad.size * (2 * Math.log2(100) + 2),
				);
			}),
			{ numRuns: 40 },
		);
	});
});

describe('the same key twice', () => {
	it('goes out once, as it stands last', async () => {
		const client = api();
		const people = await upsertCandidates(client, [
			someCandidate('C1', 'First'),
			someCandidate('C2'),
			someCandidate('C1', 'Last'),
		]);
		expect(people.accepted.map(({ id }) => id)).toEqual(['C2', 'C1']);
		expect(held().candidates.get('C1')?.fields.firstName).toBe('Last');

		await upsertApplications(client, [someApplication('A1'), someApplication('A1')]);
		const notes = ['one', 'two'].map((note) => ({ parentId: 'A1', id: 'N', fields: { note } }));
		expect((await upsertSubRecords(client, 'applicationNotes', notes)).size).toBe(0);
		expect(held().applications.get('A1')?.notes.get('N')).toMatchObject({ note: 'two' });
		const below = linkedInOf(sandbox, { generation: 'v2' });
		expect((await upsertSubRecords(below, 'interviewFeedback', notes)).size).toBe(0);

		const jobs = await submitJobs(client, [someJob('J1', 'First'), someJob('J1', 'Last')]);
		expect(jobs).toEqual([{ externalJobPostingId: 'J1', taskUrn: expect.any(String) }]);
		expect([...held().tasks.values()].map(({ fields }) => fields.title)).toEqual(['Last']);

		expect(await deleteApplications(client, ['A1', 'A1'])).toEqual(new Map([['A1', 204]]));
		expect(await deleteCandidates(client, ['C1', 'C1'])).toEqual(new Map([['C1', 204]]));
	});
});
