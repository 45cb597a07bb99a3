import { z } from 'zod';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import { segment } from '../http/segment';
import { id, requiredText, text } from './fields';
import { readMessages } from './readMessages';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** SmartRecruiters reference §7.1. */
export const LONGEST_NOTE = 10_000;

const CREATE = '/messages/shares';
const CreatedSchema = z.object({ id });

/** §7.2: no id there, as far as is known; one that comes is used. */
const NoteSchema = z.object({ id: text, content: requiredText });
export type SrNote = z.infer<typeof NoteSchema>;

/**
 * Writes a note that everybody sees who may see the candidate tagged in it, and nobody else; nobody gets an e-mail
 * (§7.1). Sent once: there is no way to tell a repetition.
 *
 * @returns the note's id, which SmartRecruiters tells only here
 * @throws UnclearOutcomeError when nobody knows whether it was written; HttpStatusError when it was refused
 */
export async function createNote(api: SmartRecruitersApi, content: string): Promise<string> {
	const answer = await api.send({
		method: 'POST',
		path: CREATE,
		endpoint: CREATE,
		schema: CreatedSchema,
		body: { content, shareWith: { openNote: true } },
		once: true,
	});
	if (!answer) throw new ResponseSchemaError('SmartRecruiters', `POST ${CREATE}`, ['(empty)']);
	return answer.id;
}

/** Removes a note (§7.1). One that is gone already is no failure. */
export async function deleteNote(api: SmartRecruitersApi, noteId: string): Promise<void> {
	await api.send({
		method: 'DELETE',
		path: `${CREATE}/${segment(noteId)}`,
		endpoint: `${CREATE}/{id}`,
		schema: z.unknown(),
		absentOn: [404],
	});
}

/**
 * All notes on a candidate (§7.2). Only credentials of an administrator may read them.
 *
 * @returns `undefined` when the candidate is not visible now
 * @throws HttpStatusError 403 without the administrator's role
 */
export async function listNotes(
	api: SmartRecruitersApi,
	candidateId: string,
): Promise<SrNote[] | undefined> {
	return (await readMessages(api, candidateId, NoteSchema))?.content;
}
