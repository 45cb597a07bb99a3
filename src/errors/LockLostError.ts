import { ConnectorError } from './ConnectorError';

/** This run was held up for so long that another one has taken its lock, or may take it: it must not write any more. */
export class LockLostError extends ConnectorError {
	readonly fate = 'retry' as const;

	readonly advice =
		'Nothing to do: the run that holds the lock goes on. If this happens often, find out what slows n8n down.';

	constructor(readonly lock: string) {
		super('This run lost its lock to another run, and stopped');
	}
}
