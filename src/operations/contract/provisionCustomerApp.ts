import { ConfigurationError } from '../../errors/ConfigurationError';
import { HttpStatusError } from '../../errors/HttpStatusError';
import { UnclearOutcomeError } from '../../errors/UnclearOutcomeError';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import {
	type ApplicationAddresses,
	createApplication,
	findApplication,
	type NewApplication,
	updateApplication,
} from '../../linkedin/provisioning';
import type { ProvisionedApplication } from '../../linkedin/schemas';
import { checkNewApplication } from './checkNewApplication';
import type { LinkedInSide, World } from '../connect';
import { openForPerson } from './openForPerson';

/** A customer's application after this run. */
export interface CustomerApp {
	/** `urn:li:developerApplication:{number}`. */
	application: string;
	uniqueForeignId: string;
	name: string;
	clientId: string;
	/** Only right after creation; LinkedIn does not show it again. */
	clientSecret?: string;
	created: boolean;
	/** Lists that were updated: `validJsSdkDomains`, `oauth2AuthorizedCallbackUrls`. */
	changed: string[];
	validJsSdkDomains: string[];
	oauth2AuthorizedCallbackUrls: string[];
	notice: string;
}

const NOTICES = {
	created:
		'Keep the secret now, in a LinkedIn Recruiter System Connect credential: LinkedIn does not show it again. The widgets of a new application may need five minutes before they load.',
	found:
		'This customer has an application already. LinkedIn shows its secret only at creation; if it is lost, roll a new one with the partner application.',
	lost: 'LinkedIn created the application, but its answer with the secret got lost. Roll a new secret with the partner application.',
};

/**
 * Gives a customer an application of its own (LinkedIn reference §1.4), or brings the addresses of the one that is there
 * up to date. Repeated, it writes nothing.
 *
 * @throws ConfigurationError naming the parameter that LinkedIn would refuse
 */
export async function provisionCustomerApp(
	side: LinkedInSide,
	world: World,
	wanted: NewApplication,
): Promise<CustomerApp> {
	const application = checkNewApplication(wanted);
	const api = openForPerson(side, world);
	const found = await findAsPartner(api, application.uniqueForeignId);
	if (found) return await bringUpToDate(api, found, application, NOTICES.found);
	try {
		const created = await createApplication(api, application);
		if (created) {
			return {
				application: created.key,
				clientId: created.credentials.client_id,
				clientSecret: created.credentials.client_secret,
				created: true,
				changed: [],
				uniqueForeignId: application.uniqueForeignId,
				name: application.name,
				validJsSdkDomains: [...application.validJsSdkDomains],
				oauth2AuthorizedCallbackUrls: [...application.oauth2AuthorizedCallbackUrls],
				notice: NOTICES.created,
			};
		}
	} catch (error) {
		if (!(error instanceof UnclearOutcomeError)) throw error;
		const after = await findApplication(api, application.uniqueForeignId);
		if (after) return await bringUpToDate(api, after, application, NOTICES.lost);
		throw error;
	}
	// Somebody else created it between our look and our call.
	const other = await findApplication(api, application.uniqueForeignId);
	if (other) return await bringUpToDate(api, other, application, NOTICES.found);
	throw new ConfigurationError(
		'LinkedIn says that "Customer ID" is taken, but does not show its application to this partner',
		'Check that the partner credential is the one under which the customer was set up, or choose another id.',
	);
}

/** The first call tells whether the application may do this at all. */
async function findAsPartner(
	api: LinkedInApi,
	uniqueForeignId: string,
): Promise<ProvisionedApplication | undefined> {
	try {
		return await findApplication(api, uniqueForeignId);
	} catch (error) {
		if (!(error instanceof HttpStatusError && error.status === 403)) throw error;
		throw new ConfigurationError(
			'LinkedIn does not let this application provision other applications (403)',
			'Use the partner’s own application in the LinkedIn Partner credential, not a customer’s. LinkedIn’s Partner Engineering grants it access to provisioning.',
		);
	}
}

async function bringUpToDate(
	api: LinkedInApi,
	found: ProvisionedApplication,
	wanted: NewApplication,
	notice: string,
): Promise<CustomerApp> {
	const lists = ['validJsSdkDomains', 'oauth2AuthorizedCallbackUrls'] as const;
	const changed = lists.filter(
		(list) => wanted[list].length > 0 && !sameSet(found[list], wanted[list]),
	);
	if (changed.length > 0) {
		await updateApplication(
			api,
			found.key,
			Object.fromEntries(changed.map((list) => [list, wanted[list]])),
		);
	}
	return {
		application: found.key,
		clientId: found.credentials.client_id,
		created: false,
		changed,
		uniqueForeignId: wanted.uniqueForeignId,
		name: found.name ?? wanted.name,
		validJsSdkDomains: listAfter(found, wanted, 'validJsSdkDomains'),
		oauth2AuthorizedCallbackUrls: listAfter(found, wanted, 'oauth2AuthorizedCallbackUrls'),
		notice,
	};
}

/** An empty list leaves what is there. */
function listAfter(
	found: ProvisionedApplication,
	wanted: NewApplication,
	list: keyof ApplicationAddresses,
): string[] {
	return [...(wanted[list].length > 0 ? wanted[list] : found[list])];
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
	return one.length === other.length && one.every((value) => other.includes(value));
}
