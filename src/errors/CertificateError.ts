import { ConnectorError } from './ConnectorError';

/** No connection was made, because the host did not prove who it is. */
export class CertificateError extends ConnectorError {
	readonly fate = 'stop' as const;

	readonly advice =
		'Nothing was sent. Check the base URL in the credential. If a company proxy is in between, have n8n trust its certificate through NODE_EXTRA_CA_CERTS.';

	/** @param code Node’s name of the fault, for example `DEPTH_ZERO_SELF_SIGNED_CERT` */
	constructor(
		readonly host: string,
		readonly code: string,
	) {
		super(`The certificate of ${host} is not valid (${code})`);
	}
}
