import { createHash } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { KnownCompanies, refuseOtherCompany } from '../operations/organizations/refuseOtherCompany';
import { SERVED } from './isByHand';
import { readSmartRecruiters, SMARTRECRUITERS_CREDENTIALS, worldOf } from './readConnection';

/** Whoever changes one of these in a credential may have changed the company. */
const IdentitySchema = z.object({
	clientId: z.string().default(''),
	apiKey: z.string().default(''),
	apiBaseUrl: z.string().default(''),
});

/** One for this process of n8n. */
const companies = new KnownCompanies();

/**
 * That a run for an organization that was added reads the SmartRecruiters company with which it was added. It costs one
 * call for each credential while n8n runs, and one more when it is changed.
 *
 * @throws ConfigurationError when the credential is of another company now
 */
export async function refuseCompanyOfAnother(context: IExecuteFunctions): Promise<void> {
	const served = context.getNodeParameter(SERVED.organization, 0, '');
	const company = context.getNodeParameter(SERVED.company, 0, '');
	if (typeof served !== 'string' || typeof company !== 'string' || company === '') return;
	const type = z
		.enum(SMARTRECRUITERS_CREDENTIALS)
		.catch('smartRecruitersOAuth2Api')
		.parse(context.getNodeParameter('authentication', 0, ''));
	const identity = IdentitySchema.parse(await context.getCredentials(type));
	const key = createHash('sha256').update(JSON.stringify(identity)).digest('base64url');
	const side = await readSmartRecruiters(context, type);
	refuseOtherCompany(served, company, await companies.of(side, worldOf(context), key));
}
