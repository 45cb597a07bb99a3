import { isDone, parseCheckpoint, startCheckpoint, type Checkpoint } from '../../sync/checkpoint';
import { Progress } from '../../state/Progress';
import { lockStream } from '../history/lockStream';
import type { Runtime } from '../Runtime';

/** A page waits so long for a run of the backfill that is at work. */
const PATIENCE_MS = 20_000;

/** How the history goes on after a move. */
export type Comparing =
	/** It is compared from its beginning, by the next runs of Backfill. */
	| 'begun'
	| 'underWay'
	| 'finished'
	/** It had not been sent as a whole: Backfill sends it. */
	| 'notComplete'
	/** Backfill has begun to send it as if there had been nothing before. */
	| 'beingSent'
	| 'busy';

/**
 * Has Backfill compare everything with what LinkedIn holds, and send what differs. Only where the history had been sent
 * complete: of who was sent from a list page alone, the details would never follow.
 *
 * @param from whose history was sent
 */
export async function beginComparing(runtime: Runtime, from: string): Promise<Comparing> {
	const { store, effects, linkedIn } = runtime;
	const { organizationUrn: organization } = linkedIn.settings;
	const progress = new Progress(store, organization);
	const locked = await lockStream(
		runtime,
		'backfill',
		async (): Promise<Comparing> => {
			const own = parseCheckpoint((await progress.read('backfill'))?.checkpoint ?? '');
			if (own?.compared && !isDone(own)) return 'underWay';
			const isOther = from !== organization;
			if (isOther && own?.compared) return 'finished';
			if (isOther && own && !isUntouched(own)) return 'beingSent';
			const sent = isOther
				? parseCheckpoint((await new Progress(store, from).read('backfill'))?.checkpoint ?? '')
				: own;
			if (!sent || !isComplete(sent)) return 'notComplete';
			const nowMs = effects.now();
			const begin = startCheckpoint(nowMs, null, { jobs: 'submit', people: 'compare' });
			await progress.forget('backfill');
			await progress.save(nowMs, [
				{
					stream: 'backfill',
					checkpoint: JSON.stringify(begin),
					startedAt: new Date(nowMs).toISOString(),
					activity: 'Begins within a minute',
				},
			]);
			return 'begun';
		},
		PATIENCE_MS,
	);
	return locked.held ? locked.value : 'busy';
}

/** Nobody was sent yet. */
const isUntouched = ({ counts, people }: Checkpoint): boolean =>
	people.state === 'fast' && people.pageId === null && counts.candidates.done === 0;

/** Everybody, with details. */
const isComplete = (checkpoint: Checkpoint): boolean =>
	isDone(checkpoint) && checkpoint.sinceMs === null && checkpoint.counts.details.total !== null;
