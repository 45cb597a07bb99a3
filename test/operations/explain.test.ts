import { CAUSES, type Explanation } from '../../src/operations/explain/causes';
import { explainActivity } from '../../src/operations/explain/explainActivity';
import { ACTIVITY, CONTRACTS, SEATS, SYNC } from '../../src/state/tables';
import { ORGANIZATION } from '../../scripts/support/ActivityOffice';
import type { ConnectionChoice } from '../../scripts/support/sandboxConnection';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';
import {
	CONTRACT,
	HOUR,
	NOON,
	SEAT,
	candidateId,
	control,
	emptyTables,
	member,
	noteId,
	office,
	openBeforeEach,
	park,
	sandbox,
} from '../support/explaining';

openBeforeEach();

const activityId = () => `prospectNote:${noteId}`;
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
		emptyTables();
		expect((await ask()).cause).toBe('NOT_ACKNOWLEDGED');
		await office.connect();
		expect((await ask()).cause).toBe('SEAT_UNKNOWN');
		await office.mapSeats([SEAT]);
		expect((await ask()).cause).toBe('PERSON_UNKNOWN');
		expect((await office.store.read(SYNC, {})).length).toBe(0);
	});
});
