import { getCandidates } from '../../linkedin/candidates';
import type { HeldRecords } from '../../linkedin/HeldRecords';
import type { SyncContext } from '../SyncContext';

/**
 * Whom LinkedIn holds of people who were deleted there, as when a write that was under way has brought them back. It is
 * asked only about those whom it was sent, or had held; about all where nobody knows that.
 */
export async function heldAgain(
	{ sent, linkedIn, sharing }: Pick<SyncContext, 'sent' | 'linkedIn' | 'sharing'>,
	candidateIds: readonly string[],
): Promise<HeldRecords<unknown>> {
	const known = await sent.people(candidateIds);
	const asked: string[] = [];
	for (const id of candidateIds)
		if (!known || known.has(id) || (await sharing.wasHeld(id))) asked.push(id);
	return await getCandidates(linkedIn, asked);
}
