import { ConfigurationError } from '../errors/ConfigurationError';
import { deleteCallbackUrl, getCallbackUrl, setCallbackUrl } from '../linkedin/callbackUrl';
import type { LinkedInApi } from '../linkedin/LinkedInApi';

export interface CallbackClaim {
	/** Where LinkedIn is to send this customer's notifications. */
	url: string;
	/** Other addresses under which this very node was or is reached; replacing them takes nothing from anybody. */
	formerUrls: readonly string[];
	/** Whether somebody else's address may be replaced. */
	takeOver: boolean;
	/** The organization for which LinkedIn was given this address before, if any. */
	servedOrganization?: string;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;
const TUNNEL = /(?:^|\.)ngrok(?:-free)?\.(?:io|app|dev)$/;

/**
 * Makes LinkedIn send this customer's notifications to `url`, and reads back that it does (LinkedIn reference §2.4,
 * §3.1). LinkedIn keeps one address per customer, so somebody else's is replaced only with `takeOver`.
 *
 * @returns the address that was there before
 * @throws ConfigurationError saying who has it, or why LinkedIn cannot reach this one
 */
export async function claimCallback(
	api: LinkedInApi,
	{ url, formerUrls, takeOver, servedOrganization }: CallbackClaim,
): Promise<string | undefined> {
	const { organizationUrn, baseUrl } = api.settings;
	needReachable(url, baseUrl);
	if (servedOrganization !== undefined && servedOrganization !== organizationUrn) {
		throw new ConfigurationError(
			`The address of this node still receives LinkedIn’s notifications for ${servedOrganization}`,
			`LinkedIn wants one address per customer: use a new RSC Trigger for ${organizationUrn}.`,
		);
	}
	const before = await getCallbackUrl(api);
	if (before === url) return before;
	if (before && !formerUrls.includes(before) && !takeOver) throw takenBy(before, url, api);
	await setCallbackUrl(api, url);
	const after = await getCallbackUrl(api);
	if (after !== url) {
		throw new ConfigurationError(
			'LinkedIn did not keep the callback URL',
			'Check that LinkedIn can reach this address from outside, then publish again.',
		);
	}
	return before;
}

/** Puts back what was there before, but only if LinkedIn still has one of `urls`. @returns whether it had */
export async function releaseCallback(
	api: LinkedInApi,
	urls: readonly string[],
	before?: string,
): Promise<boolean> {
	const current = await getCallbackUrl(api);
	if (current === undefined || !urls.includes(current)) return false;
	if (before) await setCallbackUrl(api, before);
	else await deleteCallbackUrl(api);
	return true;
}

/** @throws ConfigurationError when LinkedIn would not accept or not reach this address (§3.1) */
export function needReachable(url: string, linkedInUrl: string): void {
	const { protocol, hostname, port, origin } = new URL(url);
	// A LinkedIn on this machine, as the sandbox is, reaches this machine.
	if (LOOPBACK.test(hostname) && LOOPBACK.test(new URL(linkedInUrl).hostname)) return;
	const whatToDo =
		'Let n8n be reached by HTTPS on port 443, and set its WEBHOOK_URL to that address. Then publish again.';
	if (LOOPBACK.test(hostname)) {
		throw new ConfigurationError(`LinkedIn cannot reach n8n at ${origin}`, whatToDo);
	}
	if (protocol !== 'https:') {
		throw new ConfigurationError(
			`LinkedIn accepts HTTPS addresses only, and n8n’s is ${origin}`,
			whatToDo,
		);
	}
	if (port !== '' && port !== '80') {
		throw new ConfigurationError(
			`LinkedIn accepts ports 443 and 80 only, and n8n’s address is ${origin}`,
			whatToDo,
		);
	}
	if (TUNNEL.test(hostname)) {
		throw new ConfigurationError('LinkedIn does not accept ngrok addresses', whatToDo);
	}
}

function takenBy(before: string, url: string, { settings }: LinkedInApi): ConfigurationError {
	const sameHost = hostOf(before) === hostOf(url);
	return new ConfigurationError(
		sameHost
			? `Another workflow of this n8n receives LinkedIn’s notifications for ${settings.organizationUrn}`
			: `LinkedIn sends the notifications for ${settings.organizationUrn} to ${hostOf(before)}`,
		sameHost
			? 'LinkedIn keeps one address per customer. Use the outputs of that workflow’s RSC Trigger, or unpublish it, or switch on "Take Over" here.'
			: 'LinkedIn keeps one address per customer. If that system is no longer to receive them, switch on "Take Over" here.',
	);
}

function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : 'an unreadable address';
}
