import { ConfigurationError } from '../../errors/ConfigurationError';
import { toContractUrn } from '../../linkedin/contractUrn';
import { Settings } from '../../state/Settings';
import type { ContractRow } from '../../state/tables';
import { VisibilityLedger } from '../../state/VisibilityLedger';
import type { LinkedInRuntime } from '../Runtime';
import { MOST_AT_ONCE, MOST_IN_ALL } from './addContracts';
import { readContractList } from './contractList';
import { type ContractRefusal, refuse } from './contractRefusal';
import { emptyContractRow } from './emptyContractRow';
import { requireAcknowledgement } from './requireAcknowledgement';
import { type ContractAccess, requestAccess } from './requestAccess';
import { namesOf } from './namesOf';
import { type ContractsBusy, withContracts } from './withContracts';

export interface RequestInput {
	/** Numbers or URNs; empty means all that were chosen. */
	contracts: readonly string[];
	/** Begins the names that the LinkedIn admin sees, for example "SmartRecruiters - Acme". */
	namePrefix: string;
	/** Where LinkedIn pushes to; empty leaves what is stored. */
	callbackUrl: string;
	/** Whether everybody with a Recruiter seat sees jobs and applications; else what is stored stays. */
	allViewers: boolean;
	/** Further words of LinkedIn that mean "on". */
	onSymbols: readonly string[];
}

/**
 * Requests access to contracts at LinkedIn, and keeps what became of each.
 *
 * @throws ConfigurationError without acknowledgement or contracts; ConnectorError when LinkedIn refuses the organization
 */
export async function requestContracts(
	runtime: LinkedInRuntime,
	input: RequestInput,
): Promise<{ contracts: ContractAccess[]; refused: ContractRefusal[] } | ContractsBusy> {
	const { organizationUrn: organization } = runtime.linkedIn.settings;
	return await withContracts(runtime, async (contracts) => {
		await requireAcknowledgement(contracts);
		const known = new Map((await contracts.list()).map((row) => [row.contract, row] as const));
		const asked = input.contracts.some((text) => text.trim() !== '')
			? readContractList(input.contracts, organization)
			: { contractUrns: [...known.values()].filter(isToBeRequested), refused: [] };
		const { rows, tooMany } = withinLimits(
			asked.contractUrns.map((one) =>
				typeof one === 'string' ? (known.get(one) ?? emptyContractRow(organization, one)) : one,
			),
			known,
		);
		if (rows.length + tooMany.length + asked.refused.length === 0) {
			throw new ConfigurationError(
				'No contract is waiting for its access to be requested',
				'Add a contract first: on the connect page, or with the operation Contract › Add.',
			);
		}
		const lite = rows.filter(({ product }) => product === 'recruiterLite');
		const refused = [
			...asked.refused,
			...lite.map(({ contract }) => refuse(organization, contract, 'recruiterLite')),
			...tooMany.map(({ contract }) => refuse(organization, contract, 'tooMany')),
		];
		const result = { contracts: new Array<ContractAccess>(), refused };
		const able = rows.filter((row) => !lite.includes(row)).map(({ contract }) => contract);
		if (able.length > 0) {
			const given = await requestAccess(runtime.linkedIn, runtime, {
				...input,
				// A contract that is added opens nothing that access lists keep to hiring teams.
				allViewers: input.allViewers && !(await showsTeamsOnly(runtime)),
				contracts: able,
				product: 'unknown',
				names: namesOf(rows),
			});
			result.contracts.push(...given.contracts);
			result.refused.push(...given.refused);
		}
		const now = new Date(runtime.effects.now()).toISOString();
		const byUrn = new Map(rows.map((row) => [row.contract, row] as const));
		await contracts.put([
			...result.contracts.map((access) =>
				afterRequest(
					byUrn.get(access.contract) ?? emptyContractRow(organization, access.contract),
					access,
					now,
				),
			),
			...result.refused.flatMap((refusal) => {
				if (toContractUrn(refusal.contract) === undefined) return [];
				const row = byUrn.get(refusal.contract);
				return row ? [afterRefusal(row, refusal, now)] : [];
			}),
		]);
		return result;
	});
}

/** Contracts that are not on the list yet are added by a request, and no more of them than can be added. */
function withinLimits(
	wanted: readonly ContractRow[],
	known: ReadonlyMap<string, ContractRow>,
): { rows: ContractRow[]; tooMany: ContractRow[] } {
	const isNew = ({ contract }: ContractRow): boolean => !known.has(contract);
	const room = Math.max(0, Math.min(MOST_AT_ONCE, MOST_IN_ALL - known.size));
	const tooMany = wanted.filter(isNew).slice(room);
	return { rows: wanted.filter((row) => !tooMany.includes(row)), tooMany };
}

/** Chosen, or taken back by a disconnection. */
const isToBeRequested = ({ state }: ContractRow): boolean =>
	state === 'chosen' || state === 'disconnected';

const wasConnected = ({ state }: ContractRow): boolean =>
	state === 'connected' || state === 'switchedOff';

function afterRequest(row: ContractRow, access: ContractAccess, now: string): ContractRow {
	return {
		...row,
		state: access.state !== 'connected' && wasConnected(row) ? 'switchedOff' : access.state,
		companyLevel: access.companyLevel,
		contractLevel: access.contractLevel,
		missing: access.missing.join(', '),
		whatToDo: access.whatToDo,
		requestedAt: now,
		connectedAt: row.connectedAt || (access.state === 'connected' ? access.checkedAt : ''),
		checkedAt: access.checkedAt,
	};
}

/** A contract that works is not lost by a request that was refused: the next check tells. */
function afterRefusal(row: ContractRow, refusal: ContractRefusal, now: string): ContractRow {
	const { code, reason, whatToDo } = refusal;
	if (code === 'notAnswered') return { ...row, whatToDo: `${reason}. ${whatToDo}` };
	return {
		...row,
		state: wasConnected(row) ? row.state : 'refused',
		missing: '',
		whatToDo: `${reason}. ${whatToDo}`,
		checkedAt: now,
	};
}

async function showsTeamsOnly({ store, linkedIn }: LinkedInRuntime): Promise<boolean> {
	const organization = linkedIn.settings.organizationUrn;
	const choice = await new Settings(store, organization).visibility();
	const ledger = new VisibilityLedger(store, organization);
	if (choice?.who === 'team' || (await ledger.effect()) === 'team') return true;
	// Sync Visibility sets the viewers once confidential jobs are taken back that only their teams were shown.
	return await ledger.isConfidentialSent();
}
