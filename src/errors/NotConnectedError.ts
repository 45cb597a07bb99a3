import { ConfigurationError } from './ConfigurationError';

/** Data sharing is not acknowledged or no contract is connected, yet or any more: there is nothing to do for a schedule. */
export class NotConnectedError extends ConfigurationError {
	/** @param wasConnected whether LinkedIn may hold records of an earlier connection */
	constructor(
		message: string,
		advice: string,
		readonly wasConnected = false,
	) {
		super(message, advice);
	}
}
