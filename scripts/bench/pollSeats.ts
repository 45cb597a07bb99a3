import { createSandbox } from '../../sandbox/createSandbox';
import { MINUTE_MS } from '../../src/basics/durations';
import { callsOfOnePoll } from '../../src/operations/activity/dueStreams';
import { ACTIVITY_CALLS_PER_DAY } from '../../src/operations/activity/openActivity';
import { pollActivity } from '../../src/operations/activity/pollActivity';
import { MemoryStore } from '../support/MemoryStore';
import { sandboxConnection } from '../support/sandboxConnection';

const CONTRACT = 'urn:li:contract:2001';
const EVERY_MS = 30 * MINUTE_MS;
/** n8n's time for a poll, without what RSC Trigger leaves for the call at work. */
const POLL_MS = 280_000;
/** Notes and contact details of the contract, and its seats. */
const CALLS_OF_THE_CONTRACT = 3;

export interface PollSpeed {
	/** How many seats are served every half hour: what the time of a poll and its share of the day's calls both allow. */
	pollSeats: number;
	/** How long a poll of so many seats took, in seconds. */
	seconds: number;
	seats: number;
}

/** A quiet poll of many seats against the sandbox, each answer taking `answerMs` on the sandbox's clock. */
export async function measurePollSeats(seats: number, answerMs: number): Promise<PollSpeed> {
	const sandbox = await createSandbox({ people: 20, startAtMs: Date.UTC(2026, 10, 10, 12) });
	try {
		sandbox.seats.setCount(CONTRACT, seats);
		for (const { seatUrn } of sandbox.seats.list(CONTRACT))
			sandbox.seats.change(seatUrn, { state: 'ACTIVE' });
		const connection = sandboxConnection(sandbox);
		const { effects, random, budgets } = connection;
		const { settings, transport } = connection.linkedIn;
		const slow: typeof transport = async (request) => {
			await effects.sleep(answerMs);
			return await transport(request);
		};
		const startedAtMs = effects.now();
		const { finished, left, failures } = await pollActivity(
			{ settings, transport: slow },
			{ effects, random, budgets, store: new MemoryStore() },
			{
				contracts: [CONTRACT],
				seats: [],
				kinds: ['inMail', 'prospectNote', 'stub'],
				lookBackMs: EVERY_MS,
				everyMs: EVERY_MS,
			},
			'',
			{ stopAtMs: startedAtMs + POLL_MS, maxEvents: 5_000 },
		);
		const elapsedMs = effects.now() - startedAtMs;
		if (left > 0 || failures.length > 0 || finished < seats)
			throw new Error(`Of ${seats} seats, ${finished} lists were read, ${left} are left`);
		const byTime = (seats * POLL_MS) / elapsedMs;
		const byCalls = callsOfOnePoll(EVERY_MS, ACTIVITY_CALLS_PER_DAY) - CALLS_OF_THE_CONTRACT;
		return {
			pollSeats: Math.floor(Math.min(byTime, byCalls)),
			seconds: elapsedMs / 1000,
			seats,
		};
	} finally {
		await sandbox.close();
	}
}
