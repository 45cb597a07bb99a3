import { ConnectorError, type Service } from './ConnectorError';

/** What was wrong with a list. */
export const LIST_FAULTS = {
	'cursor refused': 'no longer knows the page that it named itself',
	'cursor repeated': 'named the same next page twice',
	'nothing new': 'gave pages without anything new',
	'more than the total': 'gave more than it said there is',
	'cut short': 'gave less than it said there is, and no next page',
} as const;

export type ListFault = keyof typeof LIST_FAULTS;

/** A list could not be read to its end: the vendor's pages lead nowhere new, or stop too early. */
export class CursorError extends ConnectorError {
	readonly fate = 'retry' as const;

	readonly advice =
		'Nothing to do at first: the next run reads this list again from its beginning. If it stays, tell the vendor which list it is.';

	constructor(
		readonly service: Service,
		/** Method and path, without ids and query. */
		readonly endpoint: string,
		readonly fault: ListFault = 'nothing new',
	) {
		super(`${service} ${LIST_FAULTS[fault]}: ${endpoint}`);
	}
}
