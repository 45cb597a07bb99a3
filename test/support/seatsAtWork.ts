import { compareActivity } from '../../sandbox/compare/compareActivity';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Member } from '../../sandbox/linkedin/Members';
import { ActivityOffice, CONTRACT } from '../../scripts/support/ActivityOffice';

export const NOON = Date.UTC(2026, 10, 10, 12);

/** What `compared` finds when nothing is wrong. */
export const NONE = { agree: true, missing: 0, twice: 0, wrong: 0 };

export let sandbox: Sandbox;

export let office: ActivityOffice;

/** Of the contract, mapped ones first. */
export let seats: string[];

/** People whom LinkedIn recognises as one candidate each. */
export let members: Member[];

/** Before each test: a connected contract at noon, with active seats of which the first are mapped. */
export function openBeforeEach({
	active = 5,
	mapped,
	row = {},
}: {
	active?: number;
	mapped: number;
	/** What the rows of mapped seats hold besides. */
	row?: object;
}): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 120, startAtMs: NOON, limits: 'off' });
		seats = activate(CONTRACT, active);
		office = new ActivityOffice(sandbox, { linkedIn: { inMailsPerMinute: 1000 } });
		await office.connect();
		await office.mapSeats(seats.slice(0, mapped), row);
		await office.learnMatches();
		members = sandbox.room.members.all().filter(({ candidateIds }) => candidateIds.length === 1);
	});
	afterEach(async () => {
		await sandbox.close();
	});
}

/** @returns so many seats of a contract, all active */
export function activate(contract: string, count: number): string[] {
	sandbox.seats.setCount(contract, count);
	for (const { seatUrn } of sandbox.seats.list(contract))
		sandbox.seats.change(seatUrn, { state: 'ACTIVE' });
	return sandbox.seats.list(contract).map(({ seatUrn }) => seatUrn);
}

/** @param since from when on the past of a seat is wanted; of others, only what came after */
export function compared(mapped: readonly string[], since?: ReadonlyMap<string, number>) {
	const found = compareActivity(sandbox.room, sandbox.notes, new Set(mapped), since);
	const { agree, missing, twice, wrong } = found;
	return { agree, missing: missing.count, twice: twice.count, wrong: wrong.count };
}

export async function control(path: string, body: unknown, method = 'POST'): Promise<void> {
	await fetch(`${sandbox.url}/_sandbox${path}`, { method, body: JSON.stringify(body) });
}

/** Requests to LinkedIn so far. */
export const calls = (): number => sandbox.context.requests.summary().linkedin.requests;
