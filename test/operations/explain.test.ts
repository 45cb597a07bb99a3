import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import { CAUSES, type Explanation } from '../../src/operations/explain/causes';
import { explainActivity } from '../../src/operations/explain/explainActivity';
import { explainCandidate, explainJob } from '../../src/operations/explain/explainRecord';
import { emptySyncRow } from '../../src/state/Progress';
import { Settings } from '../../src/state/Settings';
import { ACTIVITY, CONTRACTS, DELETIONS, PARKED, SEATS, SYNC } from '../../src/state/tables';
import { ActivityOffice, ORGANIZATION } from '../../scripts/support/ActivityOffice';
import type { ConnectionChoice } from '../../scripts/support/sandboxConnection';
import { runToEnd } from '../../scripts/support/runToEnd';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';

const CONTRACT = 'urn:li:contract:2001';
const SEAT = 'urn:li:seat:200100000';
const NOON = Date.UTC(2026, 10, 10, 12);
const HOUR = 3_600_000;
const NOT_NAMED = { seat: '', userId: '' };
let sandbox: Sandbox;
let office: ActivityOffice;
let member: Member;
let noteId: number;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 120, startAtMs: NOON, limits: 'off' });
	sandbox.context.switches.set('li§4.4 task delay ms', 0);
	office = new ActivityOffice(sandbox);
	await office.connect();
	await office.mapSeats([SEAT]);
	await office.learnMatches();
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

async function ask(question: object = {}, choice: ConnectionChoice = {}): Promise<Explanation> {
	const runtime = { ...office.runtime(), ...sandboxConnection(sandbox, choice) };
	return await explainActivity(runtime, {
		contract: CONTRACT,
		seat: SEAT,
		aboutMs: NOON - 2 * HOUR,
		giveOrTakeMs: 6 * HOUR,
		candidateId: candidateId(),
		intervalMs: 30 * 60_000,
		timeLimitMs: 60_000,
		...question,
	});
}
const seatIs = async (change: object) => {
	await office.store.update(SEATS, { seat: SEAT }, change);
};
const late = async (change: object) =>
	seatIs({ mappedAt: new Date(NOON - HOUR).toISOString(), ...change });
const park = async (key: string) => {
	await office.store.put(PARKED, [
		PARKED.schema.parse({
			organization: ORGANIZATION,
			recordKey: key,
			kind: key.split(':')[0],
			reason: 'Because',
			whatToDo: 'Act',
		}),
	]);
};

describe('why an InMail or a note is not there', () => {
	it('says that it is there when it is, after looking at every link', async () => {
		await office.catchUp();
		const { cause, brokenLink, chain } = await ask();
		expect([cause, brokenLink]).toEqual(['ALL_WELL', '']);
		expect(chain.map(({ link, state }) => `${link}: ${state}`)).toEqual([
			'Contract: ok',
			'Switch in Recruiter: ok',
			'Seat holder: ok',
			'Mapping: ok',
			'InMail or note at LinkedIn: ok',
			'Parked: ok',
			'Note in SmartRecruiters: ok',
		]);
	});

	/** More than LinkedIn gives out in the time that somebody waits, all of them with one person. */
	function fillDay(fromMs: number, count = 60): void {
		const person = sandbox.room.members.all().find((one) => one.candidateIds.length === 0)!.urn;
		for (let one = 0; one < count; one += 1)
			sandbox.room.activity.addInMail(
				{ contract: CONTRACT, seat: SEAT, person },
				{
					fromSeat: true,
					subject: 'Role',
					text: `ev-x${one} v1`,
					createdAtMs: fromMs + one * 1_000,
				},
			);
	}

	it('finds what is near the time that was named, however full the day is', async () => {
		await office.catchUp();
		fillDay(NOON - 6 * HOUR);
		expect((await ask({ giveOrTakeMs: 26 * HOUR })).cause).toBe('ALL_WELL');
		expect((await ask({ giveOrTakeMs: 26 * HOUR, aboutMs: NOON - 10 * HOUR })).cause).toBe(
			'ALL_WELL',
		);
	});

	const note = () => sandbox.room.activity.note(noteId)!;
	it.each<[string, string, () => Promise<Explanation>]>([
		[
			'nothing was acknowledged',
			'NOT_ACKNOWLEDGED',
			async () => {
				await office.store.remove(CONTRACTS, {});
				return await ask();
			},
		],
		[
			'the contract was never connected',
			'CONTRACT_UNKNOWN',
			async () => {
				await office.store.remove(CONTRACTS, { contract: CONTRACT });
				return await ask();
			},
		],
		[
			'the connection is half done',
			'CONTRACT_NOT_CONNECTED',
			async () => {
				await office.connect('waiting');
				return await ask();
			},
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
			async () => await ask({}, { linkedIn: { requestsPerDay: 0 } }),
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
		[
			'the day is full of other InMails',
			'TOO_MANY_INMAILS',
			async () => {
				fillDay(NOON - HOUR);
				const other = sandbox.room.members
					.all()
					.find((one) => one.candidateIds.length === 1 && one !== member)!;
				return await ask({ aboutMs: NOON - HOUR, candidateId: other.candidateIds[0] ?? '' });
			},
		],
		[
			'a newer version of what is there is parked',
			'PARKED',
			async () => {
				await office.catchUp();
				sandbox.context.clock.advance(HOUR);
				note().versions.push({ atMs: NOON, text: 'ev-a v2 Better', active: true });
				await park(`activity:${activityId()}`);
				return await ask();
			},
		],
		[
			'the seat is not known',
			'SEAT_UNKNOWN',
			async () => {
				await office.store.remove(SEATS, {});
				return await ask();
			},
		],
		[
			'the seat is parked',
			'SEAT_NOT_ACTIVE',
			async () => {
				await seatIs({ seatState: 'PARKED' });
				return await ask();
			},
		],
		[
			'the seat is not mapped',
			'SEAT_NOT_MAPPED',
			async () => {
				await seatIs({ userId: '' });
				return await ask();
			},
		],
		[
			'it is private, or was never written',
			'NOT_AT_LINKEDIN',
			async () => await ask({ aboutMs: NOON - 40 * HOUR }),
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
			async () => {
				await park(`activity:${activityId()}`);
				return await ask();
			},
		],
		[
			'the person is unknown',
			'PERSON_UNKNOWN',
			async () => {
				await office.forget(member.urn);
				return await ask({ candidateId: '' });
			},
		],
		[
			'the person is ambiguous',
			'PERSON_AMBIGUOUS',
			async () => {
				await office.forget(member.urn);
				await office.know(member.urn, ['']);
				return await ask({ candidateId: '' });
			},
		],
		[
			'the person is another candidate',
			'ON_ANOTHER_CANDIDATE',
			async () => await ask({ candidateId: 'somebody-else' }),
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
				await office.catchUp();
				sandbox.notes.reset();
				return await ask();
			},
		],
		[
			'an attempt died in the middle',
			'UNFINISHED',
			async () => {
				const row = { organization: ORGANIZATION, activityId: activityId(), state: 'writing' };
				await office.store.put(ACTIVITY, [ACTIVITY.schema.parse(row)]);
				return await ask();
			},
		],
		['it is too young', 'NOT_DUE_YET', async () => await ask({ intervalMs: 3 * HOUR })],
		[
			'the past was not imported yet',
			'NOT_IMPORTED_YET',
			async () => {
				await late({ importedFromMs: NOON - 900 * HOUR });
				return await ask();
			},
		],
		[
			'the past was not wanted',
			'TOO_OLD',
			async () => {
				await late({});
				return await ask();
			},
		],
		[
			'it is older than what was wanted',
			'TOO_OLD',
			async () => {
				await late({ importedFromMs: NOON - HOUR, importedUntilMs: NOON });
				return await ask();
			},
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

	it('is answered with empty tables as well', async () => {
		office = new ActivityOffice(sandbox);
		expect((await ask()).cause).toBe('NOT_ACKNOWLEDGED');
		await office.connect();
		expect((await ask()).cause).toBe('SEAT_UNKNOWN');
		await office.mapSeats([SEAT]);
		expect((await ask()).cause).toBe('PERSON_UNKNOWN');
		expect((await office.store.read(SYNC, {})).length).toBe(0);
	});
});

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
