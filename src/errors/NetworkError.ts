import { ConnectorError, type Service } from './ConnectorError';

/** No usable answer came back: refused, reset, timed out, or cut off. */
export class NetworkError extends ConnectorError {
	readonly fate = 'retry' as const;

	readonly advice =
		'Nothing to do: the next run tries again. If it stays, check the base URL in the credential.';

	constructor(
		readonly service: Service,
		readonly endpoint: string,
		/** Node's error code, for example `ECONNREFUSED`. */
		readonly code: string,
	) {
		super(`No complete answer from ${service} to ${endpoint} (${code})`);
	}
}
