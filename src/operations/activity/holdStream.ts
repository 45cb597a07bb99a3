import { HOUR_MS } from '../../basics/durations';
import type { ConnectorError } from '../../errors/ConnectorError';
import { HttpStatusError } from '../../errors/HttpStatusError';
import type { HeldStream } from './importPlan';
import { isRead, type ReadingStream, type SeatRange, windowOf } from './readingStream';

/** After this, a list that LinkedIn refused is tried again, from where it stood. */
const REFUSED_MS = 6 * HOUR_MS;
/** So often one window is tried before it is left out. */
const MOST_FAILURES = 4;

export interface StreamOnHold {
	/** Absent when nothing is left of the list. */
	held?: HeldStream;
	/** What is left out; epoch milliseconds. */
	skipped?: { fromMs: number; toMs: number };
}

/**
 * A list that LinkedIn has refused waits, and resumes where it stood. One window that is refused again and again is left
 * out; where the next one is refused as well, it is not the window, and nothing more is left out.
 *
 * @param ranges whose past it holds
 */
export function holdStream(
	stream: ReadingStream,
	error: ConnectorError,
	ranges: readonly SeatRange[],
	nowMs: number,
): StreamOnHold {
	const isOff = error instanceof HttpStatusError && [401, 403].includes(error.status);
	const failures = (stream.failures ?? 0) + (isOff ? 0 : 1);
	const seats = ranges.filter(({ seat }) => stream.seats.includes(seat));
	if (failures < MOST_FAILURES || stream.skipped)
		return { held: { stream: { ...stream, failures }, seats, notBeforeMs: nowMs + REFUSED_MS } };
	const skipped = windowOf(stream);
	const rest = { ...stream, failures: 0, skipped: true, untilMs: skipped.fromMs, position: null };
	return { skipped, ...(!isRead(rest) && { held: { stream: rest, seats, notBeforeMs: nowMs } }) };
}
