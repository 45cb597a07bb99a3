import { ConfigurationError } from '../../errors/ConfigurationError';
import { toContractUrn } from '../../linkedin/contractUrn';
import { type ContractRefusal, refuse } from './contractRefusal';

/**
 * Contracts as people hand them over: numbers or URNs, separated by commas, spaces or lines. Each counts once.
 *
 * @throws ConfigurationError when there is none at all
 */
export function readContractList(
	given: readonly string[],
	organizationUrn: string,
): { contractUrns: string[]; refused: ContractRefusal[] } {
	const texts = [...new Set(given.flatMap((text) => text.split(/[\s,;]+/)).filter(Boolean))];
	if (texts.length === 0) {
		throw new ConfigurationError(
			'"Contracts" is empty',
			'Enter the numbers of the Recruiter contracts, separated by commas, or pass in an item with "contract".',
		);
	}
	const contractUrns = new Set<string>();
	const refused: ContractRefusal[] = [];
	for (const text of texts) {
		const urn = toContractUrn(text);
		if (urn) contractUrns.add(urn);
		else refused.push(refuse(organizationUrn, text.slice(0, 60), 'notAContract'));
	}
	return { contractUrns: [...contractUrns], refused };
}
