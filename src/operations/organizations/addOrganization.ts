import { MINUTE_MS } from '../../basics/durations';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { WaitLedger } from '../../http/WaitLedger';
import { getCompany } from '../../smartrecruiters/company';
import { Organizations } from '../../state/Organizations';
import type { OrganizationRow } from '../../state/tables';
import { openSmartRecruiters } from '../connect';
import type { Runtime } from '../Runtime';
import { companyOfRow } from './companyOfRow';

const PATIENCE_MS = MINUTE_MS;

export interface AddOrganizationInput {
	/** For people; empty for the company's name in SmartRecruiters. */
	name: string;
	/** Id of the LinkedIn credential in n8n. */
	linkedInCredential: string;
	smartRecruitersCredential: string;
	authentication: OrganizationRow['authentication'];
}

/**
 * Lets the workflows serve the organization of these credentials, too. Nothing is sent for it before its admin has
 * acknowledged the sharing of data.
 *
 * @throws ConfigurationError where another organization has one of the credentials
 * @throws HttpStatusError where SmartRecruiters does not accept its credential
 */
export async function addOrganization(
	runtime: Runtime,
	input: AddOrganizationInput,
): Promise<OrganizationRow> {
	const { store, effects, linkedIn, smartRecruiters } = runtime;
	const organization = linkedIn.settings.organizationUrn;
	const organizations = new Organizations(store);
	const all = await organizations.list();
	const taken = all.find(
		(row) =>
			row.organization !== organization && row.linkedInCredential === input.linkedInCredential,
	);
	if (taken) {
		throw new ConfigurationError(
			`The LinkedIn credential was added for ${taken.organization}`,
			'LinkedIn has an application for each organization: create a credential of its own for this one, and leave the other as it was.',
		);
	}
	const frame = { deadlineMs: effects.now() + PATIENCE_MS, ledger: new WaitLedger() };
	const { api } = openSmartRecruiters(smartRecruiters, runtime, frame);
	const company = await getCompany(api);
	const identifier = company?.identifier ?? '';
	const before = all.find((row) => row.organization === organization);
	const row = {
		organization,
		...input,
		name: input.name || (company?.name ?? ''),
		company: before ? await companyOfRow(api, store, before, identifier) : identifier,
		addedAt: new Date(effects.now()).toISOString(),
	};
	await organizations.put(row);
	return row;
}
