import { ConnectorError, type Service } from './ConnectorError';

/**
 * A write that must not be sent twice got no clear answer: it may have been carried out or not. Look before writing
 * again.
 */
export class UnclearOutcomeError extends ConnectorError {
	readonly fate = 'retry' as const;

	readonly advice =
		'Nothing to do: the next run looks whether it was carried out before it tries again.';

	constructor(
		readonly service: Service,
		readonly endpoint: string,
	) {
		super(`${service} gave no clear answer to ${endpoint}`);
	}
}
