import { z } from 'zod';
import { time } from './schemas';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** SmartRecruiters reference §7.2: no id. */
const NoteSchema = z.object({
	content: z.string(),
	createdOn: time,
	visibility: z.string().optional(),
	authorId: z
		.string()
		.nullish()
		.transform((value) => value ?? undefined),
});
export type SrNote = z.infer<typeof NoteSchema>;

/** Wrapped or bare: the reference does not settle it. */
const NotesSchema = z
	.union([
		z.array(NoteSchema).transform((content) => ({ content, nextPageId: undefined })),
		z.object({
			content: z.array(NoteSchema),
			nextPageId: z
				.string()
				.nullish()
				.transform((value) => value || undefined),
		}),
	])
	.transform((value) => value);

/** All notes that name a candidate; an administrator's credential is needed. A candidate who is gone has none. */
export async function listNotes(api: SmartRecruitersApi, candidateId: string): Promise<SrNote[]> {
	const notes: SrNote[] = [];
	let pageId: string | undefined;
	do {
		const page = await api.get(
			'/messages',
			'/messages',
			NotesSchema,
			{ candidateId, limit: 100, pageId },
			// Not found is a 400 here.
			[400, 404],
		);
		notes.push(...(page?.content ?? []));
		const next = page?.nextPageId;
		pageId = next === pageId ? undefined : next;
	} while (pageId);
	return notes;
}
