import { removeEverything } from '../../src/operations/history/removeEverything';
import { mapOne } from '../../src/operations/mapping/mapOne';
import { Settings } from '../../src/state/Settings';
import { Organizations } from '../../src/state/Organizations';
import { CONTRACTS, ORGANIZATIONS, PEOPLE, SEATS } from '../../src/state/tables';
import { connectOrganization, ORGANIZATION } from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';
import {
	NEW_PAGE,
	sandbox,
	runtime,
	TEAM_ONLY,
	newPage,
	stateOf,
	backfillRow,
	written,
	openCompanyForEach,
} from '../support/movingCompany';

openCompanyForEach();

describe('another contract of the same company page', () => {
	const CONTRACT = 'urn:li:contract:2001';
	const NEXT = 'urn:li:contract:2002';
	const move = { move: 'contract' as const, endingContracts: [CONTRACT] };

	/** Maps who has a seat on both contracts, and who has one on the old contract alone. */
	async function mapTwo() {
		const active = sandbox.seats.list(CONTRACT).filter(({ state }) => state === 'ACTIVE');
		const next = sandbox.seats.list(NEXT).filter(({ state }) => state === 'ACTIVE');
		const onNext = (person: string | undefined) =>
			next.filter(({ personUrn }) => personUrn === person).length;
		const both = active.find(({ personUrn }) => onNext(personUrn) === 1);
		const alone = active.find(({ personUrn }) => onNext(personUrn) === 0);
		const [first, second] = sandbox.context.company.users.filter(({ active: works }) => works);
		if (!both || !alone || !first || !second) throw new Error('Nobody suits');
		for (const [seat, user] of [
			[both, first],
			[alone, second],
		] as const)
			await mapOne(runtime, {
				seatUrn: seat.seatUrn,
				contractUrns: [CONTRACT],
				userId: user.id,
				importDays: 30,
				timeLimitMs: 60_000,
			});
		return { both, alone, user: first };
	}
	const connectNext = async () => {
		await runtime.store.put(CONTRACTS, [
			CONTRACTS.schema.parse({
				organization: ORGANIZATION,
				contract: NEXT,
				state: 'connected',
				name: 'Acme Agency',
			}),
		]);
	};

	it('waits until the new contract is connected, and changes nothing by then', async () => {
		await mapTwo();
		expect(await stateOf(runtime, move)).toEqual(['open', 'atsCompany done', 'connected open']);
		const rows = await runtime.store.read(CONTRACTS, { organization: ORGANIZATION });
		expect(rows.map(({ contract }) => contract)).toContain(CONTRACT);
	});

	it('maps the same person’s seat to the same user, guesses nobody, and sends nothing again', async () => {
		const { both, alone, user } = await mapTwo();
		await connectNext();
		sandbox.context.requests.reset();
		expect(await stateOf(runtime, move)).toEqual([
			'open',
			'atsCompany done',
			'connected done',
			'people open',
			'history done',
			'ended done',
		]);
		const seats = await runtime.store.read(SEATS, { organization: ORGANIZATION });
		expect(
			seats
				.filter(({ userId }) => userId !== '')
				.map(({ seat, person, userId, contract }) => ({
					isAlone: seat === alone.seatUrn,
					person,
					userId: userId === user.id,
					contract,
				})),
		).toEqual([
			{ isAlone: true, person: alone.personUrn, userId: false, contract: CONTRACT },
			{ isAlone: false, person: both.personUrn, userId: true, contract: NEXT },
		]);
		const run = await runToEnd(sandbox, runtime);
		expect(run.last.state).toBe('done');
		expect(written()).toEqual({ people: 0, applications: 0 });
		const rows = await runtime.store.read(CONTRACTS, { organization: ORGANIZATION });
		expect(rows.map(({ contract }) => contract)).toEqual([ORGANIZATION, NEXT]);
	});

	it('is done once: the history is not compared again', async () => {
		await mapTwo();
		await connectNext();
		await stateOf(runtime, move);
		await runToEnd(sandbox, runtime);
		const before = await backfillRow(ORGANIZATION);
		expect(await stateOf(runtime, move)).toEqual([
			'open',
			'atsCompany done',
			'connected done',
			'people open',
			'ended done',
		]);
		expect(await backfillRow(ORGANIZATION)).toEqual(before);
	});
});

describe('another SmartRecruiters company', () => {
	const move = { move: 'atsCompany' as const };

	/** A seat whose user has this address, in the company of before. */
	async function mappedBefore(userEmail: string, seat = '1'): Promise<void> {
		await runtime.store.put(SEATS, [
			SEATS.schema.parse({
				organization: ORGANIZATION,
				seat: `urn:li:seat:${seat}`,
				person: 'urn:li:person:x',
				userId: `old-${seat}`,
				userEmail,
				mappedAt: '2026-10-01T00:00:00.000Z',
				importedUntilMs: 5,
			}),
		]);
	}
	/** Nothing that was stored is known to SmartRecruiters. */
	const strangers = async () => {
		await runtime.store.remove(PEOPLE, { organization: ORGANIZATION });
		await runtime.store.put(PEOPLE, [
			PEOPLE.schema.parse({
				organization: ORGANIZATION,
				person: 'urn:li:person:x',
				candidateId: 'old-candidate',
			}),
		]);
	};

	it('is noticed, and refused for what keeps ids', async () => {
		await mappedBefore('ada@example.com');
		await strangers();
		await connectOrganization(runtime.store, NEW_PAGE);
		const moved = await newPage(true);
		expect(await stateOf(moved)).toEqual(['stop', 'atsCompany stop']);
		const rows = await runtime.store.read(CONTRACTS, { organization: ORGANIZATION });
		expect(rows.map(({ state }) => state)).not.toContain('disconnected');
	});

	it('asks for what was sent to be deleted first, and forgets nothing before', async () => {
		await mappedBefore('ada@example.com');
		await strangers();
		expect(await stateOf(runtime, move)).toEqual(['stop', 'takenBack stop']);
		expect(await runtime.store.read(PEOPLE, { organization: ORGANIZATION })).toHaveLength(1);
	});

	it('finds people by their address, decides rules anew, and sends everything', async () => {
		const [user] = sandbox.context.company.users.filter(({ active, email }) => active && email);
		if (!user) throw new Error('Nobody');
		const input = { confirm: '1000', timeLimitMs: 300_000, jobCheckDelayMs: 300_000 };
		for (let run = 0; run < 20; run += 1) {
			const { report } = await removeEverything(runtime, input);
			if (report.finished) break;
			sandbox.context.clock.advance(600_000);
		}
		const settings = new Settings(runtime.store, ORGANIZATION);
		await settings.saveVisibility(TEAM_ONLY);
		await mappedBefore(user.email.toUpperCase());
		await mappedBefore('nobody@example.com', '2');
		await strangers();
		expect(await stateOf(runtime, move)).toEqual([
			'open',
			'takenBack done',
			'records done',
			'people open',
			'sharingRules open',
		]);
		const seats = await runtime.store.read(SEATS, { organization: ORGANIZATION });
		expect(seats.map(({ userId, matchedBy }) => [userId, matchedBy])).toEqual([
			[user.id, 'email'],
			['', 'left open'],
		]);
		expect(await runtime.store.read(PEOPLE, { organization: ORGANIZATION })).toEqual([]);
		expect(await settings.decidedAt()).toBe('');
		// Departments have other ids there; that not everybody sees everything holds.
		expect(await settings.visibility()).toEqual({
			...TEAM_ONLY,
			openDepartments: [],
			appliedAt: '',
			changedAt: '',
		});
		expect(await settings.isLost()).toBe(false);
		expect(await stateOf(runtime, move)).toEqual(['done', 'atsCompany done']);
	});

	it('is named by the row of an organization that was added, from then on', async () => {
		const added = { organization: ORGANIZATION, company: 'Before' };
		const organizations = new Organizations(runtime.store);
		await organizations.put(ORGANIZATIONS.schema.parse(added));
		await runtime.store.remove(PEOPLE, { organization: ORGANIZATION });
		// Nobody is stored whom one could look up: the row alone tells that it is another company.
		expect(await stateOf(runtime, move)).toEqual(['stop', 'takenBack stop']);
		expect(await organizations.find(ORGANIZATION)).toMatchObject(added);
		const input = { confirm: '1000', timeLimitMs: 300_000, jobCheckDelayMs: 300_000 };
		for (let run = 0; run < 20; run += 1) {
			const { report } = await removeEverything(runtime, input);
			if (report.finished) break;
			sandbox.context.clock.advance(600_000);
		}
		await stateOf(runtime, move);
		expect(await organizations.find(ORGANIZATION)).toMatchObject({ company: 'SampleCo' });
	});
});
