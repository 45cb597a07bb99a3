import { z } from 'zod';
import { PageGuardStateSchema } from '../http/PageGuard';

/** Where the reading of a list stands: the cursor of the next page, null at the beginning, and what its guard has seen. */
export const ListCursorSchema = z.object({
	pageId: z.string().nullable(),
	guard: PageGuardStateSchema.nullable(),
});
export type ListCursor = z.infer<typeof ListCursorSchema>;

export const LIST_START: ListCursor = { pageId: null, guard: null };
