import { ConnectorError, type Service } from './ConnectorError';

/**
 * The vendor answered with success, but not with what its documentation promises. The request itself did not fail, so
 * this is no `HttpStatusError`, and repeating it would not help.
 */
export class ResponseSchemaError extends ConnectorError {
	readonly fate = 'stop' as const;

	readonly advice =
		'The vendor may have changed its API. Update this package; if that does not help, report the fields named here.';

	constructor(
		readonly service: Service,
		readonly endpoint: string,
		/** Where the answer differs, as field paths; never values. */
		readonly fields: readonly string[],
	) {
		super(
			`${service} answered ${endpoint} in an unexpected form at: ${fields.slice(0, 5).join(', ')}`,
		);
	}
}
