import { getRecord } from '../../src/operations/history/getRecord';
import { parkedKeys } from '../support/parkedKeys';
import { runToEnd } from '../../scripts/support/runToEnd';
import {
	MINUTE_MS,
	HOUR_MS,
	sandbox,
	runtime,
	open,
	held,
	company,
	deletions,
	ledger,
	agreement,
	someone,
	put,
	changes,
	records,
	remove,
	reconciled,
	answerFor,
	isHeld,
	closeAfterEach,
} from '../support/changingCompany';

closeAfterEach();

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
