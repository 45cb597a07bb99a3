import { withLock } from '../../state/Lock';
import type { StreamName } from '../../state/tables';
import { withdrawConfidential } from '../../sync/visibility/withdrawConfidential';
import type { Clients } from '../connect';
import { lockOptions } from './lockStream';
import { openSharing } from './openSharing';
import { storeOutcome } from './storeOutcome';
import type { VisibilitySession } from './VisibilitySession';

/** Everything that sends jobs and applications by the rules it read when it began. */
const SENDING: readonly StreamName[] = ['backfill', 'changes', 'records', 'reconcile', 'retry'];
const PATIENCE_MS = 30_000;

/**
 * Takes back confidential jobs that their hiring teams were shown, once the choice says so no more. Before the first request
 * every run has ended that began under the old choice: nothing is sent behind it.
 *
 * @returns `undefined` when LinkedIn holds none of them any more; else when to go on, 0 for the next run
 */
export async function takeBackConfidential(
	session: VisibilitySession,
	{ linkedIn, smartRecruiters }: Pick<Clients, 'linkedIn' | 'smartRecruiters'>,
): Promise<number | undefined> {
	const { repositories, runtime } = session;
	const { visibility, sent } = repositories;
	if (!(await visibility.isConfidentialSent())) return undefined;
	for (const stream of SENDING) {
		const locked = await withLock(lockOptions(runtime, stream, PATIENCE_MS), () =>
			Promise.resolve(),
		);
		if (locked.held) continue;
		session.message =
			'Confidential jobs are taken back at LinkedIn once a run has ended that is still sending records.';
		return locked.busyUntilMs;
	}
	const { effects } = runtime;
	const sharing = await openSharing(repositories, smartRecruiters, effects);
	const context = { linkedIn, smartRecruiters, effects, sharing, sent };
	const isGone = await withdrawConfidential(context, async (outcome) => {
		session.rejections.push(...outcome.rejections);
		await storeOutcome(repositories, outcome, effects.now());
	});
	if (!isGone) {
		session.message =
			'LinkedIn is closing confidential jobs; nobody gains sight before it has closed them.';
		return effects.now() + session.input.jobCheckDelayMs;
	}
	await visibility.saveConfidentialSent(false, effects.now());
	return undefined;
}
