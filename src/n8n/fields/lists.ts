import { z } from 'zod';
import { parseJson } from './json';

/** A list as people and expressions give it: an array, JSON, or text with commas or line breaks; blanks are dropped. */
export const listParameter = z
	.union([z.array(z.coerce.string()), z.string(), z.null(), z.undefined()])
	.transform((value): string[] => {
		if (value === null || value === undefined) return [];
		if (Array.isArray(value)) return value;
		const parsed = value.trim().startsWith('[') ? parseJson(value) : undefined;
		const list = z.array(z.coerce.string()).safeParse(parsed);
		return list.success ? list.data : value.split(/[,\n]/);
	})
	.transform((list) => list.map((one) => one.trim()).filter((one) => one !== ''));

/** The same for ids: none twice. A record key such as `candidate:ID` counts as its id. */
export const idsParameter = listParameter.transform((ids) => [
	...new Set(ids.map((id) => id.replace(/^[a-z]+:(?!li:)/i, ''))),
]);
