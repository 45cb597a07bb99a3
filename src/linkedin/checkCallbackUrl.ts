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
			`"Callback URL" cannot be used: ${CALLBACK_RULES[broken]}`,
			'Let n8n be reached by HTTPS on port 443, set its WEBHOOK_URL to that address, and use the URL that the RSC Trigger then shows.',
		);
	}
	return address;
}

/** What LinkedIn wants of the address of a callback (LinkedIn reference §3.1), in words that follow "cannot be used: ". */
export const CALLBACK_RULES = {
	local: 'LinkedIn cannot reach an address on this machine',
	plain: 'it must begin with https://',
	port: 'its port must be 443 or 80',
	tunnel: 'LinkedIn accepts no ngrok addresses',
} as const;
export type CallbackRule = keyof typeof CALLBACK_RULES;

/** The rule that this address breaks (LinkedIn reference §3.1). */
export function brokenCallbackRule(url: URL, linkedInUrl: string): CallbackRule | undefined {
	const local = isLoopback(url);
	if (local && isLoopback(new URL(linkedInUrl))) return undefined;
	if (local) return 'local';
	if (url.protocol !== 'https:') return 'plain';
	if (url.port !== '' && url.port !== '80') return 'port';
	return TUNNEL.test(url.hostname) ? 'tunnel' : undefined;
}

/** Whether an address is on this machine. */
export const isLoopback = ({ hostname }: URL): boolean => LOOPBACK.test(hostname);
