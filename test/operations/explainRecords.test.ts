import { explainCandidate, explainJob } from '../../src/operations/explain/explainRecord';
import { emptySyncRow } from '../../src/state/Progress';
import { Settings } from '../../src/state/Settings';
import { DELETIONS, SYNC } from '../../src/state/tables';
import { ORGANIZATION } from '../../scripts/support/ActivityOffice';
import { runToEnd } from '../../scripts/support/runToEnd';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';
import {
	NOON,
	candidateId,
	control,
	office,
	openBeforeEach,
	park,
	sandbox,
} from '../support/explaining';

openBeforeEach();

const NOT_NAMED = { seat: '', userId: '' };
const historyIsSent = async (finishedAt = '2026-11-01') => {
	const row = { ...emptySyncRow(ORGANIZATION, 'backfill'), finishedAt };
	await office.store.put(SYNC, [row]);
};

describe('why Recruiter does not know a candidate', () => {
	const explain = async (recordId: string) =>
		(await explainCandidate(office.runtime(), { recordId, timeLimitMs: 60_000 })).cause;
	const find = (wanted: (one: { email?: string; applications: readonly unknown[] }) => boolean) => {
		for (const one of sandbox.context.company.candidates()) if (wanted(one)) return one.id;
		throw new Error('Nobody');
	};

	it('names the link that is broken', async () => {
		expect(await explain('nobody')).toBe('CANDIDATE_GONE');
		expect(await explain(find(({ applications }) => applications.length === 0))).toBe(
			'TALENT_POOL_ONLY',
		);
		expect(
			await explain(find(({ email, applications }) => !email && applications.length > 0)),
		).toBe('CANNOT_BE_SENT');
		expect(await explain(candidateId())).toBe('HISTORY_NOT_SENT');
		await historyIsSent('');
		expect(await explain(candidateId())).toBe('HISTORY_NOT_SENT');
		await historyIsSent();
		expect(await explain(candidateId())).toBe('NOT_SENT');
		const recordKey = `candidate:${candidateId()}`;
		const gone = { organization: ORGANIZATION, recordKey, kind: 'candidate', reason: 'withheld' };
		await office.store.put(DELETIONS, [DELETIONS.schema.parse(gone)]);
		expect(await explain(candidateId())).toBe('REMOVED');
		await park(recordKey);
		expect(await explain(candidateId())).toBe('PARKED');
		await runToEnd(sandbox, sandboxConnection(sandbox));
		expect(await explain(candidateId())).toBe('ALL_WELL');
		const members = new Set(sandbox.room.members.all().flatMap(({ candidateIds }) => candidateIds));
		const held = sandbox.store.of(ORGANIZATION).candidates;
		const unmatched = [...held.keys()].find((id) => !members.has(id)) ?? '';
		expect(await explain(unmatched)).toBe('NOT_MATCHED');
		await control('POST', '/linkedin/integrations', { enabled: false });
		expect(await explain(candidateId())).toBe('COMPANY_TOGGLE_OFF');
	});
});

describe('why a job cannot be chosen in Recruiter', () => {
	it('names the link that is broken', async () => {
		const explain = async (recordId: string) =>
			(await explainJob(office.runtime(), { recordId, viewer: NOT_NAMED, timeLimitMs: 60_000 }))
				.cause;
		await historyIsSent();
		const { company } = sandbox.context;
		const jobs = Array.from({ length: company.jobCount }, (_, at) => company.job(at));
		const over = jobs.find(({ status }) => status === 'FILLED' || status === 'CANCELLED');
		expect(await explain('nothing')).toBe('JOB_GONE');
		expect(await explain(over?.id ?? '')).toBe('JOB_OVER');
		await runToEnd(sandbox, sandboxConnection(sandbox));
		const held = sandbox.store.of(ORGANIZATION).jobs;
		const open = jobs.find(
			({ id, status }) => held.has(id) && status !== 'FILLED' && status !== 'CANCELLED',
		);
		expect(await explain(open?.id ?? '')).toBe('ALL_WELL');
		const settings = new Settings(office.store, ORGANIZATION);
		const rules = await settings.sharing();
		await settings.saveSharing({ ...rules, jobsNeverSent: [open?.id ?? ''] }, 'Ada Lo', NOON);
		expect(await explain(open?.id ?? '')).toBe('NOT_SHARED');
		await settings.saveSharing(rules, 'Ada Lo', NOON);
		held.get(open?.id ?? '')!.listing = 'NOT_LISTED';
		expect(await explain(open?.id ?? '')).toBe('JOB_CLOSED_AT_LINKEDIN');
		held.delete(open?.id ?? '');
		expect(await explain(open?.id ?? '')).toBe('NOT_SENT');
		await control('POST', '/linkedin/integrations', { enabled: false });
		expect(await explain(open?.id ?? '')).toBe('COMPANY_TOGGLE_OFF');
	});
});
