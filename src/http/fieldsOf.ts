import type { z } from 'zod';

/** Where a value does not fit its schema, as field paths such as `content.3.title`; never values. */
export function fieldsOf(error: z.ZodError): string[] {
	return error.issues.map(({ path }) => path.map(String).join('.') || '(root)');
}
