import { ConnectorError } from './ConnectorError';

/** Something that the user set cannot work as it is. */
export class ConfigurationError extends ConnectorError {
	readonly fate = 'stop' as const;

	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}
