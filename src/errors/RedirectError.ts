import { ConnectorError } from './ConnectorError';

/** The host sent the request elsewhere. It is not followed: it would carry the access token or API key there. */
export class RedirectError extends ConnectorError {
	readonly fate = 'stop' as const;

	readonly advice =
		'No redirect is followed, because it would carry the access token to another address. Check the base URL in the credential.';

	/** @param target the host that the answer names, if it can be read */
	constructor(
		readonly host: string,
		readonly status: number,
		readonly target: string | undefined,
	) {
		super(
			`${host} answered ${status}${target === undefined ? ', a redirect' : `, a redirect to ${target}`}`,
		);
	}
}
