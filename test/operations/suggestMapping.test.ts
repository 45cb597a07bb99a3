import type { PairCase } from '../../sandbox/company/makeUser';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { RecruiterSeat } from '../../sandbox/linkedin/seats/RecruiterSeats';
import type { Suggestion } from '../../src/mapping/matchSeats';
import { suggestMapping } from '../../src/operations/mapping/suggestMapping';
import { SEATS, type SeatRow } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { connectInState, ORGANIZATION, sandboxRuntime } from '../support/sandboxRuntime';
import { nonEmpty } from '../support/nonEmpty';

const FIRST = 'urn:li:contract:2001';
const SECOND = 'urn:li:contract:2002';

/** The same address and the same person, however it is written: every one of these has to be found. */
const EXACT: readonly PairCase[] = [
	'plain',
	'emailCase',
	'unicodeForm',
	'diacritics',
	'swappedSameEmail',
	'middleName',
	'plusAddress',
	'namesakeEmail',
	'otherAlphabet',
	'invited',
	'parked',
	'inactive',
	'twoSeats',
];
/** Traps in which no user may be taken, however alike. */
const NEVER: readonly PairCase[] = [
	'namesakes',
	'sharedMailbox',
	'changedEmail',
	'reassignedEmail',
	'marriedName',
	'departedNamesake',
	'departedHolder',
	'deactivated',
	'stranger',
	'strangerNamesake',
	'swappedNamesake',
];

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await createSandbox({ people: 20, users: 5000 });
});
afterEach(() => {
	sandbox.seats.reset();
	sandbox.context.switches.reset();
});
afterAll(async () => {
	await sandbox.close();
});

async function suggest(
	contractUrns = [FIRST],
	stored: readonly SeatRow[] = [],
): Promise<Array<{ truth: RecruiterSeat; suggestion: Suggestion }>> {
	const store = new MemoryStore();
	await connectInState(store, contractUrns);
	await store.put(SEATS, stored);
	const { suggestions } = await suggestMapping(sandboxRuntime(sandbox, store), {
		contractUrns: [],
		timeLimitMs: 300_000,
	});
	return suggestions.map((suggestion) => {
		const truth = sandbox.seats.byUrn(suggestion.seat.seatUrn);
		if (!truth) throw new Error('No such seat');
		return { truth, suggestion };
	});
}

describe.each([0, 1, 11, 250, 1000])('%i seat holders among 5,000 users', (count) => {
	beforeEach(() => {
		sandbox.seats.setCount(FIRST, count);
	});

	it('are all told of, and nobody is taken for another', async () => {
		const all = await suggest();
		expect(all).toHaveLength(count);
		const wrong = all.filter(
			({ truth, suggestion }) => suggestion.user && suggestion.user.id !== truth.trueUserId,
		);
		expect(wrong.map(({ truth }) => truth.kind)).toEqual([]);
	});

	it('are found wherever address and person are the same', async () => {
		const exact = (await suggest()).filter(({ truth }) => EXACT.includes(truth.kind));
		const missed = exact.filter(
			({ truth, suggestion }) => suggestion.user?.id !== truth.trueUserId,
		);
		expect(missed.map(({ truth }) => truth.kind)).toEqual([]);
		if (count >= 250) expect(exact.length).toBeGreaterThan(count * 0.7);
	});

	it('are left to a person in every trap', async () => {
		const traps = (await suggest()).filter(({ truth }) => NEVER.includes(truth.kind));
		expect(
			traps.filter(({ suggestion }) => suggestion.user).map(({ truth }) => truth.kind),
		).toEqual([]);
		if (count >= 250) expect(new Set(traps.map(({ truth }) => truth.kind)).size).toBe(NEVER.length);
	});
});

describe('the traps', () => {
	/** The reasons that a kind of trap is given, over many seats. */
	async function reasonsOf(kind: PairCase): Promise<string[]> {
		sandbox.seats.setCount(FIRST, 400);
		const all = (await suggest()).filter(({ truth }) => truth.kind === kind);
		expect(all.length).toBeGreaterThan(0);
		return [...new Set(all.map(({ suggestion }) => suggestion.reason))];
	}

	it.each<[PairCase, string]>([
		['namesakes', 'NAME_OF_SEVERAL_USERS'],
		['sharedMailbox', 'EMAIL_OTHER_NAME'],
		['teamMailbox', 'SAME_EMAIL'],
		['changedEmail', 'NAME_OTHER_EMAIL'],
		['reassignedEmail', 'EMAIL_OTHER_NAME'],
		['marriedName', 'EMAIL_OTHER_NAME'],
		['departedNamesake', 'NAME_OF_SEVERAL_USERS'],
		['departedHolder', 'EMAIL_DEACTIVATED'],
		['deactivated', 'EMAIL_DEACTIVATED'],
		['stranger', 'NOBODY'],
		['strangerNamesake', 'NAME_OTHER_EMAIL'],
	])('of the kind %s are explained as %s', async (kind, reason) => {
		expect(await reasonsOf(kind)).toEqual([reason]);
	});

	it('offer the right person among those who could be meant', async () => {
		sandbox.seats.setCount(FIRST, 400);
		const offered = (await suggest()).filter(({ truth }) =>
			['namesakes', 'changedEmail', 'reassignedEmail', 'marriedName', 'sharedMailbox'].includes(
				truth.kind,
			),
		);
		for (const { truth, suggestion } of nonEmpty(offered))
			expect(suggestion.candidates.map(({ id }) => id)).toContain(truth.trueUserId);
	});
});

describe('a LinkedIn that shows no addresses', () => {
	it('leaves names only: unique ones are likely, the others for review, and none is certain', async () => {
		sandbox.context.switches.set('li§8.1 seat has email', false);
		sandbox.seats.setCount(FIRST, 250);
		const all = await suggest();
		const names = new Map<string, number>();
		for (const { firstName, lastName } of sandbox.context.company.users) {
			const key = `${firstName} ${lastName}`;
			names.set(key, (names.get(key) ?? 0) + 1);
		}
		const found = all.filter(({ suggestion }) => suggestion.user);
		expect(found.length).toBeGreaterThan(100);
		for (const { suggestion } of nonEmpty(found)) {
			expect(suggestion.confidence).toBe('likely');
			const { firstName = '', lastName = '' } = suggestion.user ?? {};
			expect(names.get(`${firstName} ${lastName}`)).toBe(1);
		}
	});
});

describe('people on two contracts', () => {
	it('get one user on both', async () => {
		const all = await suggest([FIRST, SECOND]);
		const byPerson = new Map<string, Set<string | undefined>>();
		for (const { suggestion } of all) {
			const { personUrn } = suggestion.seat;
			if (!personUrn) continue;
			byPerson.set(personUrn, (byPerson.get(personUrn) ?? new Set()).add(suggestion.user?.id));
		}
		expect([...byPerson.values()].every(({ size }) => size === 1)).toBe(true);
	});

	it('keep on a new seat the user who was chosen by hand', async () => {
		const [first] = sandbox.seats.list(FIRST);
		const other = sandbox.context.company.users[30];
		const stored = [
			SEATS.schema.parse({
				organization: ORGANIZATION,
				seat: first?.seatUrn,
				person: first?.personUrn,
				userId: other?.id,
				contract: FIRST,
				seatState: 'ACTIVE',
				matchedBy: 'by hand',
			}),
		];
		const [found] = (await suggest([SECOND], stored)).filter(
			({ truth }) => truth.personUrn === first?.personUrn,
		);
		expect(found?.suggestion).toMatchObject({
			reason: 'STORED_PERSON',
			user: { id: other?.id },
		});
	});
});
