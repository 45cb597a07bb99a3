import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../sandbox/core/durations';
import { SEATS } from '../../src/state/tables';
import { connectContracts } from '../connect/connectContracts';
import { publishConnected, publishFirst } from '../start/publishInOrder';
import { CONTRACT, type MonthStack, ORGANIZATION, WEBSITE } from './MonthStack';
import type { MonthOptions } from './planMonth';

const MOST_TICKS = 400;
/** Of ten seats, this many are mapped. */
const MAPPED_OF_TEN = 9;

type Say = (line: string) => void;

/** Epoch milliseconds. */
export function nextMidnight(ms: number): number {
	return (Math.floor(ms / DAY_MS) + 1) * DAY_MS;
}

/**
 * The first day: connected on the page of workflow 01, the history sent, every workflow published, both sides compared
 * once, and most seats mapped.
 *
 * @returns the seats that are mapped
 */
export async function beginMonth(
	stack: MonthStack,
	options: MonthOptions,
	say: Say,
): Promise<Set<string>> {
	const { n8n, workers, sandbox, conductor } = stack;
	conductor.prepareStart();
	say('the package and the workflows are in n8n');
	await n8n.start();
	for (const worker of workers) await worker.start();
	say('n8n is ready');
	await publishFirst(n8n);
	await connectContracts(n8n, sandbox, false, WEBSITE, () => undefined);
	say('connected');
	await tickUntilFinished(stack, 'backfill', MINUTE_MS);
	say('the history is sent');
	await publishConnected(n8n, () => undefined);
	await n8n.api('POST', '/workflows/rscChanges/activate');
	await conductor.deliver();
	const mapped = await mapSeats(stack, options);
	// Both sides are compared by night.
	await conductor.moveTo(nextMidnight(conductor.now()) + HOUR_MS);
	await tickUntilFinished(stack, 'reconcile', 10 * MINUTE_MS);
	say('everything is published, and both sides are compared once');
	return mapped;
}

/** Schedules go off again and again until a stream has finished. */
async function tickUntilFinished(
	{ n8n, conductor }: MonthStack,
	stream: string,
	everyMs: number,
): Promise<void> {
	for (let tick = 0; tick < MOST_TICKS; tick += 1) {
		await conductor.moveTo(conductor.now() + everyMs, true);
		await conductor.settle();
		const row = (await n8n.table('rsc_sync')).find((one) => one.stream === stream);
		if (row?.finishedAt) return;
		if (row?.message) throw new Error(`${stream} stopped: ${JSON.stringify(row.message)}`);
	}
	throw new Error(`${stream} has not finished after ${MOST_TICKS} ticks`);
}

async function mapSeats(
	{ n8n, sandbox, conductor }: MonthStack,
	{ seats }: MonthOptions,
): Promise<Set<string>> {
	const active = sandbox.seats
		.list(CONTRACT)
		.filter(({ state }) => state === 'ACTIVE')
		.slice(0, seats);
	const now = new Date(conductor.now()).toISOString();
	const isMapped = (nth: number): boolean => nth % 10 < MAPPED_OF_TEN;
	await n8n.insertRows(
		SEATS.name,
		SEATS.columns,
		active.map(({ seatUrn, firstName, lastName }, nth) =>
			SEATS.schema.parse({
				organization: ORGANIZATION,
				contract: CONTRACT,
				seat: seatUrn,
				seatState: 'ACTIVE',
				seatName: `${firstName} ${lastName}`,
				...(isMapped(nth) && { userId: `user${nth}`, mappedAt: now }),
			}),
		),
	);
	return new Set(active.filter((_, nth) => isMapped(nth)).map(({ seatUrn }) => seatUrn));
}
