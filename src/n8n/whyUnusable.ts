import type { z } from 'zod';

/**
 * Why a value does not fit its schema, as the end of a sentence that begins with its name: "has to be at least 100".
 * The value itself is not in it: it may be a person's.
 */
export function whyUnusable(issue: z.ZodIssue | undefined): string {
	if (!issue) return 'cannot be used';
	if (issue.code === 'invalid_type')
		return issue.received === 'undefined' || issue.received === 'null'
			? 'is missing'
			: `has to be ${NAMES[issue.expected] ?? issue.expected}`;
	if (issue.code === 'invalid_enum_value') return `has to be one of: ${issue.options.join(', ')}`;
	if (issue.code === 'invalid_literal') return `has to be ${String(issue.expected)}`;
	if (issue.code === 'too_small' && issue.type === 'number')
		return `has to be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
	if (issue.code === 'too_small') return issue.minimum === 1 ? 'is empty' : 'is too short';
	if (issue.code === 'too_big' && issue.type === 'number')
		return `has to be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
	if (issue.code === 'too_big') return 'is too long';
	return 'cannot be used';
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
