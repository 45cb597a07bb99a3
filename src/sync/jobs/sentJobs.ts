import type { HeldRecords } from '../../linkedin/HeldRecords';
import type { SyncContext } from '../SyncContext';
import { mayBeOpen } from './mayBeOpen';

/** Of jobs that may not leave, those that LinkedIn was sent, or may have been: only these are named to it. */
export async function sentJobs(
	{ sent }: Pick<SyncContext, 'sent'>,
	jobIds: readonly string[],
): Promise<string[]> {
	const known = await sent.jobs(jobIds);
	return known ? jobIds.filter((id) => known.has(id)) : [...jobIds];
}

/** Before jobs are sent: those that are new are remembered. */
export async function rememberJobs(
	{ sent }: Pick<SyncContext, 'sent'>,
	jobIds: readonly string[],
): Promise<void> {
	const known = await sent.jobs(jobIds);
	await sent.intendJobs(jobIds.filter((id) => !known?.has(id)));
}

/** Jobs that had to go, and of which LinkedIn says that it does not hold them open: they are named to it no more. */
export function forgetClosed(
	{ sent, effects }: Pick<SyncContext, 'sent' | 'effects'>,
	known: HeldRecords<'open' | 'closed'> | undefined,
	jobIds: readonly string[],
): void {
	sent.jobsGone(
		jobIds.filter((id) => !mayBeOpen(known, id)),
		effects.now(),
	);
}
