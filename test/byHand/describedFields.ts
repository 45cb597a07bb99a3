import {
	type INode,
	type INodeCredentialDescription,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

export interface DescribedPanel {
	/** The fields on the *Parameters* tab, in their order. */
	fields: INodeProperties[];
	credentials: INodeCredentialDescription[];
	/** Their values, with the defaults. */
	values: INodeParameters;
}

/** What a node's description shows when these parameters are set and all others have their defaults. */
export function describedFields(
	description: INodeTypeDescription,
	parameters: INodeParameters,
): DescribedPanel {
	const node: Pick<INode, 'typeVersion'> = {
		typeVersion: Array.isArray(description.version)
			? Math.max(...description.version)
			: description.version,
	};
	const values =
		NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			node,
			description,
		) ?? {};
	const shown = (one: INodeProperties | INodeCredentialDescription): boolean =>
		NodeHelpers.displayParameter(values, one, node, description);
	return {
		fields: description.properties.filter(
			(property) => property.type !== 'hidden' && !property.isNodeSetting && shown(property),
		),
		credentials: (description.credentials ?? []).filter(shown),
		values,
	};
}

/** Names of the fields on which it depends what else a node's description shows. */
export function switchesOf({ properties, credentials = [] }: INodeTypeDescription): Set<string> {
	const named = [...properties, ...credentials].flatMap(({ displayOptions }) => [
		...Object.keys(displayOptions?.show ?? {}),
		...Object.keys(displayOptions?.hide ?? {}),
	]);
	return new Set(['resource', 'operation', ...named]);
}
