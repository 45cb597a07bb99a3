import type { ActivityEvent } from '../../linkedin/activityEvent';
import { ParkedRecords, recordIdOf } from '../../state/ParkedRecords';
import type { ParkedRow } from '../../state/tables';
import type { Runtime } from '../Runtime';
import type { EventWriter, WriteEnd } from './EventWriter';
import { mayTryAgain } from './mayTryAgain';
import { readEventJson } from './readEvent';

/** How many are looked at in one run; the others follow. */
const MOST = 2_000;

/**
 * Tries parked activity again that is due. What has gone leaves `rsc_parked`, as does what is no longer wanted.
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
	const rows = which === 'asked' ? await parked.asked(MOST) : await parked.list(MOST);
	const due = rows.filter((row) => mayTryAgain(row, nowMs));
	const events: ActivityEvent[] = [];
	const damaged: ParkedRow[] = [];
	for (const row of due) {
		const event = readEventJson(row.payload);
		if (event) events.push(event);
		else damaged.push(row);
	}
	await parked.park(damaged.map(toDamaged), nowMs);
	const asked = new Set(due.filter(({ retryAskedAt }) => retryAskedAt !== '').map(recordIdOf));
	const end = await writer.write(events, { parked: 'always', asked });
	await parked.remove(
		events
			.filter(({ seat }) => writer.unmappedSeats.has(seat))
			.map(({ activityId }) => ({ kind: 'activity' as const, recordId: activityId })),
	);
	return { ...end, tried: events.length - end.rest.length };
}

function toDamaged(row: ParkedRow) {
	return {
		kind: 'activity' as const,
		recordId: recordIdOf(row),
		code: 'NOT_READABLE',
		reason: 'What was kept of it in rsc_parked cannot be read any more',
		whatToDo: 'Delete the row; Catch Up reads the last days again, Get Many what is older.',
		retries: false,
	};
}
