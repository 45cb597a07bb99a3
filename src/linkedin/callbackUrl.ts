import { ConfigurationError } from '../errors/ConfigurationError';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Holds a callback URL against LinkedIn's rules (LinkedIn reference §3.1): HTTPS, port 443 or 80, no tunnel service. On
 * loopback, where only the sandbox calls, everything goes.
 *
 * @param field the parameter's name, for the message
 * @throws ConfigurationError naming the rule
 */
export function checkCallbackUrl(text: string, field: string): string {
	const address = text.trim();
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new ConfigurationError(
			`${field} is not a web address`,
			'Enter the production URL of the RSC Trigger, for example https://n8n.example.com/webhook/…/rsc.',
		);
	}
	if (LOOPBACK.includes(url.hostname)) return address;
	const broken =
		url.protocol !== 'https:'
			? 'it must begin with https://'
			: url.port !== '' && url.port !== '80'
				? 'its port must be 443 or 80'
				: /(^|\.)ngrok(-free)?\.(io|app|dev|com)$/.test(url.hostname)
					? 'LinkedIn takes no ngrok addresses'
					: undefined;
	if (broken) {
		throw new ConfigurationError(
			`${field} cannot be used: ${broken}`,
			'Put n8n behind a public HTTPS address, set it as WEBHOOK_URL of n8n, and use the URL that the RSC Trigger then shows.',
		);
	}
	return address;
}
