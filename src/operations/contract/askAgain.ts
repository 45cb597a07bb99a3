import { ParkedRecords } from '../../state/ParkedRecords';
import { RETRIED_KINDS } from '../../state/tables';
import type { Keeping, LinkedInRuntime } from '../Runtime';

/**
 * Marks every parked record that an operation tries as one that a person wants to be tried again. Nothing is removed: each kind's owner tries and
 * removes its own.
 *
 * @returns how many there are
 */
export async function askAgain(
	{ store, effects }: Keeping & Pick<LinkedInRuntime, 'effects'>,
	organization: string,
): Promise<number> {
	return await new ParkedRecords(store, organization, RETRIED_KINDS).askAgain(effects.now());
}
