import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import { openActivity } from '../../src/operations/activity/openActivity';
import { connect } from '../../src/operations/connect';
import { CAUSES, type Explanation } from '../../src/operations/explain/causes';
import { explainActivity } from '../../src/operations/explain/explainActivity';
import { explainCandidate, explainJob } from '../../src/operations/explain/explainRecord';
import { type StoredState, StoredStateSchema } from '../../src/operations/explain/StoredState';
import { ActivityRig, ORGANIZATION } from '../support/ActivityRig';
import { runToEnd } from '../support/runToEnd';
import { sandboxConnection } from '../support/sandboxConnection';

const CONTRACT = 'urn:li:contract:2001';
const SEAT = 'urn:li:seat:200100000';
const NOON = Date.UTC(2026, 10, 10, 12);
const HOUR = 3_600_000;
let sandbox: Sandbox;
let rig: ActivityRig;
let member: Member;
let noteId: number;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 120, startAtMs: NOON, limits: 'off' });
	sandbox.context.switches.set('li§4.4 task delay ms', 0);
	rig = new ActivityRig(sandbox, CONTRACT, [SEAT], new Set([SEAT]));
	rig.learnMatches();
	member = sandbox.room.members.all().find(({ candidateIds }) => candidateIds.length === 1)!;
	const parties = { contract: CONTRACT, seat: SEAT, person: member.urn };
	noteId = sandbox.room.activity.addNote(parties, 'ev-a v1 Hello', NOON - 2 * HOUR).id;
});
afterEach(async () => {
	await sandbox.close();
});

const candidateId = () => member.candidateIds[0] ?? '';
const activityId = () => `prospectNote:${noteId}`;
const control = async (method: string, path: string, body?: unknown) => {
	await fetch(`${sandbox.url}/_sandbox${path}`, {
		method,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
};

/** Everything as it is when all is well, in the words of the Data Tables; each test breaks one link. */
const seatRow = (change: object = {}) => ({
	seat: SEAT,
	seatState: 'ACTIVE',
	userId: 'u1',
	mappedAt: '2026-01-01T00:00:00.000Z',
	importedFromMs: 0,
	...change,
});
const tables = (change: Record<string, unknown> = {}): StoredState =>
	StoredStateSchema.parse({
		contracts: [{ contract: CONTRACT, state: 'connected' }],
		seats: [seatRow()],
		people: [{ person: member.urn, candidateId: candidateId() }],
		activity: [...rig.ledger.values()],
		parked: [],
		...change,
	});

async function ask(
	change: Record<string, unknown> = {},
	question: object = {},
): Promise<Explanation> {
	const connection = sandboxConnection(sandbox);
	const deadlineMs = sandbox.context.clock.now() + 60_000;
	const { smartRecruiters } = connect(connection, deadlineMs);
	return await explainActivity(
		openActivity(connection.linkedIn, connection, deadlineMs),
		smartRecruiters,
		{
			organization: ORGANIZATION,
			contract: CONTRACT,
			seat: SEAT,
			aboutMs: NOON - 2 * HOUR,
			candidateId: candidateId(),
			state: tables(change),
			intervalMs: 30 * 60_000,
			...question,
		},
	);
}

const late = (change: object) =>
	seatRow({ mappedAt: new Date(NOON - HOUR).toISOString(), ...change });

describe('why an InMail or a note is not there', () => {
	it('says that it is there when it is, after looking at every link', async () => {
		await rig.poll();
		const { cause, brokenLink, chain } = await ask();
		expect([cause, brokenLink]).toEqual(['ALL_WELL', '']);
		expect(chain.map(({ link, state }) => `${link}: ${state}`)).toEqual([
			'Contract: ok',
			'Switch in Recruiter: ok',
			'Seat holder: ok',
			'Mapping: ok',
			'InMail or note at LinkedIn: ok',
			'Note in SmartRecruiters: ok',
		]);
	});

	const note = () => sandbox.room.activity.note(noteId)!;
	it.each<[string, string, () => Promise<Explanation>]>([
		[
			'the contract was never connected',
			'CONTRACT_UNKNOWN',
			async () => await ask({ contracts: [] }),
		],
		[
			'the connection is half done',
			'CONTRACT_NOT_CONNECTED',
			async () =>
				await ask({
					contracts: [{ contract: CONTRACT, state: 'waiting', missing: 'contract level' }],
				}),
		],
		[
			'the contract is switched off in Recruiter',
			'CONTRACT_TOGGLE_OFF',
			async () => {
				await control('POST', '/linkedin/integrations', { context: CONTRACT, enabled: false });
				return await ask();
			},
		],
		[
			'the quota of the day is used up',
			'QUOTA_USED',
			async () => {
				const connection = sandboxConnection(sandbox);
				const { smartRecruiters } = connect(connection, NOON + 60_000);
				const open = openActivity(connection.linkedIn, connection, NOON + 60_000, {
					callsPerDay: 0,
				});
				return await explainActivity(open, smartRecruiters, {
					organization: ORGANIZATION,
					contract: CONTRACT,
					seat: SEAT,
					aboutMs: NOON,
					candidateId: '',
					state: tables(),
					intervalMs: 1,
				});
			},
		],
		[
			'LinkedIn is down',
			'VENDOR_DOWN',
			async () => {
				await control('POST', '/faults', [
					{ vendor: 'linkedin', kind: 'status', status: 503, times: 100 },
				]);
				return await ask();
			},
		],
		['the seat is not known', 'SEAT_UNKNOWN', async () => await ask({ seats: [] })],
		[
			'the seat is parked',
			'SEAT_NOT_ACTIVE',
			async () => await ask({ seats: [seatRow({ seatState: 'PARKED' })] }),
		],
		[
			'the seat is not mapped',
			'SEAT_NOT_MAPPED',
			async () => await ask({ seats: [seatRow({ userId: '' })] }),
		],
		[
			'it is private, or was never written',
			'NOT_AT_LINKEDIN',
			async () => await ask({}, { aboutMs: NOON - 40 * HOUR }),
		],
		[
			'it was deleted in Recruiter',
			'DELETED_IN_RECRUITER',
			async () => {
				note().versions.push({ atMs: NOON - HOUR, text: '', active: false });
				return await ask();
			},
		],
		[
			'it is parked',
			'PARKED',
			async () =>
				await ask({
					parked: [{ recordKey: `activity:${activityId()}`, reason: 'Because', whatToDo: 'Act' }],
				}),
		],
		[
			'the person is unknown',
			'PERSON_UNKNOWN',
			async () => await ask({ people: [] }, { candidateId: '' }),
		],
		[
			'the person is ambiguous',
			'PERSON_AMBIGUOUS',
			async () =>
				await ask({ people: [{ person: member.urn, candidateId: '' }] }, { candidateId: '' }),
		],
		[
			'the person is another candidate',
			'ON_ANOTHER_CANDIDATE',
			async () => await ask({}, { candidateId: 'somebody-else' }),
		],
		[
			'the candidate is gone',
			'CANDIDATE_GONE',
			async () => {
				sandbox.context.company.deleteCandidate(candidateId());
				return await ask();
			},
		],
		[
			'somebody removed the note',
			'NOTE_REMOVED',
			async () => {
				await rig.poll();
				sandbox.notes.reset();
				return await ask();
			},
		],
		[
			'an attempt died in the middle',
			'UNFINISHED',
			async () => await ask({ activity: [{ activityId: activityId(), state: 'writing' }] }),
		],
		['it is too young', 'NOT_DUE_YET', async () => await ask({}, { intervalMs: 3 * HOUR })],
		[
			'the past was not imported yet',
			'NOT_IMPORTED_YET',
			async () =>
				await ask({
					seats: [late({ importedFromMs: NOON - 900 * HOUR, importedUntilMs: NOON - 900 * HOUR })],
				}),
		],
		[
			'it is older than what was wanted',
			'TOO_OLD',
			async () =>
				await ask({ seats: [late({ importedFromMs: NOON - HOUR, importedUntilMs: NOON })] }),
		],
		['the workflow does not run', 'NOT_WRITTEN', async () => await ask()],
	])('because %s: %s', async (_title, cause, arrange) => {
		const explanation = await arrange();
		expect(explanation.cause).toBe(cause);
		expect(explanation.brokenLink).not.toBe('');
		expect(explanation.chain[explanation.chain.length - 1]?.state).toBe('broken');
		expect(explanation.chain.filter(({ state }) => state === 'broken')).toHaveLength(1);
		expect(explanation.fix).toBe(CAUSES[explanation.cause].fix);
	});

	it('says what it could not look at', async () => {
		const nothing = StoredStateSchema.parse({});
		const { chain, cause } = await ask({}, { state: nothing });
		expect(cause).toBe('NOT_WRITTEN');
		expect(chain.filter(({ state }) => state === 'not checked').map(({ link }) => link)).toEqual([
			'Contract',
			'Seat holder',
			'Note in SmartRecruiters',
			'Person',
		]);
	});
});

describe('why Recruiter does not know a candidate', () => {
	const explain = async (id: string, change: Record<string, unknown> = {}) => {
		const connection = sandboxConnection(sandbox);
		const { linkedIn, smartRecruiters } = connect(connection, sandbox.context.clock.now() + 60_000);
		const state = StoredStateSchema.parse(change);
		return (await explainCandidate(linkedIn, smartRecruiters, { recordId: id, state })).cause;
	};
	const find = (wanted: (one: { email?: string; applications: readonly unknown[] }) => boolean) => {
		for (const one of sandbox.context.company.candidates()) if (wanted(one)) return one.id;
		throw new Error('Nobody');
	};

	it('names the link that is broken', async () => {
		const done = { sync: [{ stream: 'backfill', finishedAt: '2026-11-01' }] };
		expect(await explain('nobody')).toBe('CANDIDATE_GONE');
		expect(await explain(find(({ applications }) => applications.length === 0))).toBe(
			'TALENT_POOL_ONLY',
		);
		expect(
			await explain(find(({ email, applications }) => !email && applications.length > 0)),
		).toBe('CANNOT_BE_SENT');
		expect(await explain(candidateId(), { sync: [{ stream: 'backfill', finishedAt: '' }] })).toBe(
			'HISTORY_NOT_SENT',
		);
		expect(await explain(candidateId(), done)).toBe('NOT_SENT');
		const parked = [{ recordKey: `candidate:${candidateId()}`, reason: 'a', whatToDo: 'b' }];
		expect(await explain(candidateId(), { ...done, parked })).toBe('PARKED');
		await runToEnd(sandbox, sandboxConnection(sandbox));
		expect(await explain(candidateId(), done)).toBe('ALL_WELL');
		const members = new Set(sandbox.room.members.all().flatMap(({ candidateIds }) => candidateIds));
		const held = sandbox.store.of(ORGANIZATION).candidates;
		const unmatched = [...held.keys()].find((id) => !members.has(id)) ?? '';
		expect(await explain(unmatched, done)).toBe('NOT_MATCHED');
		await control('POST', '/linkedin/integrations', { enabled: false });
		expect(await explain(candidateId(), done)).toBe('COMPANY_TOGGLE_OFF');
	});
});

describe('why a job cannot be chosen in Recruiter', () => {
	it('names the link that is broken', async () => {
		const explain = async (id: string) => {
			const connection = sandboxConnection(sandbox);
			const { linkedIn, smartRecruiters } = connect(
				connection,
				sandbox.context.clock.now() + 60_000,
			);
			const state = StoredStateSchema.parse({ sync: [{ stream: 'backfill', finishedAt: 'x' }] });
			return (await explainJob(linkedIn, smartRecruiters, { recordId: id, state })).cause;
		};
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
		held.get(open?.id ?? '')!.listing = 'NOT_LISTED';
		expect(await explain(open?.id ?? '')).toBe('JOB_CLOSED_AT_LINKEDIN');
		held.delete(open?.id ?? '');
		expect(await explain(open?.id ?? '')).toBe('NOT_SENT');
		await control('POST', '/linkedin/integrations', { enabled: false });
		expect(await explain(open?.id ?? '')).toBe('COMPANY_TOGGLE_OFF');
	});
});
