import { deleteApplications } from '../../linkedin/applications';
import { partsOf } from '../../mapping/applicationToLinkedIn';
import type { DeletionReason } from '../../state/Deletions';
import { type Removal, toRemoval } from '../Deletion';
import type { SyncContext } from '../SyncContext';

/**
 * Deletes applications that LinkedIn was sent, or may have been; the others are not named to it, unless a person wants
 * it.
 *
 * @param applicationIds our own ids
 * @returns what is gone, also what was not there, and what LinkedIn did not confirm
 */
export async function deleteSentApplications(
	context: Pick<SyncContext, 'sent' | 'linkedIn' | 'effects'>,
	applicationIds: readonly string[],
	reason: DeletionReason,
): Promise<Removal> {
	const { sent, linkedIn, effects } = context;
	const known =
		reason === 'onRequest'
			? undefined
			: await sent.people([...new Set(applicationIds.map((id) => partsOf(id).candidateId))]);
	const beganAtMs = effects.now();
	const statuses = await deleteApplications(
		linkedIn,
		applicationIds.filter((id) => {
			const { candidateId, jobId } = partsOf(id);
			return !known || known.get(candidateId)?.has(jobId);
		}),
	);
	const removal = toRemoval('application', statuses, reason, effects.now());
	sent.applicationsGone(
		removal.deletions.map(({ recordId }) => partsOf(recordId)),
		beganAtMs,
	);
	return removal;
}
