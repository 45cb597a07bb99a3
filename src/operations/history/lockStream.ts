import { guardTransport, type Locked, type LockOptions, withLock } from '../../state/Lock';
import type { StreamName } from '../../state/tables';
import type { LinkedInRuntime, Runtime } from '../Runtime';
import { withLearned } from '../withLearned';

/**
 * Works alone on a stream of the organization. All requests to vendors stop when the lock is lost.
 *
 * @param patienceMs how long to wait for another run to end, if longer than a person would wait anyway
 */
export async function lockStream<T>(
	runtime: Runtime,
	stream: StreamName,
	work: (guarded: Runtime) => Promise<T>,
	patienceMs?: number,
): Promise<Locked<T>> {
	return await withLock(lockOptions(runtime, stream, patienceMs), async (lock) => {
		const { linkedIn, smartRecruiters } = runtime;
		const guarded = {
			...runtime,
			linkedIn: { ...linkedIn, transport: guardTransport(linkedIn.transport, lock) },
			smartRecruiters: {
				...smartRecruiters,
				transport: guardTransport(smartRecruiters.transport, lock),
			},
		};
		return await withLearned(guarded, work);
	});
}

export function lockOptions(
	{ store, effects, owner, linkedIn, patienceMs: byHandMs = 0 }: LinkedInRuntime,
	stream: StreamName,
	patienceMs = 0,
): LockOptions {
	const name = `${linkedIn.settings.organizationUrn}:${stream}`;
	return { store, effects, owner, name, patienceMs: Math.max(byHandMs, patienceMs) };
}
