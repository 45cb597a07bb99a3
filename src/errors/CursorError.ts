import { ConnectorError, type Service } from './ConnectorError';

/** A list could not be read to its end: the vendor's cursor leads nowhere new. */
export class CursorError extends ConnectorError {
	readonly fate = 'retry' as const;

	readonly advice = 'Nothing to do: the next run reads this list again from its beginning.';

	constructor(
		readonly service: Service,
		readonly endpoint: string,
	) {
		super(`${service} gave the same page twice for ${endpoint}`);
	}
}
