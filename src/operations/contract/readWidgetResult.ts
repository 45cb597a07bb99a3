import { readWidgetElements, type WidgetElement } from '../../linkedin/widgetResult';
import { type ContractRefusal, refuse } from './contractRefusal';

export interface WidgetInput {
	/** What LinkedIn's widget called back with, in whatever shape. */
	widgetResult: unknown;
	organizationUrn: string;
}

/** One contract that an admin chose in the widget. */
export interface ChosenContract {
	organization: string;
	contract: string;
	name?: string;
	/** What was requested with it: the company's integrations as well as its own. */
	integrations: Array<{
		integrationType: string;
		context: string;
		level: 'company' | 'contract';
		/** LinkedIn's word, as it came. */
		status: string;
	}>;
}

/**
 * Makes one record per contract of what the widget called back with. It comes from a browser, so nothing of it is
 * believed: what names another organization is refused, and LinkedIn is asked about the rest by the next step.
 */
export function readWidgetResult({ widgetResult, organizationUrn }: WidgetInput): {
	contracts: ChosenContract[];
	refused: ContractRefusal[];
} {
	const one = (refusal: ContractRefusal) => ({ contracts: [], refused: [refusal] });
	const elements = readWidgetElements(widgetResult);
	if (!elements) return one(refuse(organizationUrn, '', 'unreadable'));
	if (elements.length === 0) return one(refuse(organizationUrn, '', 'nothingRequested'));

	const isContract = ({ context }: WidgetElement): boolean => context.includes(':contract:');
	const company = elements.filter((element) => !isContract(element));
	const own = company.filter(({ context }) => context === organizationUrn);
	const foreign = [...new Set(company.map(({ context }) => context))].filter(
		(context) => context !== organizationUrn,
	);
	const contracts = new Map<string, WidgetElement[]>();
	for (const element of elements.filter(isContract)) {
		contracts.set(element.context, [...(contracts.get(element.context) ?? []), element]);
	}
	const refused = foreign.map((organization) => refuse(organization, '', 'foreignOrganization'));
	// A contract does not tell whose it is: beside another organization only, it is that one's.
	if (foreign.length > 0 && own.length === 0) {
		for (const contract of contracts.keys())
			refused.push(refuse(organizationUrn, contract, 'foreignContract'));
		return { contracts: [], refused };
	}
	if (contracts.size === 0) {
		return { contracts: [], refused: [...refused, refuse(organizationUrn, '', 'noContract')] };
	}
	return {
		contracts: [...contracts].map(([contract, elementsOfIt]) => {
			const name = elementsOfIt.find((element) => element.name)?.name;
			return {
				organization: organizationUrn,
				contract,
				...(name && { name }),
				integrations: [...own, ...elementsOfIt].map((element) => ({
					integrationType: element.integrationType,
					context: element.context,
					level: isContract(element) ? ('contract' as const) : ('company' as const),
					status: element.status,
				})),
			};
		}),
		refused,
	};
}
