import type { WholeList } from '../../smartrecruiters/readList';
import type { SrStatusChange } from '../../smartrecruiters/schemas';

/** Whether nobody has moved an application since it was made; an entry that cannot be read may be a move. */
export function isUntouched({ content, malformed }: WholeList<SrStatusChange>): boolean {
	return malformed.length === 0 && content.length === 1 && content[0]?.status === 'NEW';
}
