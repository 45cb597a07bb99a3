import { z } from 'zod';
import type { Schema } from '../http/Schema';
import { whyNoSegment } from '../http/segment';

/** A text, or a number where SmartRecruiters' documentation says text. */
const written = z.union([z.string(), z.number().finite().transform(String)]);

/** A text that a record is nothing without: never blank. */
export const requiredText = written.refine((text) => text.trim() !== '', { message: 'blank' });

/** An id that can stand in a path. */
export const id = written.refine((text) => whyNoSegment(text) === undefined, { message: 'no id' });

/**
 * A text that a record can do without. Absent, null and blank mean the same to SmartRecruiters (SmartRecruiters reference
 * §5.3), and so does what is no text: all become `undefined`.
 */
export const text = z
	.unknown()
	.transform((value) => {
		const parsed = written.safeParse(value);
		return parsed.success && parsed.data.trim() !== '' ? parsed.data : undefined;
	})
	.pipe(z.string().optional());

/** `undefined` for what is neither true nor false. */
export const flag = z
	.unknown()
	.transform((value) => {
		if (value === 'true' || value === 'false') return value === 'true';
		return typeof value === 'boolean' ? value : undefined;
	})
	.pipe(z.boolean().optional());

/** The end of the year 9999: beyond it, a time can be neither written nor stored. */
const LATEST_MS = 253_402_300_799_999;

/** ISO 8601 text, or epoch milliseconds → epoch milliseconds after 1970. */
export const time = z.union([z.string(), z.number()]).transform((value, context) => {
	const ms = typeof value === 'number' ? value : Date.parse(value);
	if (!(ms > 0 && ms <= LATEST_MS))
		context.addIssue({ code: z.ZodIssueCode.custom, message: 'not a date' });
	return ms;
});

/** `undefined` for what is no time. */
export const optionalTime = z
	.unknown()
	.transform((value) => {
		const parsed = time.safeParse(value);
		return parsed.success ? parsed.data : undefined;
	})
	.pipe(z.number().optional());

/** A part that a record can do without: `undefined` for null, and for what has another form. */
export const optionalPart = <T>(part: Schema<T>): Schema<T | undefined> =>
	z.unknown().transform((value) => {
		const parsed = part.safeParse(value);
		return parsed.success ? parsed.data : undefined;
	});

/** The elements of a list that a record can do without; odd ones are left out. */
export const optionalParts = <T>(part: Schema<T>): Schema<T[]> =>
	z.unknown().transform((value) => {
		if (!Array.isArray(value)) return [];
		return value.flatMap((one: unknown) => {
			const parsed = part.safeParse(one);
			return parsed.success ? [parsed.data] : [];
		});
	});

/**
 * Tags decide whether a person leaves: what cannot be read makes the whole record unreadable, so that nobody leaves by
 * an oddity.
 */
export const tags = z
	.union([z.array(written.nullable()), written.transform((tag) => [tag])])
	.nullish()
	.transform((list) => (list ?? []).flatMap((tag) => tag ?? []));
