import { ConfigurationError } from '../errors/ConfigurationError';

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;
const TUNNEL = /(?:^|\.)ngrok(?:-free)?\.(?:io|app|dev|com)$/;

/**
 * Holds the parameter "Callback URL" against LinkedIn's rules (LinkedIn reference §3.1): HTTPS, port 443 or 80, reachable
 * from outside, no ngrok. A LinkedIn on this machine, as the sandbox is, reaches this machine.
 *
 * @throws ConfigurationError naming the rule
 */
export function checkCallbackUrl(text: string, linkedInUrl: string): string {
	const address = text.trim();
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new ConfigurationError(
			'"Callback URL" is not a web address',
			'Enter the production URL of the RSC Trigger, for example https://n8n.example.com/webhook/…/rsc, or leave it empty.',
		);
	}
	const broken = brokenCallbackRule(url, linkedInUrl);
	if (broken) {
		throw new ConfigurationError(
			`"Callback URL" cannot be used: ${broken}`,
			'Let n8n be reached by HTTPS on port 443, set its WEBHOOK_URL to that address, and use the URL that the RSC Trigger then shows.',
		);
	}
	return address;
}

/** The rule that this address breaks (LinkedIn reference §3.1), in words that follow "cannot be used: ". */
export function brokenCallbackRule(url: URL, linkedInUrl: string): string | undefined {
	const local = LOOPBACK.test(url.hostname);
	if (local && LOOPBACK.test(new URL(linkedInUrl).hostname)) return undefined;
	if (local) return 'LinkedIn cannot reach an address on this machine';
	if (url.protocol !== 'https:') return 'it must begin with https://';
	if (url.port !== '' && url.port !== '80') return 'its port must be 443 or 80';
	return TUNNEL.test(url.hostname) ? 'LinkedIn takes no ngrok addresses' : undefined;
}
