import { type ContractRow, CONTRACTS } from '../../state/tables';

/** A contract of which nothing is known yet. */
export function emptyContractRow(organization: string, contract: string): ContractRow {
	return CONTRACTS.schema.parse({ organization, contract });
}
