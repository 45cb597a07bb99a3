import { chunks } from '../../basics/chunks';
import { HttpStatusError } from '../../errors/HttpStatusError';
import {
	getIntegrations,
	type IntegrationAnswer,
	integrationKeys,
} from '../../linkedin/integrations';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { apart } from './apart';
import { type ContractRefusal, refuse } from './contractRefusal';

/** What LinkedIn says about an organization and some of its contracts. */
export interface ReadContracts {
	company: IntegrationAnswer[];
	/** By contract URN; those that LinkedIn does not grant are left out. */
	contracts: Map<string, IntegrationAnswer>;
	refused: ContractRefusal[];
}

/**
 * Reads all integrations of an organization and of any number of its contracts: one request for up to 97 contracts.
 *
 * @throws HttpStatusError when LinkedIn refuses the organization itself
 */
export async function readContracts(
	api: LinkedInApi,
	contractUrns: readonly string[],
): Promise<ReadContracts> {
	const { organizationUrn } = api.settings;
	const keys = integrationKeys(organizationUrn, contractUrns);
	const answers: IntegrationAnswer[] = [];
	for (const batch of chunks(keys, MAX_BATCH)) {
		answers.push(
			...(await apart(
				organizationUrn,
				batch,
				async (some) => await getIntegrations(api, some),
				(key, httpStatus) => ({ ...key, httpStatus, integrationName: '', status: '' }),
			)),
		);
	}
	const read: ReadContracts = { company: [], contracts: new Map(), refused: [] };
	for (const answer of answers) {
		const { context, httpStatus } = answer;
		const answered = httpStatus === 200 || httpStatus === 404;
		if (context === organizationUrn) {
			if (!answered) {
				throw new HttpStatusError(
					'LinkedIn',
					httpStatus || 503,
					`GET ${api.form('integrations').path}`,
				);
			}
			read.company.push(answer);
		} else if (answered) {
			read.contracts.set(context, answer);
		} else {
			read.refused.push(refusalOf(organizationUrn, context, httpStatus));
		}
	}
	return read;
}

/** A failure on LinkedIn's side says nothing about a contract. */
function refusalOf(organizationUrn: string, contract: string, httpStatus: number): ContractRefusal {
	if (httpStatus === 403) return refuse(organizationUrn, contract, 'notGranted');
	const refused = httpStatus >= 400 && httpStatus < 500 && httpStatus !== 429;
	const code = refused ? 'notAccepted' : 'notAnswered';
	return refuse(organizationUrn, contract, code, `status ${httpStatus}`);
}
