import { RECRUITER_PATH } from '../../linkedin/recruiterWords';
import type { LinkedInSide, World } from '../connect';
import { type ContractLevels, contractLevels } from './contractLevels';
import { readContractList } from './contractList';
import type { ContractRefusal } from './contractRefusal';
import { openForPerson } from './openForPerson';
import { readContracts } from './readContracts';

export interface StatusInput {
	/** Numbers or URNs, also several in one text. */
	contracts: readonly string[];
	/** Where Recruiter is, for example `https://www.linkedin.com`. */
	webBaseUrl: string;
	/** Further words of LinkedIn that mean "on". */
	onSymbols: readonly string[];
	/** What people call them, by URN. */
	names?: ReadonlyMap<string, string>;
}

/** How far one contract is. */
export interface ContractStatus extends ContractLevels {
	organization: string;
	contract: string;
	recruiterUrl: string;
	/** ISO 8601. */
	checkedAt: string;
}

/**
 * Looks up both levels of each contract, what is missing, and where to switch it on. One request for all of them.
 *
 * @throws ConfigurationError without contracts; ConnectorError when LinkedIn refuses the organization
 */
export async function getContractStatus(
	side: LinkedInSide,
	world: World,
	input: StatusInput,
): Promise<{ contracts: ContractStatus[]; refused: ContractRefusal[] }> {
	const nowMs = world.effects.now();
	const { organizationUrn } = side.settings;
	const { contractUrns, refused } = readContractList(input.contracts, organizationUrn);
	if (contractUrns.length === 0) return { contracts: [], refused };
	const read = await readContracts(openForPerson(side, world), contractUrns);
	return {
		contracts: [...read.contracts].map(([contract, answer]) => ({
			organization: organizationUrn,
			contract,
			...contractLevels(
				contract,
				[...read.company, answer],
				input.onSymbols,
				input.names?.get(contract),
			),
			recruiterUrl: input.webBaseUrl + RECRUITER_PATH,
			checkedAt: new Date(nowMs).toISOString(),
		})),
		refused: [...refused, ...read.refused],
	};
}
