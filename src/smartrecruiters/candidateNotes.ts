import { z } from 'zod';
import { requiredText, text, time } from './fields';
import type { WholeList } from './readList';
import { readMessages } from './readMessages';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** SmartRecruiters reference §7.2: no id. */
const NoteSchema = z.object({
	content: requiredText,
	createdOn: time,
	visibility: text,
	authorId: text,
});
export type SrNote = z.infer<typeof NoteSchema>;

/**
 * All notes that name a candidate; an administrator's credential is needed. A candidate who is not visible has none. Notes
 * have no id: an odd one is told under a name made of its content.
 */
export async function listNotes(
	api: SmartRecruitersApi,
	candidateId: string,
): Promise<WholeList<SrNote>> {
	return (await readMessages(api, candidateId, NoteSchema)) ?? { content: [], malformed: [] };
}
