import { HttpStatusError } from '../../src/errors/HttpStatusError';
import { syncChanges } from '../../src/operations/history/syncChanges';
import { tryParkedAgain } from '../../src/operations/history/tryParkedAgain';
import { ParkedRecords } from '../../src/state/ParkedRecords';
import { Progress } from '../../src/state/Progress';
import { parkedKeys } from '../support/parkedKeys';
import { ORGANIZATION, PROFILE_URL } from '../../scripts/support/historyRuntime';
import {
	sandbox,
	runtime,
	open,
	openUnsent,
	company,
	ledger,
	agreement,
	someone,
	put,
	changes,
	records,
	answerFor,
	isHeld,
	closeAfterEach,
} from '../support/changingCompany';

closeAfterEach();

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
		await openUnsent();
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
