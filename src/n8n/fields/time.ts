import type { IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { ConfigurationError } from '../../errors/ConfigurationError';

/**
 * Epoch milliseconds of a parameter that holds n8n's date, ISO 8601 or epoch milliseconds; `undefined` when it is empty.
 *
 * @throws ConfigurationError naming the parameter and the item
 */
export function readTime(
	context: IExecuteFunctions,
	name: string,
	displayName: string,
	item: number,
): number | undefined {
	const value: unknown = context.getNodeParameter(name, item, '');
	if (value === '' || value === null || value === undefined) return undefined;
	const ms = toMs(value);
	if (!Number.isNaN(ms)) return ms;
	throw new ConfigurationError(
		`"${displayName}" is not a date [Item ${item}]`,
		'Choose a date, for example 2026-11-24.',
	);
}

function toMs(value: unknown): number {
	if (typeof value === 'number') return value;
	if (value instanceof DateTime) return value.toMillis();
	if (typeof value !== 'string') return Number.NaN;
	return /^\d{12,}$/.test(value.trim())
		? Number(value)
		: DateTime.fromISO(value, { zone: 'utc' }).toMillis();
}
