import type { z } from 'zod';
import { StateError } from '../errors/StateError';
import { fromJson } from '../basics/fromJson';
import { SYNC } from '../state/tables';

/**
 * Reads the checkpoint of a stream in `rsc_sync`.
 *
 * @returns `undefined` when there is none yet
 * @throws StateError when it is damaged: it never counts as a beginning
 */
export function parseState<T>(
	text: string,
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
): T | undefined {
	if (text === '') return undefined;
	const parsed = schema.safeParse(fromJson(text));
	if (!parsed.success) throw StateError.damagedRow(SYNC.name, undefined, 'checkpoint');
	return parsed.data;
}
