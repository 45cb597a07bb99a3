import { z } from 'zod';
import { fromJson } from '../basics/fromJson';
import { StateError } from '../errors/StateError';
import { DAY_MS } from '../basics/durations';
import { type Learned, LearnedSchema } from '../linkedin/Learned';
import { Contracts } from '../state/Contracts';
import { CONTRACTS } from '../state/tables';
import type { LinkedInRuntime } from './Runtime';

/** After so long a trial is made again: what LinkedIn did not take once, it may take now. */
const BELIEVED_MS = 30 * DAY_MS;

const KeptSchema = z.object({
	/** The version of LinkedIn's API that this was learned with. */
	version: z.string(),
	learnedAtMs: z.number(),
	facts: LearnedSchema,
});

/**
 * Works with what earlier runs found out about LinkedIn's API for this organization, and keeps what this one finds out:
 * a trial costs requests once, not in every run.
 *
 * @throws StateError when what was kept is damaged
 */
export async function withLearned<R extends LinkedInRuntime, T>(
	runtime: R,
	work: (runtime: R) => Promise<T>,
): Promise<T> {
	const { store, effects, linkedIn } = runtime;
	const { settings } = linkedIn;
	const contracts = new Contracts(store, settings.organizationUrn);
	const learned = believed(await contracts.learned(), settings.version, effects.now());
	const before = JSON.stringify(learned);
	try {
		return await work({
			...runtime,
			linkedIn: { ...linkedIn, settings: { ...settings, learned } },
		});
	} finally {
		if (JSON.stringify(learned) !== before) {
			const kept = { version: settings.version, learnedAtMs: effects.now(), facts: learned };
			// What cannot be kept is learned again.
			await contracts.keepLearned(JSON.stringify(kept)).catch(() => undefined);
		}
	}
}

function believed(text: string, version: string, nowMs: number): Learned {
	if (text === '') return {};
	const kept = KeptSchema.safeParse(fromJson(text));
	if (!kept.success) throw StateError.damagedRow(CONTRACTS.name, undefined, 'learned');
	const { data } = kept;
	return data.version === version && data.learnedAtMs > nowMs - BELIEVED_MS ? data.facts : {};
}
