import { ConfigurationError } from '../errors/ConfigurationError';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Secrets and people's data go to a base URL: it has to be HTTPS, except on this machine, where the sandbox runs.
 *
 * @param label the field of the credential
 * @throws ConfigurationError naming the field
 */
export function checkBaseUrl(label: string, text: string): void {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url?.protocol === 'https:') return;
	if (url?.protocol === 'http:' && LOOPBACK.test(url.hostname)) return;
	throw new ConfigurationError(
		`"${label}" in the credential does not begin with https://`,
		'Enter an address with https://. http:// is allowed only for an address on this machine, such as the sandbox.',
	);
}
