import { z } from 'zod';
import type { Schema } from '../http/Schema';
import { whyNoSegment } from '../http/segment';

// Read by hand: pages of lists hold a thousand fields, and a schema within a schema takes most of the time.

/** A text, or a number where SmartRecruiters' documentation says text. */
function writtenOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** What `read` gives `undefined` for is an issue. */
const needed = <T>(read: (value: unknown) => T | undefined, message: string): Schema<T> =>
	z.unknown().transform((value, context): T => {
		const found = read(value);
		if (found !== undefined) return found;
		context.addIssue({ code: z.ZodIssueCode.custom, message });
		return z.NEVER;
	});

/** A text that a record is nothing without: never blank. */
export const requiredText = needed(textOf, 'blank');

/** An id that can stand in a path. */
export const id = needed(idOf, 'no id');

function idOf(value: unknown): string | undefined {
	const text = writtenOf(value);
	return text !== undefined && whyNoSegment(text) === undefined ? text : undefined;
}

/**
 * A text that a record can do without. Absent, null and blank mean the same to SmartRecruiters (SmartRecruiters reference
 * §5.3), and so does what is no text: all become `undefined`.
 */
export const text = z.unknown().transform(textOf);

function textOf(value: unknown): string | undefined {
	const written = writtenOf(value);
	return written !== undefined && written.trim() !== '' ? written : undefined;
}

/** `undefined` for what is neither true nor false. */
export const flag = z.unknown().transform(flagOf);

function flagOf(value: unknown): boolean | undefined {
	if (value === 'true' || value === 'false') return value === 'true';
	return typeof value === 'boolean' ? value : undefined;
}

/** The end of the year 9999: beyond it, a time can be neither written nor stored. */
const LATEST_MS = 253_402_300_799_999;

function timeOf(value: unknown): number | undefined {
	const ms =
		typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
	return ms > 0 && ms <= LATEST_MS ? ms : undefined;
}

/** ISO 8601 text, or epoch milliseconds → epoch milliseconds after 1970. */
export const time = needed(timeOf, 'not a date');

/** `undefined` for what is no time. */
export const optionalTime = z.unknown().transform(timeOf);

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
export const tags = needed(tagsOf, 'not texts');

function tagsOf(value: unknown): string[] | undefined {
	if (value === undefined || value === null) return [];
	const list: unknown[] = Array.isArray(value) ? value.filter((one) => one !== null) : [value];
	const read = list.flatMap((one) => writtenOf(one) ?? []);
	return read.length === list.length ? read : undefined;
}

/** The fields of a record that is read by hand, with one schema for the whole of it: what lists have by the hundred. */
export class RecordFields {
	constructor(
		private readonly record: Readonly<Record<string, unknown>>,
		/** Told of a field that the record is nothing without. */
		private readonly refuse: (field: string) => void,
	) {}

	text(name: string): string | undefined {
		return textOf(this.record[name]);
	}

	flag(name: string): boolean | undefined {
		return flagOf(this.record[name]);
	}

	optionalTime(name: string): number | undefined {
		return timeOf(this.record[name]);
	}

	id(name: string): string {
		return idOf(this.record[name]) ?? this.missing(name, '');
	}

	time(name: string): number {
		return timeOf(this.record[name]) ?? this.missing(name, 0);
	}

	tags(name: string): string[] {
		return tagsOf(this.record[name]) ?? this.missing(name, []);
	}

	/** `undefined` for null, and for what is no object. */
	part<T>(name: string, read: (fields: RecordFields) => T): T | undefined {
		const value = this.record[name];
		return isRecord(value) ? read(this.below(name, value)) : undefined;
	}

	/** A part that the record is nothing without. */
	needed<T>(name: string, read: (fields: RecordFields) => T): T {
		const value = this.record[name];
		if (isRecord(value)) return read(this.below(name, value));
		this.refuse(name);
		return read(new RecordFields({}, () => undefined));
	}

	any(name: string): unknown {
		return this.record[name];
	}

	private below(name: string, record: Readonly<Record<string, unknown>>): RecordFields {
		return new RecordFields(record, (field) => {
			this.refuse(`${name}.${field}`);
		});
	}

	/** The record is refused in any case: `instead` only stands in its place until it is. */
	private missing<T>(name: string, instead: T): T {
		this.refuse(name);
		return instead;
	}
}

export const recordOf = <T>(read: (fields: RecordFields) => T): Schema<T> =>
	z.unknown().transform((value, context): T => {
		if (!isRecord(value)) {
			context.addIssue({ code: z.ZodIssueCode.custom, message: 'no object' });
			return z.NEVER;
		}
		const refuse = (field: string): void => {
			context.addIssue({ code: z.ZodIssueCode.custom, path: [field], message: 'unreadable' });
		};
		return read(new RecordFields(value, refuse));
	});

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
