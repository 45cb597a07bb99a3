import { z } from 'zod';
import { CursorError } from '../errors/CursorError';
import { HttpStatusError } from '../errors/HttpStatusError';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** SmartRecruiters reference §7.1. */
export const LONGEST_NOTE = 10_000;

const CREATE = '/messages/shares';
const CreatedSchema = z.object({ id: z.string() });

/** §7.2: no id there, as far as is known; one that comes is used. Wrapped or not is open: both are read. */
const NoteSchema = z.object({ id: z.string().optional().catch(undefined), content: z.string() });
const NotesSchema = z
	.union([
		z.array(NoteSchema).transform((content) => ({ content, nextPageId: undefined })),
		z.object({ content: z.array(NoteSchema), nextPageId: z.string().nullish() }),
	])
	.transform(({ content, nextPageId }) => ({ content, nextPageId: nextPageId || undefined }));
export type SrNote = z.infer<typeof NoteSchema>;

/** A company has a limit somewhere; this is far beyond what a person reads. */
const MOST_PAGES = 200;

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
		path: `${CREATE}/${encodeURIComponent(noteId)}`,
		endpoint: `${CREATE}/{id}`,
		schema: z.unknown(),
		absentOn: [404],
	});
}

/**
 * All notes on a candidate (§7.2). Only credentials of an administrator may read them.
 *
 * @returns `undefined` when the candidate is gone
 * @throws HttpStatusError 403 without the administrator's role
 */
export async function listNotes(
	api: SmartRecruitersApi,
	candidateId: string,
): Promise<SrNote[] | undefined> {
	const notes: SrNote[] = [];
	let pageId: string | undefined;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		let linked: string | undefined;
		try {
			const answer = await api.send({
				method: 'GET',
				path: '/messages',
				endpoint: '/messages',
				schema: NotesSchema,
				query: { candidateId, limit: 100, pageId },
				onHeaders: ({ link }) => {
					linked = nextInLink(link);
				},
			});
			notes.push(...(answer?.content ?? []));
			const next = answer?.nextPageId ?? linked;
			if (!next) return notes;
			if (next === pageId) break;
			pageId = next;
		} catch (error) {
			// Not found is a 400 here.
			const gone = error instanceof HttpStatusError && error.code === 'CANDIDATE_NOT_FOUND';
			if (gone) return undefined;
			throw error;
		}
	}
	throw new CursorError('SmartRecruiters', 'GET /messages');
}

/** The cursor in `Link: <…pageId=abc>; rel="next"` (§1.5). */
function nextInLink(link: string | undefined): string | undefined {
	const target = /<([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? '')?.[1];
	const pageId = target && new URLSearchParams(target.split('?')[1] ?? '').get('pageId');
	return pageId || undefined;
}
