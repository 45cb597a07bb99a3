import type { OrganizationRow } from '../../src/state/tables';

/** Without ids of credentials: they are of no use to anybody but the operations. */
export const organizationToJson = ({
	organization,
	name,
	company,
	addedAt,
}: OrganizationRow): object => ({ organization, name, company, addedAt });
