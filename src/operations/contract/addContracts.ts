import { contractNumber, toContractUrn } from '../../linkedin/contractUrn';
import type { ContractRow } from '../../state/tables';
import type { LinkedInRuntime } from '../Runtime';
import { type ContractRefusal, refuse } from './contractRefusal';
import { emptyContractRow } from './emptyContractRow';
import { requireAcknowledgement } from './requireAcknowledgement';
import type { RecruiterProduct } from './requestAccess';
import { type ContractsBusy, withContracts } from './withContracts';

export const MOST_AT_ONCE = 50;
export const MOST_IN_ALL = 200;
const LONGEST_NAME = 100;

export interface WantedContract {
	/** Number or URN. */
	contract: string;
	/** What people call it. */
	name?: string | undefined;
	product?: RecruiterProduct | undefined;
}

export interface AddedContract {
	organization: string;
	contract: string;
	name: string;
	/** `chosen` when access has to be requested; otherwise it was known before, and keeps what it has. */
	state: ContractRow['state'];
}

/** These may be chosen (again); every other state is further on, and stays. */
const CHOOSABLE: ReadonlyArray<ContractRow['state']> = ['', 'chosen', 'refused', 'disconnected'];

/**
 * Puts contracts on the list of those to be connected. What is on the way, or connected, keeps what it has. Only this
 * organization's rows are read and written.
 *
 * @throws ConfigurationError without acknowledgement
 */
export async function addContracts(
	runtime: LinkedInRuntime,
	wanted: readonly WantedContract[],
): Promise<{ added: AddedContract[]; refused: ContractRefusal[] } | ContractsBusy> {
	const { organizationUrn: organization } = runtime.linkedIn.settings;
	return await withContracts(runtime, async (contracts) => {
		await requireAcknowledgement(contracts);
		const known = new Map((await contracts.list()).map((row) => [row.contract, row] as const));
		const refused: ContractRefusal[] = [];
		const rows = new Map<string, ContractRow>();
		for (const { contract, name, product } of wanted) {
			const urn = toContractUrn(contract);
			if (urn === undefined || contractNumber(urn).length > 18) {
				refused.push(refuse(organization, contract.slice(0, 60), 'notAContract'));
				continue;
			}
			if (product === 'recruiterLite') {
				refused.push(refuse(organization, urn, 'recruiterLite'));
				continue;
			}
			const before = rows.get(urn) ?? known.get(urn);
			const inAll = known.size + [...rows.keys()].filter((one) => !known.has(one)).length;
			if (!before && (rows.size >= MOST_AT_ONCE || inAll >= MOST_IN_ALL)) {
				refused.push(refuse(organization, urn, 'tooMany'));
				continue;
			}
			rows.set(urn, choose(before ?? emptyContractRow(organization, urn), name, product));
		}
		await contracts.put([...rows.values()]);
		return {
			added: [...rows.values()].map(({ contract, name, state }) => ({
				organization,
				contract,
				name,
				state,
			})),
			refused,
		};
	});
}

function choose(row: ContractRow, name = '', product: RecruiterProduct = 'unknown'): ContractRow {
	// A name is kept, but what has none yet may be given one: LinkedIn's window knows it.
	if (!CHOOSABLE.includes(row.state))
		return row.name === '' ? { ...row, name: tidyName(name) } : row;
	return {
		...row,
		state: 'chosen',
		name: tidyName(name) || row.name,
		product: product === 'unknown' ? row.product || product : product,
		missing: '',
		whatToDo: '',
		companyLevel: '',
		contractLevel: '',
	};
}

/** A contract's name as it is kept. */
export const tidyName = (name: string): string => name.trim().slice(0, LONGEST_NAME);
