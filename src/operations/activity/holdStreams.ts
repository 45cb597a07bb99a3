import type { ParkedRecords } from '../../state/ParkedRecords';
import { holdStream } from './holdStream';
import type { HeldStream } from './importPlan';
import type { ReadingStream, SeatRange } from './readingStream';
import type { StreamFailure } from './StreamReader';

/** Puts lists on hold that LinkedIn has refused; what is left out of one is parked for a person. */
export async function holdStreams(
	parked: ParkedRecords<'seat'>,
	failures: readonly StreamFailure[],
	seats: readonly SeatRange[],
	nowMs: number,
): Promise<HeldStream[]> {
	const held: HeldStream[] = [];
	for (const { stream, error } of failures) {
		const onHold = holdStream(stream, error, seats, nowMs);
		if (onHold.held) held.push(onHold.held);
		if (onHold.skipped)
			await parked.park([toLeftOut(stream, error.message, onHold.skipped)], nowMs);
	}
	return held;
}

/** What a person has to know of a stretch of time that LinkedIn does not give out. */
function toLeftOut(
	{ kind, contract, seats }: ReadingStream,
	message: string,
	{ fromMs, toMs }: { fromMs: number; toMs: number },
) {
	const [from, to] = [fromMs, toMs].map((ms) => new Date(ms).toISOString());
	const [only, second] = seats;
	const whose = only && !second ? only : contract;
	return {
		kind: 'seat' as const,
		recordId: `${kind} ${whose} ${from}`,
		code: 'NOT_GIVEN_OUT',
		reason: `Import Past left out ${kind} of ${whose} from ${from} to ${to}: ${message}`,
		whatToDo: 'Read that period with Get Many, pass it to Write, then delete this row.',
	};
}
