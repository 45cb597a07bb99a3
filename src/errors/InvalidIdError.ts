import { ConnectorError } from './ConnectorError';

/** A text that cannot be the id of a record, because no path can hold it: that record is parked, and the rest goes on. */
export class InvalidIdError extends ConnectorError {
	readonly fate = 'skip' as const;

	readonly advice = 'Check the id: copy it again from the address of the record.';

	/** @param why for example `it is empty`; never the text itself */
	constructor(why: string) {
		super(`This cannot be the id of a record: ${why}`);
	}
}
