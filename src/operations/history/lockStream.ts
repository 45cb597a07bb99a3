import { guardTransport, type Locked, withLock } from '../../state/Lock';
import type { StreamName } from '../../state/tables';
import type { LinkedInRuntime, Runtime } from '../Runtime';

/**
 * Works alone on a stream of the organization. All requests to vendors stop when the lock is lost.
 *
 * @param patienceMs how long to wait for another run to end
 */
export async function lockStream<T>(
	runtime: Runtime,
	stream: StreamName,
	work: (guarded: Runtime) => Promise<T>,
	patienceMs = 0,
): Promise<Locked<T>> {
	return await withLock(lockOptions(runtime, stream, patienceMs), async (lock) => {
		const { linkedIn, smartRecruiters } = runtime;
		return await work({
			...runtime,
			linkedIn: { ...linkedIn, transport: guardTransport(linkedIn.transport, lock) },
			smartRecruiters: {
				...smartRecruiters,
				transport: guardTransport(smartRecruiters.transport, lock),
			},
		});
	});
}

export function lockOptions(
	{ store, effects, owner, linkedIn }: LinkedInRuntime,
	stream: StreamName,
	patienceMs = 0,
) {
	const name = `${linkedIn.settings.organizationUrn}:${stream}`;
	return { store, effects, owner, name, patienceMs };
}
