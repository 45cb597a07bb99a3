import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { getCompany } from '../../smartrecruiters/company';
import { Contracts } from '../../state/Contracts';
import type { StateStore } from '../../state/StateStore';
import { Organizations } from '../../state/Organizations';
import type { OrganizationRow } from '../../state/tables';
import { lookAtAtsCompany } from '../move/lookAtAtsCompany';

/**
 * Which company a row names when an organization is added again: that of before, as long as something is stored or sent
 * that belongs to it. `Move` is what changes it then.
 */
export async function companyOfRow(
	api: SmartRecruitersApi,
	store: StateStore,
	before: OrganizationRow,
	company: string,
): Promise<string> {
	if (before.company === '' || before.company === company) return company;
	const { organization } = before;
	const looked = await lookAtAtsCompany(api, store, organization);
	if (looked === 'same') return company;
	const sent = (await new Contracts(store, organization).own())?.sentSince ?? '';
	return looked === 'other' || sent !== '' ? before.company : company;
}

/** Whether the row of an organization that was added names another company than its credential has. */
export async function isAddedWithOther(
	api: SmartRecruitersApi,
	store: StateStore,
	organization: string,
): Promise<boolean> {
	const row = await new Organizations(store).find(organization);
	if (!row || row.company === '') return false;
	const company = await getCompany(api);
	return company !== undefined && company.identifier !== row.company;
}

/** Names the company of the credential in the row of an organization that was added. */
export async function keepCompany(
	api: SmartRecruitersApi,
	store: StateStore,
	organization: string,
): Promise<void> {
	const organizations = new Organizations(store);
	const row = await organizations.find(organization);
	if (!row) return;
	const company = await getCompany(api);
	if (company) await organizations.put({ ...row, company: company.identifier });
}
