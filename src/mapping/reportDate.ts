import { DateTime } from 'luxon';
import { DAY_MS } from '../basics/durations';

/**
 * A date of a report in epoch milliseconds: UTC unless it names a zone, with `T` or a blank, with or without a time
 * (SmartRecruiters reference §12.1.3). `undefined` when it is none, or lies before 1970.
 */
export function reportDate(text: string): number | undefined {
	const trimmed = text.trim();
	if (trimmed.length > 40) return undefined;
	const parsed = DateTime.fromISO(
		trimmed.replace(/^(\d{4}-\d{2}-\d{2}) +/, '$1T').replace(/ {1,3}(?=Z|[+-]\d)/, ''),
		{
			zone: 'utc',
		},
	);
	const ms = parsed.isValid ? parsed.toMillis() : Number.NaN;
	return ms > 0 ? ms : undefined;
}

/** A creation date may be exact to the day only: it then lies at midnight. */
export const isMidnight = (ms: number): boolean => ms % DAY_MS === 0;

/** The earlier of two dates; of the same day, the one that is exact. */
export function earlierDate(a: number, b: number): number {
	const [first, second] = a <= b ? [a, b] : [b, a];
	return isMidnight(first) && second - first < DAY_MS ? second : first;
}
