import type { ActivityEvent } from '../../linkedin/activityEvent';
import { ParkedRecords, recordIdOf } from '../../state/ParkedRecords';
import type { ParkedRow } from '../../state/tables';
import type { Runtime } from '../Runtime';
import type { EventWriter, WriteEnd } from './EventWriter';
import { LONGEST_WAIT_MS } from './mayTryAgain';
import { readEventJson } from './readEvent';

/** How many are looked at together. */
const PAGE = 500;

/**
 * Tries parked activity again that is due, the oldest first, until all was tried or the time is over. What has gone leaves
 * `rsc_parked`; what seat holders did who are not mapped any more stays, and follows once they are mapped again.
 *
 * @param which `asked`: only what a person asked for, which is little to look for
 */
export async function retryParked(
	{ store, effects }: Runtime,
	writer: EventWriter,
	which: 'asked' | 'due',
): Promise<WriteEnd & { tried: number }> {
	const parked = new ParkedRecords(store, writer.organization, ['activity']);
	const nowMs = effects.now();
	const seen = new Set<string>();
	for (let tried = 0; ; ) {
		const page = which === 'asked' ? await parked.asked(PAGE) : await parked.due(nowMs, PAGE);
		const rows = page.filter(({ recordKey }) => !seen.has(recordKey));
		if (rows.length === 0) return { rest: [], reason: '', tried };
		for (const { recordKey } of rows) seen.add(recordKey);
		const end = await retryPage(parked, rows, writer, nowMs);
		tried += end.tried;
		if (end.reason !== '') return { ...end, tried };
	}
}

async function retryPage(
	parked: ParkedRecords<'activity'>,
	rows: readonly ParkedRow[],
	writer: EventWriter,
	nowMs: number,
): Promise<WriteEnd & { tried: number }> {
	const events: ActivityEvent[] = [];
	const damaged: ParkedRow[] = [];
	for (const row of rows) {
		const event = readEventJson(row.payload);
		if (event) events.push(event);
		else damaged.push(row);
	}
	await parked.park(damaged.map(toDamaged), nowMs);
	const asked = new Set(rows.filter(({ retryAskedAt }) => retryAskedAt !== '').map(recordIdOf));
	const end = await writer.write(events, { parked: 'always', asked });
	const unmapped = new Set(
		events.flatMap(({ seat, activityId }) => (writer.unmappedSeats.has(seat) ? activityId : [])),
	);
	const left = rows.filter((row) => unmapped.has(recordIdOf(row)));
	await parked.postpone(left, nowMs + LONGEST_WAIT_MS);
	return { ...end, tried: events.length - unmapped.size - end.rest.length };
}

function toDamaged(row: ParkedRow) {
	return {
		kind: 'activity' as const,
		recordId: recordIdOf(row),
		code: 'NOT_READABLE',
		reason: 'Its row in rsc_parked can no longer be read',
		whatToDo:
			'Delete the row. Catch Up reads the last days again; use Get Many for anything older.',
		retries: false,
	};
}
