import { compare } from '../../sandbox/compare/compare';
import type { CompanyCandidate } from '../../sandbox/company/entities';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { HttpStatusError } from '../../src/errors/HttpStatusError';
import { checkClosedProfiles } from '../../src/operations/history/checkClosedProfiles';
import { deleteRecords } from '../../src/operations/history/deleteRecords';
import { getRecord } from '../../src/operations/history/getRecord';
import { reconcile } from '../../src/operations/history/reconcile';
import type { ReconcileReport } from '../../src/operations/history/ReconcileReport';
import { removeEverything } from '../../src/operations/history/removeEverything';
import type { RemoveReport } from '../../src/operations/history/RemoveReport';
import type { RecordItem } from '../../src/operations/history/RecordNames';
import { syncChanges } from '../../src/operations/history/syncChanges';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { tryParkedAgain } from '../../src/operations/history/tryParkedAgain';
import { Deletions } from '../../src/state/Deletions';
import { ParkedRecords } from '../../src/state/ParkedRecords';
import { Progress } from '../../src/state/Progress';
import type { StoredSharing } from '../../src/state/Settings';
import { CONTRACTS, DELETIONS, PEOPLE } from '../../src/state/tables';
import { parkedKeys } from '../support/parkedKeys';
import { runToEnd } from '../../scripts/support/runToEnd';
import {
	ORGANIZATION,
	PROFILE_URL,
	historyRuntime,
	shareOnly,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import type { ConnectionChoice } from '../../scripts/support/sandboxConnection';
import { syncToEnd } from '../../scripts/support/syncToEnd';
import { nonEmpty } from '../support/nonEmpty';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
type SharingChange = Partial<StoredSharing>;
let sandbox: Sandbox;
let runtime: TestRuntime;

async function open(
	options: {
		people?: number;
		sharing?: SharingChange;
		choice?: ConnectionChoice;
		prepare?: () => void;
	} = {},
): Promise<void> {
	sandbox = await createSandbox({
		people: options.people ?? 80,
		jobs: 14,
		startAtMs: Date.UTC(2026, 10, 2),
		recordBodies: true,
		limits: 'off',
	});
	options.prepare?.();
	runtime = await historyRuntime(sandbox, {
		requestsPerSecond: 1000,
		...options.choice,
		...(options.sharing && { sharing: options.sharing }),
	});
	await runToEnd(sandbox, runtime);
	sandbox.context.clock.advance(30 * MINUTE_MS);
}
afterEach(async () => {
	await sandbox.close();
});

const held = () => sandbox.store.of(ORGANIZATION);
const company = () => sandbox.context.company;
const deletions = () => new Deletions(runtime.store, ORGANIZATION);
const ledger = async () => await runtime.store.read(DELETIONS, { organization: ORGANIZATION });
const agreement = (sharing: SharingChange = {}) => {
	const { departmentsNeverSent = [], jobsNeverSent = [], consent = 'everyone' } = sharing;
	return compare(
		company(),
		held(),
		'deep',
		{
			departmentsNeverSent: departmentsNeverSent.map((name) => name.replace('finance', 'Finance')),
			jobsNeverSent: [...jobsNeverSent],
			consent,
		},
		sharing.reviews ? sandbox.context.live.reviews.values() : undefined,
	);
};

/** Someone whom LinkedIn holds. */
function someone(suits: (one: CompanyCandidate) => boolean = () => true): CompanyCandidate {
	for (const one of company().candidates())
		if (held().candidates.has(one.id) && suits(one)) return one;
	throw new Error('Nobody suits');
}
const put = (one: CompanyCandidate): void => {
	company().putCandidate({ ...one, updatedOn: sandbox.context.clock.now() });
};

async function changes(sharing?: SharingChange) {
	if (sharing) await shareOnly(runtime, sharing);
	return await syncToEnd(sandbox, runtime);
}

const ITEM: RecordItem = { event: '', candidateId: '', applicationId: '', jobId: '', reviewId: '' };

async function records(items: Array<Partial<RecordItem>>, sharing?: SharingChange) {
	if (sharing) await shareOnly(runtime, sharing);
	const { report } = await syncRecords(runtime, {
		items: items.map((item) => ({ ...ITEM, ...item })),
		profileUrl: PROFILE_URL,
		timeLimitMs: 60_000,
	});
	return report;
}

const remove = async (
	what: Pick<Parameters<typeof deleteRecords>[1], 'kind' | 'ids'> &
		Partial<Parameters<typeof deleteRecords>[1]>,
) => await deleteRecords(runtime, { timeLimitMs: 60_000, ...what });

async function reconciled(
	change: Partial<Parameters<typeof reconcile>[1]> = {},
	sharing?: SharingChange,
): Promise<ReconcileReport> {
	if (sharing) await shareOnly(runtime, sharing);
	const { report } = await reconcile(runtime, {
		profileUrl: PROFILE_URL,
		timeLimitMs: 300_000,
		repairs: true,
		samplePercent: 100,
		leftoverDays: 2,
		atOnce: true,
		...change,
	});
	return report;
}

/** What SmartRecruiters answers to the details of a candidate, for as long as the test likes. */
function answerFor(candidateId: string, status: number): () => void {
	const { transport } = runtime.smartRecruiters;
	runtime.smartRecruiters.transport = async (request) =>
		request.url.endsWith(`/candidates/${candidateId}`)
			? { status, headers: {}, body: '{}' }
			: await transport(request);
	return () => {
		runtime.smartRecruiters.transport = transport;
	};
}

const isHeld = (candidateId: string): boolean =>
	held().candidates.has(candidateId) ||
	[...held().applications.keys()].some((id) => id.startsWith(candidateId));

describe('what changed since the last run', () => {
	it('is sent, and nothing else', async () => {
		await open();
		const one = someone();
		put({ ...one, phoneNumber: '+1 555 0177' });
		await fetch(`${sandbox.url}/_sandbox/requests`, { method: 'DELETE' });
		const chunks = await changes();
		expect(agreement()).toMatchObject({ agree: true });
		expect(sandbox.context.requests.summary().writes.candidate).toBe(1);
		expect(chunks.at(-1)).toMatchObject({ activity: 'Everything is at LinkedIn', finished: true });
	});

	it('costs no write when nothing changed', async () => {
		await open();
		await changes();
		await fetch(`${sandbox.url}/_sandbox/requests`, { method: 'DELETE' });
		await changes();
		expect(sandbox.context.requests.summary().writes).toEqual({});
	});

	it('includes merges, of which only the audit trail tells, with all applications of who is gone', async () => {
		await open();
		const losing = someone(({ applications }) => applications.length > 1);
		const winning = someone(({ id }) => id !== losing.id);
		company().mergeCandidates(losing.id, winning.id, sandbox.context.clock.now());
		await changes();
		expect(isHeld(losing.id)).toBe(false);
		expect(agreement()).toMatchObject({ agree: true });
		expect(await ledger()).toContainEqual(
			expect.objectContaining({
				recordKey: `candidate:${losing.id}`,
				reason: 'merged',
				proof: 'LinkedIn answered 204',
				found: true,
			}),
		);
	});

	it.each(['content', 'nested'])('reads the audit trail in the shape "%s"', async (shape) => {
		await open();
		sandbox.context.switches.set('sr§12.2 audit shape', shape);
		const one = someone();
		company().deleteCandidate(one.id);
		await changes();
		expect(isHeld(one.id)).toBe(false);
	});

	it('includes moves although the candidate’s date does not move with them', async () => {
		await open();
		sandbox.context.switches.set('sr§5.1 updatedOn moves with statuses', false);
		const one = someone();
		const [first, ...rest] = one.applications;
		if (!first) throw new Error('No application');
		const changedOn = sandbox.context.clock.now();
		const moved = { ...first, history: [...first.history, { changedOn, status: 'WITHDRAWN' }] };
		company().putCandidate({ ...one, applications: [moved, ...rest] });
		await changes();
		expect(agreement()).toMatchObject({ agree: true });
	});

	it('goes on without the audit trail where the credential may not see it, and says so', async () => {
		await open();
		sandbox.context.faults.add([
			{ path: 'audit-events', kind: 'status', status: 403, times: 9, skip: 0, delayMs: 0 },
		]);
		put({ ...someone(), phoneNumber: '+1 555 0178' });
		const chunks = await changes();
		expect(chunks.at(-1)?.seesAudit).toBe(false);
		expect(chunks.at(-1)?.message).toContain('audit_events_read');
		expect(agreement()).toMatchObject({ agree: true });
	});

	it('brings a job’s new title into all its applications, at once or with the next run', async () => {
		await open();
		const { jobId } = someone().applications[0] ?? { jobId: '' };
		const retitle = (title: string): void => {
			const job = company().jobById(jobId);
			if (job) company().changeJob({ ...job, title, updatedOn: sandbox.context.clock.now() });
		};
		retitle('Another Title');
		await records([{ jobId }]);
		expect(agreement().streams.applications).toMatchObject({ agree: true });
		retitle('Yet Another Title');
		await changes();
		expect(agreement()).toMatchObject({ agree: true });
	});
});

describe('Sync Changes', () => {
	it('waits for a backfill instead of pretending', async () => {
		sandbox = await createSandbox({ people: 20, limits: 'off' });
		runtime = await historyRuntime(sandbox);
		const { report } = await syncChanges(runtime, {
			profileUrl: '',
			chunkRecords: 1000,
			jobCheckDelayMs: 1,
			timeLimitMs: 60_000,
			atOnce: true,
		});
		expect(report).toMatchObject({ state: 'waiting', finished: false });
		expect(report.message).toContain('run Backfill first');
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
	});

	it('says what is wrong when SmartRecruiters refuses everything', async () => {
		await open({ people: 40 });
		const { transport } = runtime.smartRecruiters;
		runtime.smartRecruiters.transport = async (request) =>
			request.url.includes('/candidates?')
				? { status: 403, headers: {}, body: '{}' }
				: await transport(request);
		const failure: unknown = await changes().catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(HttpStatusError);
		expect(failure).toMatchObject({ status: 403, advice: expect.stringContaining('scope') });
		const row = await new Progress(runtime.store, ORGANIZATION).read('changes');
		expect(row).toMatchObject({ activity: 'Stopped', message: expect.stringContaining('403') });
	});

	it('tries parked records again that may settle by themselves', async () => {
		await open({ people: 40 });
		const one = someone();
		const again = answerFor(one.id, 404);
		await records([{ candidateId: one.id, event: 'candidate.updated' }]);
		again();
		await changes();
		expect(await parkedKeys(runtime)).not.toContain(`candidate:${one.id}`);
		expect(agreement()).toMatchObject({ agree: true });
	});
});

describe('records that are named', () => {
	it('are read and sent: candidates, applications by UUID, jobs', async () => {
		await open();
		const one = someone();
		const other = someone(({ id }) => id !== one.id);
		put({ ...one, phoneNumber: '+1 555 0180' });
		put({ ...other, phoneNumber: '+1 555 0181' });
		const result = await records([
			{ candidateId: one.id, event: 'candidate.updated' },
			{ candidateId: one.id, event: 'candidate.updated' },
			{ applicationId: other.applications[0]?.applicationId ?? '' },
		]);
		expect(result.sentCandidates.sort()).toEqual([one.id, other.id].sort());
		expect(agreement()).toMatchObject({ agree: true });
	});

	it('that SmartRecruiters does not show at first are parked, and nothing is recorded as deleted', async () => {
		await open({ people: 40 });
		const one = someone();
		const again = answerFor(one.id, 404);
		const first = await records([{ candidateId: one.id, event: 'candidate.created' }]);
		expect(first).toMatchObject({ absent: [one.id], deleted: [] });
		expect(isHeld(one.id)).toBe(true);
		expect(await ledger()).toEqual([]);
		expect(await parkedKeys(runtime)).toContain(`candidate:${one.id}`);
		again();
		await records([{ candidateId: one.id, event: 'candidate.created' }]);
		expect(await parkedKeys(runtime)).not.toContain(`candidate:${one.id}`);
	});

	it('are deleted when an event of late says so and a read confirms it', async () => {
		await open();
		const one = someone(({ applications }) => applications.length > 1);
		company().deleteCandidate(one.id);
		const sentAtMs = sandbox.context.clock.now() - MINUTE_MS;
		const told = { candidateId: one.id, event: 'candidate.deleted', sentAtMs };
		const { deleted } = await records([told]);
		expect(isHeld(one.id)).toBe(false);
		expect(deleted.filter(({ kind }) => kind === 'application')).toHaveLength(
			one.applications.length,
		);
		expect((await deletions().barred([one.id])).get(one.id)).toMatchObject({ barred: 'untilSeen' });
	});

	it.each([
		['for a living candidate', 0, false],
		['that is older than SmartRecruiters repeats it', 10 * 24 * HOUR_MS, true],
	])('stay when a candidate.deleted comes %s', async (_title, ageMs, isGone) => {
		await open({ people: 40 });
		const one = someone();
		if (isGone) answerFor(one.id, 404);
		const sentAtMs = sandbox.context.clock.now() - ageMs;
		await records([{ candidateId: one.id, event: 'candidate.deleted', sentAtMs }]);
		expect(isHeld(one.id)).toBe(true);
		expect(await ledger()).toEqual([]);
	});

	it('stay when most of them are absent at once, and it says that rights may have changed', async () => {
		await open({ people: 40 });
		const ids = [...held().candidates.keys()].slice(0, 12);
		for (const id of ids) answerFor(id, 404);
		const report = await records(ids.map((candidateId) => ({ candidateId })));
		expect(report.message).toContain('check the system role');
		expect(await ledger()).toEqual([]);
	});

	it('come back when somebody who was taken for deleted is seen again', async () => {
		await open({ people: 40 });
		const one = someone();
		const again = answerFor(one.id, 404);
		const sentAtMs = sandbox.context.clock.now();
		await records([{ candidateId: one.id, event: 'candidate.deleted', sentAtMs }]);
		expect(isHeld(one.id)).toBe(false);
		again();
		await records([{ candidateId: one.id, event: 'candidate.updated' }]);
		expect(isHeld(one.id)).toBe(true);
		expect(await deletions().barred([one.id])).toEqual(new Map());
		expect(agreement()).toMatchObject({ agree: true });
	});

	it('with one that may not be read go, and that one is parked', async () => {
		await open({ people: 40 });
		const one = someone();
		const other = someone(({ id }) => id !== one.id);
		answerFor(one.id, 403);
		const report = await records([{ candidateId: one.id }, { candidateId: other.id }]);
		expect(report).toMatchObject({ sentCandidates: [other.id], rejected: 1 });
		expect(await parkedKeys(runtime)).toContain(`candidate:${one.id}`);
	});

	it('close a job that is over, and open it again', async () => {
		await open();
		const job = [...held().jobs].find(([, { listing }]) => listing === 'LISTED');
		const found = company().jobById(job?.[0] ?? '');
		if (!found) throw new Error('No job');
		const listing = (): string | undefined => held().jobs.get(found.id)?.listing;
		for (const [status, wanted] of [
			['FILLED', 'NOT_LISTED'],
			['SOURCING', 'LISTED'],
		] as const) {
			company().changeJob({ ...found, status, updatedOn: sandbox.context.clock.now() });
			await records([{ jobId: found.id }]);
			sandbox.context.clock.advance(10 * MINUTE_MS);
			await changes();
			expect(listing()).toBe(wanted);
		}
	});
});

describe('a deleted person', () => {
	it('stays gone: tombstone, overlap re-read, and a write that was under way', async () => {
		await open();
		const one = someone();
		const before = held().candidates.get(one.id);
		company().deleteCandidate(one.id);
		await changes();
		expect(isHeld(one.id)).toBe(false);
		// A write that was read before the deletion and arrives after it.
		if (before) held().candidates.set(one.id, before);
		await changes();
		expect(isHeld(one.id)).toBe(false);
		if (before) held().candidates.set(one.id, before);
		sandbox.context.clock.advance(24 * HOUR_MS);
		expect((await reconciled()).resurrected).toBe(1);
		expect(isHeld(one.id)).toBe(false);
	});

	it('does not come back although SmartRecruiters still has them, when a person decided so', async () => {
		await open();
		const one = someone();
		const { deletions: deleted } = await remove({ kind: 'candidate', ids: [one.id] });
		expect(deleted).toContainEqual(
			expect.objectContaining({ kind: 'candidate', proof: 'LinkedIn answered 204' }),
		);
		put({ ...one, phoneNumber: '+1 555 0179' });
		await changes();
		expect((await records([{ candidateId: one.id }])).withheld).toEqual([
			{ candidateId: one.id, why: 'deleted before' },
		]);
		await runToEnd(sandbox, runtime, { startAgain: true });
		await reconciled();
		expect(isHeld(one.id)).toBe(false);
		expect((await deletions().barred([one.id])).get(one.id)).toMatchObject({ barred: 'always' });
	});

	it.each([
		['v2', '1.0'],
		['v2', '2.0.0'],
		['rest', '1.0'],
		['rest', '2.0.0'],
	] as const)('is gone through generation %s with keys of %s', async (generation, protocol) => {
		await open({ people: 40, choice: { linkedIn: { generation, protocol } } });
		const one = someone(({ applications }) => applications.length > 1);
		company().deleteCandidate(one.id);
		const { deletions: deleted, rejections } = await remove({ kind: 'candidate', ids: [one.id] });
		expect(isHeld(one.id)).toBe(false);
		expect(deleted).toHaveLength(1 + one.applications.length);
		expect(rejections).toEqual([]);
	});

	it('is reported when LinkedIn does not confirm it', async () => {
		await open({ people: 40 });
		const one = someone();
		sandbox.context.faults.add([
			{
				vendor: 'linkedin',
				method: 'DELETE',
				path: '/rest/candidates',
				kind: 'status',
				status: 200,
				body: { results: {}, errors: {} },
				times: 2,
				skip: 0,
				delayMs: 0,
			},
		]);
		const { rejections } = await remove({ kind: 'candidate', ids: [one.id] });
		expect(rejections).toEqual([
			expect.objectContaining({ kind: 'candidate', recordId: one.id, code: 'NOT_DELETED' }),
		]);
		// The next Sync Changes does it, although SmartRecruiters still has them: a person decided so.
		await changes();
		expect(isHeld(one.id)).toBe(false);
		expect(await parkedKeys(runtime)).not.toContain(`candidate:${one.id}`);
	});
});

describe('sharing rules', () => {
	const SECRET = 'Zyxwvut';

	it('keep confidential jobs and people from every request, in the backfill and in changes', async () => {
		let hidden: CompanyCandidate[] = [];
		let jobId = '';
		const sharing = { departmentsNeverSent: ['finance'] };
		await open({
			sharing,
			prepare: () => {
				for (let index = 0; index < company().jobCount; index += 1) {
					const job = company().job(index);
					if (index % 4 !== 0) continue;
					jobId ||= job.id;
					company().changeJob({ ...job, department: 'Finance', title: `${SECRET} Controller` });
				}
				const only = [...company().candidates()].filter(
					({ applications }) =>
						applications.length > 0 &&
						applications.every((one) => company().jobById(one.jobId)?.department === 'Finance'),
				);
				const tagged = [20, 21].flatMap((at) => company().candidateAt(at) ?? []);
				hidden = [...only, ...tagged].map((one, index) => ({
					...one,
					firstName: SECRET,
					email: `${SECRET.toLowerCase()}${index}@example.com`,
					tags: tagged.includes(one) ? ['Confidential'] : [],
				}));
				for (const one of hidden) company().putCandidate(one);
			},
		});
		expect(hidden.length).toBeGreaterThan(4);
		for (const one of hidden) put(one);
		await changes(sharing);
		await records([...hidden.map(({ id }) => ({ candidateId: id })), { jobId }], sharing);
		await reconciled({}, sharing);
		expect(agreement(sharing)).toMatchObject({ agree: true });
		expect(agreement(sharing).withheld.candidates).toBeGreaterThanOrEqual(hidden.length);
		const { requests } = sandbox.context;
		// Not even their ids.
		for (const text of [SECRET, SECRET.toLowerCase(), jobId, ...hidden.map(({ id }) => id)])
			expect({ text, seen: requests.sawInBody(text, 'linkedin') }).toEqual({ text, seen: false });
		for (const { id } of nonEmpty(hidden.slice(0, 3))) expect(isHeld(id)).toBe(false);
	});

	it('take back what a new rule keeps back, and close the job without a word about it', async () => {
		await open();
		const one = someone(({ applications }) => applications.length > 1);
		const [first] = one.applications;
		const job = company().jobById(first?.jobId ?? '');
		if (!first || !job) throw new Error('No job');
		const sharing = { jobsNeverSent: [job.id] };
		company().changeJob({ ...job, updatedOn: sandbox.context.clock.now() });
		await changes(sharing);
		sandbox.context.clock.advance(10 * MINUTE_MS);
		await reconciled({ leftoverDays: 0 }, sharing);
		for (const candidate of company().candidates()) put(candidate);
		await changes(sharing);
		expect(agreement(sharing)).toMatchObject({ agree: true });
		const closed = held().jobs.get(job.id);
		if (closed)
			expect(closed).toMatchObject({ listing: 'NOT_LISTED', fields: { title: 'Withdrawn' } });
	});

	it('send nothing at all when a department is misspelt', async () => {
		await open({ people: 40 });
		put(someone());
		await fetch(`${sandbox.url}/_sandbox/requests`, { method: 'DELETE' });
		await expect(changes({ departmentsNeverSent: ['Finanzen'] })).rejects.toMatchObject({
			message: expect.stringContaining('a department that SmartRecruiters does not have'),
		});
		const { writes } = sandbox.context.requests.summary();
		expect(writes.candidate ?? 0).toBe(0);
	});

	it.each(['markDoNotContact', 'onlyAcquired'] as const)('respect consent: %s', async (consent) => {
		await open({ people: 60, sharing: { consent } });
		expect(agreement({ consent })).toMatchObject({ agree: true });
		const one = someone((candidate) => candidate.consent === 'ACQUIRED');
		put({ ...one, consent: 'PENDING' });
		await records([{ candidateId: one.id }], { consent });
		expect(agreement({ consent })).toMatchObject({ agree: true });
		expect(isHeld(one.id)).toBe(consent === 'markDoNotContact');
		const back = company().candidateById(one.id);
		if (back) put({ ...back, consent: 'ACQUIRED' });
		await changes({ consent });
		expect(agreement({ consent })).toMatchObject({ agree: true });
	});

	it('keep a department’s jobs private although jobs are public', async () => {
		await open({ people: 40 });
		const [id] =
			[...held().jobs].find(([key]) => {
				const job = company().jobById(key);
				return job?.postingStatus === 'PUBLIC' && !['FILLED', 'CANCELLED'].includes(job.status);
			}) ?? [];
		const department = company().jobById(id ?? '')?.department ?? '';
		const send = async (change: SharingChange): Promise<unknown> => {
			await records([{ jobId: id ?? '' }], { jobVisibility: 'PUBLIC', ...change });
			sandbox.context.clock.advance(10 * MINUTE_MS);
			// The sandbox carries out what is due when somebody asks.
			await records([{ jobId: id ?? '' }], { jobVisibility: 'PUBLIC', ...change });
			return held().jobs.get(id ?? '')?.fields.availability;
		};
		expect(await send({})).toBe('PUBLIC');
		expect(await send({ departmentsKeptPrivate: [department] })).toBe('PRIVATE_TO_ATS_INTEGRATION');
	});
});

describe('reviews and notes', () => {
	const review = (one: CompanyCandidate, comment: string) => ({
		id: 'review-1',
		candidateId: one.id,
		jobId: one.applications[0]?.jobId ?? '',
		reviewerId: company().users[2]?.id ?? '',
		overallRating: 4,
		comment,
		createdOn: sandbox.context.clock.now(),
		updatedOn: sandbox.context.clock.now(),
	});

	it('go as interview feedback when they are turned on, and are deleted; else they stay', async () => {
		await open({ people: 40 });
		const one = someone();
		sandbox.context.live.putReview(review(one, 'Very good'), sandbox.context.clock.now());
		await records([{ candidateId: one.id }]);
		expect(sandbox.context.requests.sawInBody('Very good', 'linkedin')).toBe(false);
		await records([{ candidateId: one.id }], { reviews: true });
		expect(agreement({ reviews: true })).toMatchObject({
			agree: true,
			streams: { feedback: { held: { count: 1 } } },
		});
		sandbox.context.live.deleteReview('review-1', sandbox.context.clock.now());
		await remove({
			kind: 'feedback',
			ids: ['review-1'],
			parentId: one.applications[0]?.applicationId ?? '',
		});
		expect(agreement({ reviews: true })).toMatchObject({ agree: true });
	});

	it('go as candidate notes only if all may see them, and if they did not come from LinkedIn', async () => {
		await open({ people: 40 });
		const one = someone();
		const write = async (content: string, shareWith: object): Promise<void> => {
			await fetch(`${sandbox.smartRecruitersUrl}/messages/shares`, {
				method: 'POST',
				headers: { 'x-smarttoken': 'SANDBOX-KEY' },
				body: JSON.stringify({ content: `${content} #[CANDIDATE:${one.id}]`, shareWith }),
			});
		};
		await write('Call again in May', { openNote: true });
		await write('Between you and me', {});
		await write('LinkedIn InMail from Sam', { openNote: true });
		await records([{ candidateId: one.id }], { notes: true });
		await records([{ candidateId: one.id }], { notes: true });
		const notes = [...(held().candidates.get(one.id)?.notes.values() ?? [])];
		expect(notes).toEqual([
			expect.objectContaining({
				note: 'Call again in May',
				author: { firstName: expect.any(String), lastName: expect.any(String) },
			}),
		]);
	});
});

describe('a reconciliation', () => {
	it('finds and repairs what is missing, different, left over or wrongly open, and names it by id', async () => {
		await open();
		const missing = someone();
		held().candidates.delete(missing.id);
		const other = someone(({ id }) => id !== missing.id);
		const different = held().candidates.get(other.id);
		if (different) different.fields = { ...different.fields, currentJobTitle: 'Nonsense' };
		const several = someone(
			({ id, applications }) => ![missing.id, other.id].includes(id) && applications.length > 1,
		);
		put({ ...several, applications: several.applications.slice(1) });
		await records([{ candidateId: several.id }]);
		const closed = [...held().jobs].find(([, { listing }]) => listing === 'NOT_LISTED');
		if (closed) closed[1].listing = 'LISTED';

		const look = await reconciled({ repairs: false });
		expect(look.agree).toBe(false);
		expect(look.differences).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ recordId: missing.id, difference: 'missing' }),
				expect.objectContaining({ recordId: other.id, fields: ['currentJobTitle'] }),
				expect.objectContaining({ recordId: closed?.[0], difference: 'not closed' }),
			]),
		);
		expect(JSON.stringify(look.differences)).not.toContain('Nonsense');
		await reconciled();
		sandbox.context.clock.advance(10 * MINUTE_MS);
		const again = await reconciled();
		expect(again.agree).toBe(true);
		expect(again.candidates.company).toBe(again.candidates.linkedIn);
		const people = await runtime.store.read(PEOPLE, { organization: ORGANIZATION });
		expect(people.length).toBeGreaterThan(5);
		expect(agreement()).toMatchObject({ agree: true });
	});

	it('goes on where its time was over', async () => {
		await open({ people: 250 });
		for (let runs = 1; ; runs += 1) {
			const part = await reconciled({ timeLimitMs: 1, samplePercent: 0, leftoverDays: 0 });
			if (part.state !== 'done') continue;
			expect(part.candidates.company).toBe(held().candidates.size);
			expect(part.finished).toBe(true);
			expect(runs).toBeGreaterThan(3);
			break;
		}
	});

	it('deletes who is absent twice, an hour apart, and is in no list any more', async () => {
		await open({ people: 40 });
		const one = someone();
		// Nobody tells of this deletion.
		sandbox.context.faults.add([
			{ path: 'audit-events', kind: 'status', status: 403, times: 99, skip: 0, delayMs: 0 },
		]);
		company().deleteCandidate(one.id);
		await records([{ candidateId: one.id }]);
		await reconciled();
		expect(isHeld(one.id)).toBe(true);
		sandbox.context.clock.advance(HOUR_MS);
		await reconciled();
		expect(isHeld(one.id)).toBe(false);
		expect((await deletions().barred([one.id])).get(one.id)).toMatchObject({ barred: 'untilSeen' });
		expect(await parkedKeys(runtime)).not.toContain(`candidate:${one.id}`);
	});

	it('deletes nobody when most of those who are looked for are absent', async () => {
		await open({ people: 60 });
		const ids = [...held().candidates.keys()].slice(0, 8);
		for (const id of ids) company().deleteCandidate(id);
		await records(ids.map((candidateId) => ({ candidateId })));
		sandbox.context.clock.advance(2 * HOUR_MS);
		const report = await reconciled();
		expect(report.message).toContain('check the system role');
		expect(ids.every(isHeld)).toBe(true);
	});

	it('keeps somebody who is absent by id, but listed', async () => {
		await open({ people: 40 });
		const one = someone();
		answerFor(one.id, 404);
		await records([{ candidateId: one.id }]);
		sandbox.context.clock.advance(2 * HOUR_MS);
		await reconciled();
		expect(isHeld(one.id)).toBe(true);
	});
});

describe('Try Parked Again', () => {
	it('sends what a person asked for, of its own kinds, and leaves the rest', async () => {
		await open({ people: 60 });
		const bad = someone();
		sandbox.store.refusals.set(`candidate ${bad.id}`, { status: 422, message: 'no' });
		put({ ...bad, phoneNumber: '+1 555 0190' });
		await records([{ candidateId: bad.id }]);
		const exports = new ParkedRecords(runtime.store, ORGANIZATION, ['export']);
		const nothing = { code: 'X', reason: '', whatToDo: '' };
		await exports.park([{ kind: 'export', recordId: '1', ...nothing }], 0);
		await exports.askAgain(1);
		const input = { profileUrl: PROFILE_URL, timeLimitMs: 60_000 };
		expect((await tryParkedAgain(runtime, input)).report).toMatchObject({ tried: 0 });
		await new ParkedRecords(runtime.store, ORGANIZATION, ['candidate', 'application']).askAgain(1);
		sandbox.store.refusals.clear();
		const { report } = await tryParkedAgain(runtime, input);
		expect(report).toMatchObject({ state: 'done', rejected: report.tried - report.settled });
		expect(report.settled).toBeGreaterThan(0);
		const keys = await parkedKeys(runtime);
		expect(keys).toContain('export:1');
		expect(keys).not.toContain(`candidate:${bad.id}`);
		expect((await tryParkedAgain(runtime, input)).report).toMatchObject({ tried: 0 });
		expect(agreement()).toMatchObject({ agree: true });
	});
});

describe('disconnecting', () => {
	const removal = async (timeLimitMs: number, confirm = '1000') =>
		(await removeEverything(runtime, { confirm, timeLimitMs, jobCheckDelayMs: 300_000 })).report;
	const removeAll = async (timeLimitMs: number): Promise<RemoveReport[]> => {
		const reports: RemoveReport[] = [];
		for (let count = 0; count < 100; count += 1) {
			const report = await removal(timeLimitMs);
			reports.push(report);
			if (report.state === 'done') return reports;
			if (report.resumeAt) sandbox.context.clock.set(Date.parse(report.resumeAt));
		}
		throw new Error('Never done');
	};

	it('leaves nothing of the customer at LinkedIn, proves it, and is resumable', async () => {
		await open({ people: 220 });
		const before = held().candidates.size;
		const reports = await removeAll(1);
		expect(reports.length).toBeGreaterThan(4);
		expect(reports.at(-1)).toMatchObject({
			removed: { candidates: before },
			remaining: { candidates: 0, jobs: 0 },
			activity: 'Nothing is left at LinkedIn',
			finished: true,
		});
		expect([held().candidates.size, held().applications.size]).toEqual([0, 0]);
		expect([...held().jobs.values()].filter(({ listing }) => listing === 'LISTED')).toEqual([]);
		const rows = await ledger();
		expect(rows.filter(({ kind }) => kind === 'candidate')).toHaveLength(before);
		expect(new Set(rows.map(({ reason }) => reason))).toEqual(new Set(['disconnected']));
		expect(await parkedKeys(runtime)).toEqual([]);
		expect(await removal(1)).toMatchObject({ state: 'done', finished: false });
	});

	it('lets a new connection begin clean', async () => {
		await open({ people: 40 });
		await removeAll(300_000);
		await expect(runToEnd(sandbox, runtime)).rejects.toThrow('was disconnected');
		await runtime.store.update(CONTRACTS, { contract: ORGANIZATION }, { state: 'acknowledged' });
		await runtime.store.update(
			CONTRACTS,
			{ contract: 'urn:li:contract:2001' },
			{ state: 'connected' },
		);
		await runToEnd(sandbox, runtime);
		expect(agreement()).toMatchObject({ agree: true });
		expect(await ledger()).toEqual([]);
	});

	it('deletes who was known once, too, with whatever they applied for', async () => {
		await open({ people: 40 });
		const one = someone(({ applications }) => applications.length > 1);
		await runtime.store.put(PEOPLE, [
			{
				organization: ORGANIZATION,
				person: 'urn:li:person:x',
				candidateId: one.id,
				knownBy: 'export',
				knownAt: '',
			},
		]);
		company().deleteCandidate(one.id);
		await removal(300_000);
		expect(isHeld(one.id)).toBe(false);
	});

	it('wants the number of the organization, and goes on without it only when it was begun', async () => {
		await open({ people: 40 });
		await expect(removal(1, '7')).rejects.toThrow('"Confirm"');
		expect(await removal(1, '')).toMatchObject({ state: 'waiting' });
		expect(held().candidates.size).toBeGreaterThan(10);
		await removal(1);
		for (let count = 0; count < 50; count += 1) {
			const { state, resumeAt } = await removal(1, '');
			if (resumeAt) sandbox.context.clock.set(Date.parse(resumeAt));
			if (state === 'done') break;
		}
		expect(held().candidates.size).toBe(0);
	});
});

describe('closed profiles', () => {
	const check = async (atOnce = false) =>
		await checkClosedProfiles(runtime, {
			path: '/rest/atsPurgedExportedCandidates?q=closed',
			timeLimitMs: 60_000,
			atOnce,
		});

	it('are asked for once in 25 days, with the candidate of each and a proof', async () => {
		await open({ people: 20 });
		let asked = 0;
		runtime.linkedIn.transport = async () => {
			asked += 1;
			const elements = [{ member: 'urn:li:person:gone' }];
			return { status: 200, headers: {}, body: JSON.stringify({ elements }) };
		};
		await runtime.store.put(PEOPLE, [
			{
				organization: ORGANIZATION,
				person: 'urn:li:person:gone',
				candidateId: 'c-1',
				knownBy: 'export',
				knownAt: '',
			},
		]);
		const first = await check();
		expect(first.profiles).toEqual([{ person: 'urn:li:person:gone', candidateIds: ['c-1'] }]);
		expect(first.report).toMatchObject({ finished: true, closed: 1 });
		expect(await check()).toMatchObject({ report: { finished: false }, profiles: [] });
		expect(asked).toBe(1);
		sandbox.context.clock.advance(26 * 24 * HOUR_MS);
		runtime.linkedIn.transport = async () => ({ status: 404, headers: {}, body: '{}' });
		await expect(check()).rejects.toMatchObject({ status: 404 });
		const row = await new Progress(runtime.store, ORGANIZATION).read('closedProfiles');
		expect(row?.message).toContain('The last good check was 26 days ago');
		expect(row?.finishedAt).toBe(first.report.lastGoodCheckAt);
	});
});

describe('a single record of SmartRecruiters', () => {
	it('is told simply: name, job title, status; the address only when asked for', async () => {
		await open({ people: 20 });
		const one = someone();
		const get = async (
			kind: 'candidate' | 'application' | 'job',
			recordId: string,
			withEmail = false,
		) =>
			await getRecord(runtime.smartRecruiters, runtime, {
				kind,
				recordId,
				withEmail,
				timeLimitMs: 60_000,
			});
		const [application] = one.applications;
		const job = company().jobById(application?.jobId ?? '');
		const found = await get('application', application?.applicationId ?? '');
		expect(found).toMatchObject({
			found: true,
			candidateId: one.id,
			name: `${one.firstName} ${one.lastName}`,
			jobTitle: job?.title,
			status: expect.any(String),
		});
		expect(JSON.stringify(found)).not.toContain('@');
		expect(await get('candidate', one.id, true)).toMatchObject({ email: one.email });
		expect(await get('job', job?.id ?? '')).toMatchObject({ found: true, jobTitle: job?.title });
		expect(await get('candidate', 'nobody')).toEqual({
			kind: 'candidate',
			found: false,
			candidateId: 'nobody',
		});
	});
});
