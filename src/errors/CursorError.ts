import { ConnectorError, type Service } from './ConnectorError';

/** What was wrong with a list. */
export const LIST_FAULTS = {
	'cursor refused': 'no longer accepts its own cursor',
	'cursor repeated': 'named the same next page twice',
	'nothing new': 'returned pages with nothing new',
	'more than the total': 'returned more entries than it announced',
	'cut short': 'returned fewer entries than it announced, and no next page',
} as const;

export type ListFault = keyof typeof LIST_FAULTS;

/** A list could not be read to its end: the vendor's pages lead nowhere new, or stop too early. */
export class CursorError extends ConnectorError {
	readonly fate = 'retry' as const;

	readonly advice =
		'Nothing to do for now: the next run reads this list again from the beginning. If the fault persists, tell the vendor which list it is.';

	constructor(
		readonly service: Service,
		/** Method and path, without ids and query. */
		readonly endpoint: string,
		readonly fault: ListFault = 'nothing new',
	) {
		super(`${service} ${LIST_FAULTS[fault]}: ${endpoint}`);
	}
}
