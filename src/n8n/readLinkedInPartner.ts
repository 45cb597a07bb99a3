import { z } from 'zod';
import { DEFAULT_VERSION, type LinkedInSettings } from '../linkedin/LinkedInSettings';
import { RECORDS_PER_MINUTE, REQUESTS_PER_DAY } from '../linkedin/limits';
import type { LinkedInSide } from '../operations/connect';
import type { HostContext } from './HostContext';
import { n8nTransport } from './n8nTransport';
import { baseUrl } from './readConnection';

export const LINKEDIN_PARTNER_CREDENTIAL = 'linkedInPartnerOAuth2Api';

const PartnerCredentialSchema = z.object({ apiBaseUrl: baseUrl('https://api.linkedin.com') });

/** LinkedIn as the partner's own application, which serves no organization and creates customers' applications. */
export async function readLinkedInPartner(context: HostContext): Promise<LinkedInSide> {
	const { apiBaseUrl } = PartnerCredentialSchema.parse(
		await context.getCredentials(LINKEDIN_PARTNER_CREDENTIAL),
	);
	const settings: LinkedInSettings = {
		baseUrl: apiBaseUrl,
		organizationUrn: '',
		generation: 'recommended',
		overrides: {},
		version: DEFAULT_VERSION,
		protocol: '1.0',
		recordsPerMinute: RECORDS_PER_MINUTE,
		requestsPerDay: REQUESTS_PER_DAY,
	};
	return { settings, transport: n8nTransport(context, LINKEDIN_PARTNER_CREDENTIAL) };
}
