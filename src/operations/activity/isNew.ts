import { type ActivityEvent, contentHash } from '../../linkedin/activityEvent';
import { versionHash } from '../../mapping/activityToNote';
import type { LedgerEntry } from '../../state/ActivityLedger';
import { knownCandidates, type PersonRow } from './whoIsIt';

/**
 * Whether something has to be done about this version of an event. Not, when this very content was written or removed
 * before, where it still belongs, or when the ledger holds a newer version: an old reading must not undo it.
 *
 * @param asked whether a person asked to try it again: then older notes that are still there are reason enough
 */
export function isNew(
	event: ActivityEvent,
	held: LedgerEntry | undefined,
	people: readonly PersonRow[],
	asked = false,
): boolean {
	if (!held || held.contentHash === '') return true;
	const version = contentHash(event);
	if (timeOf(version) < timeOf(held.contentHash)) return false;
	if (versionHash(held.contentHash) !== versionHash(version)) return true;
	if (asked && hasLeftovers(held)) return true;
	if (event.deleted) return held.state !== 'deleted';
	const [known, second] = knownCandidates(people);
	const moved = Boolean(known) && second === undefined && known !== held.candidateId;
	return held.state !== 'written' || moved;
}

/** Notes that do not show what is to be seen. */
function hasLeftovers({ state, notes, contentHash: version, candidateId }: LedgerEntry): boolean {
	const current = versionHash(version);
	return notes.some(
		(note) => state === 'deleted' || note.version !== current || note.candidateId !== candidateId,
	);
}

function timeOf(version: string): number {
	return Number(version.split('-')[0]);
}
