import { MINUTE_MS } from '../../basics/durations';
import type { ActivityEvent } from '../../linkedin/activityEvent';
import type { EventWriter, WriteEnd } from './EventWriter';
import type { StreamReader } from './StreamReader';

/** One chunk is what is repeated after a kill. */
const CHUNK = { maxEvents: 60, maxMs: 20_000 };
/** What was read is written, also when the time is over by then: else short runs would never come on. */
const GRACE_MS = MINUTE_MS;

/**
 * Reads a chunk, writes it, and stores how far it came, one after the other, until everything was read or this run is
 * over. What could not be written is not stored as read: the next run reads it again.
 *
 * @param save stores how far the reader is; called after the writes of each chunk
 */
export async function readAndWrite(
	reader: StreamReader,
	writer: EventWriter,
	save: () => Promise<void>,
	isWanted: (event: ActivityEvent) => boolean = () => true,
): Promise<WriteEnd & { events: number }> {
	let events = 0;
	while (!reader.over) {
		const found = (await reader.readChunk(CHUNK)).filter(isWanted);
		const end = await writer.write(found, { parked: 'whenDue', graceMs: GRACE_MS });
		if (end.reason !== '') return { ...end, events };
		events += found.length;
		await save();
	}
	return { rest: [], reason: '', events };
}
