import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { UnusableParameterError } from '../errors/UnusableParameterError';
import { whyUnusable } from './whyUnusable';

/**
 * Reads the parameters that a schema names, for one item.
 *
 * @throws UnusableParameterError naming parameter and item, and what the parameter has to be; the node says how its form calls it
 */
export function readParameters<Shape extends z.ZodRawShape>(
	context: IExecuteFunctions,
	item: number,
	schema: z.ZodObject<Shape>,
): z.output<z.ZodObject<Shape>> {
	const parsed = schema.safeParse(
		Object.fromEntries(
			Object.keys(schema.shape).map((name) => [name, context.getNodeParameter(name, item, '')]),
		),
	);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new UnusableParameterError(issue?.path.map(String) ?? [], whyUnusable(issue), item);
}

/** A text that may come from an item: missing is empty, a time is ISO. */
export const textParameter = z
	.union([z.string(), z.number(), z.date(), z.null(), z.undefined()])
	.transform((value) =>
		value instanceof Date ? value.toISOString() : value === null ? '' : String(value ?? ''),
	);

/**
 * A parameter that other choices hide: n8n gives an empty text for it then.
 *
 * @param hidden what counts while it is hidden
 */
export const whileShown = <Schema extends z.ZodType>(schema: Schema, hidden: z.input<Schema>) =>
	z.preprocess((value) => (value === '' ? hidden : value), schema);
