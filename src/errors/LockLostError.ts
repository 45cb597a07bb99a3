import { ConnectorError } from './ConnectorError';

/** This run was held up for so long that another one has taken its lock, or may take it: it must not write any more. */
export class LockLostError extends ConnectorError {
	readonly fate = 'retry' as const;

	readonly advice =
		'Nothing: the run that holds the lock goes on. If this happens often, look for what slows n8n down.';

	constructor(readonly lock: string) {
		super('This run has lost its lock to another one, and has stopped');
	}
}
