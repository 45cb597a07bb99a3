import { MemoryStore } from '../../scripts/support/MemoryStore';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { RecruiterSeat } from '../../sandbox/linkedin/seats/RecruiterSeats';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import {
	type PollLimits,
	pollActivity,
	type PollResult,
} from '../../src/operations/activity/pollActivity';
import type { PollWish } from '../../src/operations/activity/pollStreams';
import { type ConnectionChoice, sandboxConnection } from '../../scripts/support/sandboxConnection';

export const CONTRACT = 'urn:li:contract:2001';

export const NOON = Date.UTC(2026, 10, 10, 12);

export const MINUTE = 60_000;

export const HOUR = 60 * MINUTE;

export let sandbox: Sandbox;

export let seats: RecruiterSeat[];

export let person: string;

/** What n8n keeps of the last poll. */
export let state: string;

export const now = () => sandbox.context.clock.now();

export const later = (ms: number) => {
	sandbox.context.clock.advance(ms);
};

export const parties = (nth = 0) => ({
	contract: CONTRACT,
	seat: seats[nth]?.seatUrn ?? '',
	person,
});

let written = 0;

export const inMail = (atMs: number, nth = 0) => {
	written += 1;
	return sandbox.room.activity.addInMail(parties(nth), {
		fromSeat: true,
		subject: 'Role',
		text: `Hello ${written}`,
		createdAtMs: atMs,
	});
};

export const note = (atMs: number, nth = 0) =>
	sandbox.room.activity.addNote(parties(nth), 'Met at the fair', atMs);

export const control = async (path: string, body: unknown) => {
	await fetch(`${sandbox.url}/_sandbox${path}`, { method: 'POST', body: JSON.stringify(body) });
};

export interface Choice {
	wish?: Partial<PollWish>;
	limits?: Partial<PollLimits> & { forMs?: number };
	skewMs?: number;
	/** How long LinkedIn takes for an answer. */
	callMs?: number;
	linkedIn?: ConnectionChoice['linkedIn'];
	/** Stands around each request. */
	watch?: <T>(send: () => Promise<T>) => Promise<T>;
	/** Where state is kept, as for an operation; RSC Trigger has none. */
	store?: MemoryStore;
}

/** One poll, and its state kept as n8n keeps it. */
export async function poll({
	wish,
	limits,
	skewMs = 0,
	callMs = 0,
	linkedIn = {},
	watch = async (send) => await send(),
	store,
}: Choice = {}): Promise<PollResult> {
	const connection = sandboxConnection(sandbox, { linkedIn });
	const { transport } = connection.linkedIn;
	connection.linkedIn.transport = async (request) => {
		if (callMs > 0) await connection.effects.sleep(callMs);
		return await watch(async () => await transport(request));
	};
	const { effects, budgets } = connection;
	const world = {
		budgets,
		...(store && { store }),
		random: () => 0.5,
		effects: {
			now: () => effects.now() + skewMs,
			sleep: async (ms: number) => {
				await effects.sleep(ms);
			},
		},
	};
	const result = await pollActivity(
		connection.linkedIn,
		world,
		{
			contracts: [CONTRACT],
			seats: [],
			kinds: ['inMail', 'prospectNote', 'stub'],
			lookBackMs: 12 * HOUR,
			everyMs: 30 * MINUTE,
			...wish,
		},
		state,
		{
			stopAtMs: now() + skewMs + (limits?.forMs ?? 240_000),
			maxEvents: 5_000,
			...limits,
		},
	);
	({ state } = result);
	return result;
}

export const ids = ({ events }: { events: readonly ActivityEvent[] }) =>
	events.map(({ activityId }) => activityId);

/** The next poll finds this as what n8n has kept. */
export function keep(text: string): void {
	state = text;
}

/** So many seats, all of them active. */
export function activate(count: number): void {
	sandbox.seats.setCount(CONTRACT, count);
	for (const { seatUrn } of sandbox.seats.list(CONTRACT))
		sandbox.seats.change(seatUrn, { state: 'ACTIVE' });
	seats = [...sandbox.seats.list(CONTRACT)];
}

/** Before each test: a connected contract at noon, with active seats. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 120, startAtMs: NOON });
		sandbox.seats.setCount(CONTRACT, 5);
		const all = sandbox.seats.list(CONTRACT);
		for (const { seatUrn } of all.slice(3)) sandbox.seats.change(seatUrn, { state: 'PARKED' });
		for (const { seatUrn } of all.slice(0, 3)) sandbox.seats.change(seatUrn, { state: 'ACTIVE' });
		seats = sandbox.seats.list(CONTRACT).filter((seat) => seat.state === 'ACTIVE');
		person = sandbox.room.members.all()[0]?.urn ?? '';
		state = '';
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
