import type { z } from 'zod';

/**
 * Why a value does not fit its schema, as the end of a sentence that begins with its name: "has to be at least 100".
 * The value itself is not in it: it may be a person's.
 */
export function whyUnusable(issue: z.ZodIssue | undefined): string {
	switch (issue?.code) {
		case 'invalid_type':
			return issue.received === 'undefined' || issue.received === 'null'
				? 'is missing'
				: `has to be ${NAMES[issue.expected] ?? issue.expected}`;
		case 'invalid_enum_value':
			return `has to be one of: ${issue.options.join(', ')}`;
		case 'invalid_literal':
			return `has to be ${String(issue.expected)}`;
		case 'too_small':
			if (issue.type === 'number')
				return `has to be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
			return issue.minimum === 1 ? 'is empty' : 'is too short';
		case 'too_big':
			if (issue.type === 'number')
				return `has to be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
			return 'is too long';
		default:
			return 'cannot be used';
	}
}

const NAMES: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'a number',
	integer: 'a whole number',
	nan: 'a number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
	date: 'a date',
};
