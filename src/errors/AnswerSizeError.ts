import { ConnectorError } from './ConnectorError';

/** An answer was larger than anything that the vendors send. */
export class AnswerSizeError extends ConnectorError {
	readonly fate = 'stop' as const;

	readonly advice =
		'Check the base URL in the credential. If it is right, choose a smaller chunk size, or report this.';

	constructor(
		readonly host: string,
		readonly mostBytes: number,
	) {
		super(`${host} answered with more than ${Math.floor(mostBytes / 1_048_576)} MB`);
	}
}
