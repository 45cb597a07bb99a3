/**
 * What happens next: `retry` later without changing anything, `skip` this record and go on, or `stop` until a person
 * has changed something.
 */
export type Fate = 'retry' | 'skip' | 'stop';

export type Service = 'LinkedIn' | 'SmartRecruiters';

/**
 * Base of everything this package raises on purpose. Messages are safe to log: they never hold a name, an address, a
 * message text or a token, and never the vendor's raw answer.
 */
export abstract class ConnectorError extends Error {
	abstract readonly fate: Fate;

	/** What a person can do about it, in the words of the screens that they know. */
	abstract readonly advice: string;

	constructor(message: string, options?: ErrorOptions) {
		super(message, options);
		this.name = new.target.name;
	}
}
