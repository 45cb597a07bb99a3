import { compare } from '../../sandbox/compare/compare';
import type { CompanyCandidate } from '../../sandbox/company/entities';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { DEFAULT_SHARING, type SharingRules } from '../../src/mapping/SharingRules';
import type { Connection } from '../../src/operations/connect';
import { deleteRecords } from '../../src/operations/history/deleteRecords';
import { getClosedProfiles } from '../../src/operations/history/getClosedProfiles';
import { getMatches } from '../../src/operations/history/getMatches';
import { reconcile } from '../../src/operations/history/reconcile';
import { removeEverything, type RemoveResult } from '../../src/operations/history/removeEverything';
import type { ChunkResult } from '../../src/operations/history/runChunk';
import { syncChanges } from '../../src/operations/history/syncChanges';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { OPTIONS, runToEnd } from '../support/runToEnd';
import { type ConnectionChoice, sandboxConnection } from '../support/sandboxConnection';

const ORGANIZATION = 'urn:li:organization:1000';
const MINUTE_MS = 60_000;
let sandbox: Sandbox;
let connection: Connection;
let checkpoint: string;

async function open(
	options: {
		people?: number;
		sharing?: Partial<SharingRules>;
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
	connection = sandboxConnection(sandbox, { requestsPerSecond: 1000, ...options.choice });
	const { last } = await runToEnd(sandbox, connection, { sharing: rules(options.sharing) });
	({ checkpoint } = last);
	sandbox.context.clock.advance(30 * MINUTE_MS);
}
afterEach(async () => {
	await sandbox.close();
});

const rules = (change: Partial<SharingRules> = {}): SharingRules => ({
	...DEFAULT_SHARING,
	...change,
});
const held = () => sandbox.store.of(ORGANIZATION);
const company = () => sandbox.context.company;
const agreement = (sharing: Partial<SharingRules> = {}) => {
	const { departmentsNeverSent, jobsNeverSent, consent } = rules(sharing);
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

async function changes(
	sharing: Partial<SharingRules> = {},
	tombstones: string[] = [],
): Promise<ChunkResult[]> {
	const chunks: ChunkResult[] = [];
	for (let count = 0; count < 50; count += 1) {
		const chunk = await syncChanges(connection, {
			checkpoint,
			sinceMs: 0,
			timeLimitMs: 300_000,
			options: { ...OPTIONS, sharing: rules(sharing), tombstones },
		});
		chunks.push(chunk);
		({ checkpoint } = chunk.progress);
		if (chunk.progress.done) return chunks;
		const { resumeAt } = chunk.progress;
		if (resumeAt && Date.parse(resumeAt) > sandbox.context.clock.now())
			sandbox.context.clock.set(Date.parse(resumeAt));
	}
	throw new Error('Never done');
}

const records = async (
	what: Partial<Parameters<typeof syncRecords>[1]>,
	sharing: Partial<SharingRules> = {},
) =>
	await syncRecords(connection, {
		candidateIds: [],
		applicationIds: [],
		jobIds: [],
		sharing: rules(sharing),
		tombstones: [],
		availability: OPTIONS.availability,
		profileUrl: OPTIONS.profileUrl,
		timeLimitMs: 60_000,
		...what,
	});

const remove = async (
	what: Pick<Parameters<typeof deleteRecords>[1], 'kind' | 'ids'> &
		Partial<Parameters<typeof deleteRecords>[1]>,
) => await deleteRecords(connection, { reason: 'Test', timeLimitMs: 60_000, ...what });

const reconciled = async (
	change: Partial<Parameters<typeof reconcile>[1]> = {},
	sharing: Partial<SharingRules> = {},
) =>
	await reconcile(connection, {
		checkpoint: '',
		timeLimitMs: 300_000,
		sharing: rules(sharing),
		tombstones: [],
		availability: OPTIONS.availability,
		choice: { candidates: true, applications: true, profileUrl: OPTIONS.profileUrl },
		repairs: true,
		samplePercent: 100,
		leftoverDays: 2,
		...change,
	});

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
		expect(chunks.at(-1)?.progress.activity).toBe('Everything is at LinkedIn');
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
		const [first] = await changes();
		expect(isHeld(losing.id)).toBe(false);
		expect(agreement()).toMatchObject({ agree: true });
		const deletions = (await Promise.resolve(first))?.deletions ?? [];
		expect(deletions).toContainEqual(
			expect.objectContaining({
				kind: 'candidate',
				recordId: losing.id,
				reason: 'Merged into another candidate in SmartRecruiters',
				proof: 'LinkedIn answered 204',
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
		await records({ jobIds: [jobId] });
		expect(agreement().streams.applications).toMatchObject({ agree: true });
		retitle('Yet Another Title');
		await changes();
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
		const result = await records({
			candidateIds: [one.id, one.id],
			applicationIds: [other.applications[0]?.applicationId ?? ''],
		});
		expect(result.sentCandidates.sort()).toEqual([one.id, other.id].sort());
		expect(agreement()).toMatchObject({ agree: true });
	});

	it('are deleted at LinkedIn when SmartRecruiters does not know them any more', async () => {
		await open();
		const one = someone(({ applications }) => applications.length > 1);
		company().deleteCandidate(one.id);
		const { deletions } = await records({ candidateIds: [one.id] });
		expect(isHeld(one.id)).toBe(false);
		expect(deletions.filter(({ kind }) => kind === 'application')).toHaveLength(
			one.applications.length,
		);
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
			await records({ jobIds: [found.id] });
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
		const { deletions } = await remove({ kind: 'candidate', ids: [one.id] });
		expect(deletions).toContainEqual(
			expect.objectContaining({ kind: 'candidate', proof: 'LinkedIn answered 204' }),
		);
		await changes({}, [one.id]);
		expect(isHeld(one.id)).toBe(false);
		// A write that was read before the deletion and arrives after it.
		if (before) held().candidates.set(one.id, before);
		await changes({}, [one.id]);
		expect(isHeld(one.id)).toBe(false);
		if (before) held().candidates.set(one.id, before);
		sandbox.context.clock.advance(60 * 24 * MINUTE_MS);
		const report = await reconciled({ tombstones: [one.id] });
		expect(report.resurrected).toBe(1);
		expect(isHeld(one.id)).toBe(false);
	});

	it('does not come back although SmartRecruiters still has them: the customer decided so', async () => {
		await open();
		const one = someone();
		await remove({ kind: 'candidate', ids: [one.id] });
		put({ ...one, phoneNumber: '+1 555 0179' });
		await changes({}, [one.id]);
		expect((await records({ candidateIds: [one.id], tombstones: [one.id] })).withheld).toEqual([
			{ candidateId: one.id, why: 'deleted before' },
		]);
		await runToEnd(sandbox, connection, { tombstones: [one.id] });
		await reconciled({ tombstones: [one.id] });
		expect(isHeld(one.id)).toBe(false);
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
		const { deletions, rejections } = await remove({ kind: 'candidate', ids: [one.id] });
		expect(isHeld(one.id)).toBe(false);
		expect(deletions).toHaveLength(1 + one.applications.length);
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
			{ kind: 'candidate', recordId: one.id, code: 'NOT_DELETED', detail: 'status 0' },
		]);
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
		await records({ candidateIds: hidden.map(({ id }) => id), jobIds: [jobId] }, sharing);
		await reconciled({}, sharing);
		expect(agreement(sharing)).toMatchObject({ agree: true });
		expect(agreement(sharing).withheld.candidates).toBeGreaterThanOrEqual(hidden.length);
		const { requests } = sandbox.context;
		for (const text of [SECRET, SECRET.toLowerCase(), jobId])
			expect({ text, seen: requests.sawInBody(text, 'linkedin') }).toEqual({
				text,
				seen: text === jobId,
			});
		// LinkedIn is asked whether it holds the job, by its id; never more.
		expect(requests.sawInBody(`"externalJobPostingId":"${jobId}"`, 'linkedin')).toBe(false);
		for (const { id } of hidden.slice(0, 3)) expect(isHeld(id)).toBe(false);
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
		await records({ candidateIds: [one.id] }, { consent });
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
		const send = async (change: Partial<SharingRules>): Promise<unknown> => {
			await records({ jobIds: [id ?? ''], availability: 'PUBLIC' }, change);
			sandbox.context.clock.advance(10 * MINUTE_MS);
			// The sandbox carries out what is due when somebody asks.
			await records({ jobIds: [id ?? ''], availability: 'PUBLIC' }, change);
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
		await records({ candidateIds: [one.id] });
		expect(sandbox.context.requests.sawInBody('Very good', 'linkedin')).toBe(false);
		await records({ candidateIds: [one.id] }, { reviews: true });
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
		await records({ candidateIds: [one.id] }, { notes: true });
		await records({ candidateIds: [one.id] }, { notes: true });
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
		await records({ candidateIds: [several.id] });
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
		expect(again.matches.length).toBeGreaterThan(5);
		expect(agreement()).toMatchObject({ agree: true });
	});

	it('goes on where its time was over', async () => {
		await open({ people: 250 });
		let from = '';
		let chunks = 0;
		for (;;) {
			const part = await reconciled({ checkpoint: from, timeLimitMs: 1, samplePercent: 0 });
			from = part.checkpoint;
			chunks += 1;
			if (part.state !== 'done') continue;
			expect(part.candidates.company).toBe(held().candidates.size);
			break;
		}
		expect(chunks).toBeGreaterThan(3);
	});
});

describe('disconnecting', () => {
	const removeAll = async (timeLimitMs: number): Promise<RemoveResult[]> => {
		const results: RemoveResult[] = [];
		let from = '';
		for (let count = 0; count < 100; count += 1) {
			const result = await removeEverything(connection, {
				checkpoint: from,
				knownCandidateIds: [],
				timeLimitMs,
				jobCheckDelayMs: 300_000,
			});
			results.push(result);
			from = result.checkpoint;
			if (result.state === 'done') return results;
			if (result.resumeAt) sandbox.context.clock.set(Date.parse(result.resumeAt));
		}
		throw new Error('Never done');
	};

	it('leaves nothing of the customer at LinkedIn, proves it, and is resumable', async () => {
		await open({ people: 220 });
		const before = held().candidates.size;
		const results = await removeAll(1);
		expect(results.length).toBeGreaterThan(4);
		const last = results.at(-1);
		expect(last).toMatchObject({
			removed: { candidates: before },
			remaining: { candidates: 0, jobs: 0 },
			activity: 'Nothing is left at LinkedIn',
		});
		expect([held().candidates.size, held().applications.size]).toEqual([0, 0]);
		expect([...held().jobs.values()].filter(({ listing }) => listing === 'LISTED')).toEqual([]);
		const ledger = results.flatMap(({ deletions }) => deletions);
		expect(ledger.filter(({ kind }) => kind === 'candidate')).toHaveLength(before);
	});

	it('deletes who was known once, too, with whatever they applied for', async () => {
		await open({ people: 40 });
		const one = someone(({ applications }) => applications.length > 1);
		company().deleteCandidate(one.id);
		const result = await removeEverything(connection, {
			checkpoint: '',
			knownCandidateIds: [one.id],
			timeLimitMs: 300_000,
			jobCheckDelayMs: 300_000,
		});
		expect(result.deletions).toContainEqual(expect.objectContaining({ recordId: one.id }));
		expect(isHeld(one.id)).toBe(false);
	});
});

describe('LinkedIn’s people', () => {
	it('are told for candidates whom it recognised or a recruiter linked, and never guessed', async () => {
		await open();
		const one = someone();
		const found = held().candidates.get(one.id);
		if (found) found.fields = { ...found.fields, manualMatchedMember: 'urn:li:person:byhand' };
		const ids = [...held().candidates.keys()].slice(0, 20);
		const { matches, unmatched } = await getMatches(
			connection.linkedIn,
			connection,
			[one.id, 'nobody', ...ids],
			60_000,
		);
		expect(matches).toContainEqual({
			candidateId: one.id,
			person: 'urn:li:person:byhand',
			knownBy: 'by hand',
		});
		expect(matches.some(({ knownBy }) => knownBy === 'match')).toBe(true);
		expect(unmatched).toContainEqual({ candidateId: 'nobody', why: 'not at LinkedIn' });
		expect(unmatched.some(({ why }) => why === 'not recognised')).toBe(true);
	});

	it('who closed their account are not asked for without knowing where', async () => {
		await open({ people: 20 });
		await expect(
			getClosedProfiles(connection.linkedIn, connection, '', 60_000),
		).rejects.toMatchObject({ advice: expect.stringContaining('partner engineer') });
	});
});
