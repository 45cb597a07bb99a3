import { ConnectorError, type Fate, type Service } from './ConnectorError';
import type { RecordRef } from './RecordRef';

/**
 * The vendor answered with success, but not with what its documentation promises. The request itself did not fail, so
 * this is no `HttpStatusError`, and repeating it would not help. With `record`, only that record is odd: it is parked, and
 * the rest goes on.
 */
export class ResponseSchemaError extends ConnectorError {
	readonly fate: Fate;

	readonly advice: string;

	constructor(
		readonly service: Service,
		readonly endpoint: string,
		/** Where the answer differs, as field paths; never values. */
		readonly fields: readonly string[],
		readonly record?: RecordRef,
	) {
		super(
			`${service} answered ${endpoint} in an unexpected form at: ${fields.slice(0, 5).join(', ')}`,
		);
		this.fate = record ? 'skip' : 'stop';
		this.advice = record
			? `Look at the field that is named here, in ${service}. If it is correct there, report the field.`
			: 'The vendor may have changed its API. Update this package; if that does not help, report the fields named here.';
	}
}
