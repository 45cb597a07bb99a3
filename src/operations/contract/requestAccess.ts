import { ConfigurationError } from '../../errors/ConfigurationError';
import { checkCallbackUrl } from '../../linkedin/checkCallbackUrl';
import { ALL_VIEWERS, type ConfigurationName } from '../../linkedin/configurations';
import {
	carryOutAccess,
	changesOf,
	planAccess,
	type WantedAccess,
	whatIsNotKept,
} from './accessPlan';
import type { LinkedInSide, World } from '../connect';
import { type ContractLevels, contractLevels } from './contractLevels';
import { readContractList } from './contractList';
import { type ContractRefusal, refuse } from './contractRefusal';
import { openForPerson } from './openForPerson';
import { type ReadContracts, readContracts } from './readContracts';

/** What the contract is, if the admin knows; Recruiter Lite has no RSC (LinkedIn reference §2.1). */
export const RECRUITER_PRODUCTS = [
	'recruiterCorporate',
	'recruiterProfessionalServices',
	'recruiterLite',
	'unknown',
] as const;
export type RecruiterProduct = (typeof RECRUITER_PRODUCTS)[number];

export interface AccessInput {
	/** Numbers or URNs, also several in one text. */
	contracts: readonly string[];
	product: RecruiterProduct;
	/** Begins the names that the LinkedIn admin sees, for example "SmartRecruiters - Acme". */
	namePrefix: string;
	/** Where LinkedIn pushes to; empty leaves what is stored. */
	callbackUrl: string;
	/** Whether everybody with a Recruiter seat sees jobs and applications; else what is stored stays. */
	allViewers: boolean;
	/** Further words of LinkedIn that mean "on". */
	onSymbols: readonly string[];
	/** What people call the contracts, by URN. */
	names?: ReadonlyMap<string, string>;
}

/** One contract after the request. */
export interface ContractAccess extends Omit<ContractLevels, 'overall' | 'integrations'> {
	organization: string;
	contract: string;
	/** `requested`: written just now. `waiting`: written before, not switched on yet. */
	state: 'requested' | 'waiting' | 'connected';
	/** What this run wrote, for example `ONE_CLICK_EXPORT.CALLBACK_URL`; the company's part counts for each contract. */
	changed: string[];
	/** ISO 8601. */
	checkedAt: string;
}

export interface AccessResult {
	contracts: ContractAccess[];
	refused: ContractRefusal[];
}

/**
 * Names the company's integrations and each contract's, stores who sees what and where LinkedIn calls, and reads it all
 * back. Writes only what differs: repeated, it writes nothing. One refused contract does not stop the others.
 *
 * @throws ConfigurationError without contracts or name; ConnectorError when LinkedIn refuses the
 * organization
 */
export async function requestAccess(
	side: LinkedInSide,
	world: World,
	input: AccessInput,
): Promise<AccessResult> {
	const nowMs = world.effects.now();
	const { organizationUrn } = side.settings;
	const { contractUrns, refused } = readContractList(input.contracts, organizationUrn);
	const wanted = readWanted(input, side.settings.baseUrl);
	if (input.product === 'recruiterLite') {
		const lite = contractUrns.map((urn) => refuse(organizationUrn, urn, 'recruiterLite'));
		return { contracts: [], refused: [...refused, ...lite] };
	}
	if (contractUrns.length === 0) return { contracts: [], refused };

	const api = openForPerson(side, world);
	const before = onlyRequested(organizationUrn, await readContracts(api, contractUrns));
	refused.push(...before.refused);
	if (before.contracts.size === 0) return { contracts: [], refused };

	const plan = await planAccess(api, before, wanted);
	const failures = await carryOutAccess(api, plan);
	const wrote = plan.names.length + plan.values.size > 0;
	const after = wrote ? await readContracts(api, [...before.contracts.keys()]) : before;
	if (wrote) {
		refused.push(...after.refused);
		failures.push(...(await whatIsNotKept(api, plan, after)));
	}

	const contracts: ContractAccess[] = [];
	for (const [contract, answer] of after.contracts) {
		const failure = failures.find(({ context }) => [organizationUrn, contract].includes(context));
		if (failure) {
			refused.push(refuse(organizationUrn, contract, failure.code, failure.detail));
			continue;
		}
		const {
			overall,
			integrations: _integrations,
			...levels
		} = contractLevels(
			contract,
			[...after.company, answer],
			input.onSymbols,
			input.names?.get(contract),
		);
		const changed = changesOf(plan, organizationUrn, contract);
		contracts.push({
			organization: organizationUrn,
			contract,
			state: overall === 'connected' ? overall : changed.length > 0 ? 'requested' : 'waiting',
			...levels,
			changed,
			checkedAt: new Date(nowMs).toISOString(),
		});
	}
	return { contracts, refused };
}

function readWanted(
	{ namePrefix, callbackUrl, allViewers }: AccessInput,
	linkedInUrl: string,
): WantedAccess {
	const prefix = namePrefix.trim();
	if (!prefix) {
		throw new ConfigurationError(
			'"Name in Recruiter" is empty',
			'Enter what the LinkedIn admin is to see, for example "SmartRecruiters - Acme".',
		);
	}
	const values = new Map<ConfigurationName, string>();
	if (callbackUrl.trim()) values.set('CALLBACK_URL', checkCallbackUrl(callbackUrl, linkedInUrl));
	if (allViewers) {
		values.set('JOB_POSTING_VIEWERS', ALL_VIEWERS);
		values.set('APPLICATION_VIEWERS', ALL_VIEWERS);
	}
	return { namePrefix: prefix, values };
}

/** Only what an admin has requested in the widget can be named (§2.1). */
function onlyRequested(organizationUrn: string, read: ReadContracts): ReadContracts {
	const company = read.company.some(({ httpStatus }) => httpStatus === 200);
	const kept: ReadContracts = { company: read.company, contracts: new Map(), refused: [] };
	kept.refused.push(...read.refused);
	for (const [contract, answer] of read.contracts) {
		if (!company) kept.refused.push(refuse(organizationUrn, contract, 'companyNotRequested'));
		else if (answer.httpStatus !== 200)
			kept.refused.push(refuse(organizationUrn, contract, 'contractNotRequested'));
		else kept.contracts.set(contract, answer);
	}
	return kept;
}
