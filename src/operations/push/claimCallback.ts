import { AccessNotRequestedError } from '../../errors/AccessNotRequestedError';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { HttpStatusError } from '../../errors/HttpStatusError';
import { brokenCallbackRule, CALLBACK_RULES } from '../../linkedin/checkCallbackUrl';
import {
	getConfigurations,
	removeConfigurations,
	setConfigurations,
} from '../../linkedin/configurations';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';

export interface CallbackClaim {
	/** Where LinkedIn is to send this customer's notifications. */
	url: string;
	/** Other addresses under which this very node was or is reached; replacing them takes nothing from anybody. */
	formerUrls: readonly string[];
	/** Whether somebody else's address may be replaced. */
	takeOver: boolean;
	/** The organization for which LinkedIn was given this address before, if any. */
	servedOrganization?: string;
	/** The name of the workflow that has an address, if it is known. */
	holderOf?: (url: string) => string | undefined;
}

const NAME = 'CALLBACK_URL';
const ENDPOINT = 'PUT CALLBACK_URL';

/** Where LinkedIn sends this customer's notifications; `undefined` when nothing is stored. */
export async function getCallbackUrl(api: LinkedInApi): Promise<string | undefined> {
	return (await getConfigurations(api, [NAME])).get(NAME);
}

/**
 * Makes LinkedIn send this customer's notifications to `url`, and reads back that it does (LinkedIn reference §2.4,
 * §3.1). LinkedIn keeps one address per customer, so somebody else's is replaced only with `takeOver`.
 *
 * @returns the address that was there before
 * @throws AccessNotRequestedError before access is requested; ConfigurationError saying who has it, or why LinkedIn cannot
 *   reach this one
 */
export async function claimCallback(
	api: LinkedInApi,
	{ url, formerUrls, takeOver, servedOrganization, holderOf }: CallbackClaim,
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
	if (before && !formerUrls.includes(before) && !takeOver)
		throw takenBy(before, url, organizationUrn, holderOf?.(before));
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

/**
 * The same, where access may not have been requested yet: LinkedIn has no place for an address then.
 *
 * @returns whether LinkedIn has it
 */
export async function claimOnceRequested(api: LinkedInApi, claim: CallbackClaim): Promise<boolean> {
	try {
		await claimCallback(api, claim);
		return true;
	} catch (error) {
		if (!(error instanceof AccessNotRequestedError)) throw error;
		return false;
	}
}

/** Puts back what was there before, but only if LinkedIn still has one of `urls`. @returns whether it had */
export async function releaseCallback(
	api: LinkedInApi,
	urls: readonly string[],
	before?: string,
): Promise<boolean> {
	const current = await getCallbackUrl(api);
	if (current === undefined || !urls.includes(current)) return false;
	if (before) {
		await setCallbackUrl(api, before);
		return true;
	}
	const [refusal] = await removeConfigurations(api, [NAME]);
	if (refusal) throw new HttpStatusError('LinkedIn', refusal.status, 'DELETE CALLBACK_URL');
	return true;
}

async function setCallbackUrl(api: LinkedInApi, url: string): Promise<void> {
	try {
		const [refusal] = await setConfigurations(api, new Map([[NAME, url]]));
		if (refusal) throw new HttpStatusError('LinkedIn', refusal.status, ENDPOINT);
	} catch (error) {
		if (!(error instanceof HttpStatusError) || error.status !== 404) throw error;
		throw new AccessNotRequestedError(
			'LinkedIn does not know the 1-Click Export integration of this organization yet',
			'Request access first: RSC Contract Activate, or LinkedIn’s configuration widget. Then publish this workflow again.',
		);
	}
}

/** @throws ConfigurationError when LinkedIn would not accept or not reach this address */
function needReachable(url: string, linkedInUrl: string): void {
	const address = new URL(url);
	const broken = brokenCallbackRule(address, linkedInUrl);
	if (!broken) return;
	throw new ConfigurationError(
		`LinkedIn cannot send to n8n at ${address.origin}: ${CALLBACK_RULES[broken]}`,
		'Let n8n be reached by HTTPS on port 443, and set its WEBHOOK_URL to that address. Then publish again.',
	);
}

function takenBy(
	before: string,
	url: string,
	organizationUrn: string,
	holder: string | undefined,
): ConfigurationError {
	if (hostOf(before) !== hostOf(url)) {
		return new ConfigurationError(
			`LinkedIn sends the notifications for ${organizationUrn} to ${hostOf(before)}`,
			'LinkedIn keeps one address per customer. If that system is no longer to receive them, switch on the option "Take Over" here.',
		);
	}
	return new ConfigurationError(
		`${holder === undefined ? 'Another workflow' : `The workflow "${holder}"`} of this n8n receives LinkedIn’s notifications for ${organizationUrn}`,
		'LinkedIn keeps one address per customer. Use the outputs of that workflow’s RSC Trigger, or unpublish it, or switch on the option "Take Over" here.',
	);
}

function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : 'an unreadable address';
}
