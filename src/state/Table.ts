import { z } from 'zod';
import { StateError } from '../errors/StateError';

/** Types that a column of an n8n Data Table can have and that we use (n8n-platform reference §5). */
export type ColumnType = 'string' | 'number' | 'boolean';

/** A Data Table: what its rows are, and which columns together name one. `R` is a whole row, as it is read. */
export interface Table<R extends object> {
	readonly name: string;
	readonly key: ReadonlyArray<keyof R & string>;
	readonly columns: Readonly<Record<string, ColumnType>>;
	readonly schema: z.ZodType<R, z.ZodTypeDef, unknown>;
}

/** Data Tables give null for what was never written: it reads as empty text. */
export const text = z
	.string()
	.nullish()
	.transform((value) => value ?? '');

/** Reads as 0 where nothing was written. */
export const count = z
	.number()
	.nullish()
	.transform((value) => value ?? 0);

/** Reads as false where nothing was written. */
export const flag = z
	.boolean()
	.nullish()
	.transform((value) => value ?? false);

/** One of some words; where nothing was written, the first of them. */
export function oneOf<const W extends readonly [string, ...string[]]>(words: W) {
	return z
		.enum<W[number], [W[number], ...Array<W[number]>]>([words[0], ...words.slice(1)])
		.nullish()
		.transform((value): W[number] => value ?? words[0]);
}

/** @param shape one schema a column, each of the above: what a column gives for null tells its type */
export function defineTable<S extends z.ZodRawShape>(
	name: string,
	key: ReadonlyArray<keyof S & string>,
	shape: S,
): Table<z.output<z.ZodObject<S>>> & { shape: S } {
	const types = Object.entries(shape).map(([column, schema]) => [column, typeOf(schema)] as const);
	return {
		name,
		key: key.map((column) => column),
		columns: Object.fromEntries(types),
		schema: z.object(shape),
		shape,
	};
}

function typeOf(schema: z.ZodTypeAny): ColumnType {
	const empty: unknown = schema.parse(null);
	if (typeof empty === 'number') return 'number';
	return typeof empty === 'boolean' ? 'boolean' : 'string';
}

/**
 * Reads a row as n8n gives it.
 *
 * @throws StateError that names table and row, never an empty row in the place of a damaged one
 */
export function readRow<R extends object>(table: Table<R>, row: unknown): R {
	const parsed = table.schema.safeParse(row);
	if (parsed.success) return parsed.data;
	const column = parsed.error.issues[0]?.path.join('.') ?? '';
	const named = z.record(z.unknown()).safeParse(row);
	const id = named.success ? named.data.id : undefined;
	throw StateError.damagedRow(table.name, typeof id === 'number' ? id : undefined, column);
}
