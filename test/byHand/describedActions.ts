import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

/** One thing that the node panel offers of a node. */
export interface DescribedAction {
	/** Its text in the node panel; `undefined` where it is not offered there, such as what answers a page. */
	text: string | undefined;
	/** What the editor sets when it is chosen. */
	parameters: INodeParameters;
	/** The same as a person reads it in the lists of the node's panel. */
	names: Record<string, string>;
}

interface Choice {
	name: string;
	value: string;
	action: string | undefined;
}

/** Every operation of a node, by its resource; a node without operations is one action. */
export function describedActions({ properties }: INodeTypeDescription): DescribedAction[] {
	const operations = properties.filter(({ name }) => name === 'operation');
	if (operations.length === 0) return [{ text: undefined, parameters: {}, names: {} }];
	const resources = properties.find(({ name }) => name === 'resource');
	if (!resources)
		return operations.flatMap(choicesOf).map(({ name, value, action }) => ({
			text: action,
			parameters: { operation: value },
			names: { operation: name },
		}));
	return choicesOf(resources).flatMap(({ name: resourceName, value: resource }) =>
		operations
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource) ?? true)
			.flatMap(choicesOf)
			.map(({ name, value, action }) => ({
				text: action,
				parameters: { resource, operation: value },
				names: { resource: resourceName, operation: name },
			})),
	);
}

function choicesOf({ options = [] }: INodeProperties): Choice[] {
	return options.flatMap((option) =>
		'value' in option && typeof option.value === 'string'
			? [
					{
						name: option.name,
						value: option.value,
						action: 'action' in option ? option.action : undefined,
					},
				]
			: [],
	);
}
