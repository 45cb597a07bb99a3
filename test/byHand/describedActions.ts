import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

/** One thing that the node panel offers of a node. */
export interface DescribedAction {
	/** Its text in the node panel; `undefined` where a click on the node adds it at once. */
	text: string | undefined;
	/** What the editor sets when it is chosen. */
	parameters: INodeParameters;
}

interface Choice {
	value: string;
	action: string | undefined;
}

/** Every operation of a node, by its resource; a node without operations is one action. */
export function describedActions({ properties }: INodeTypeDescription): DescribedAction[] {
	const operations = properties.filter(({ name }) => name === 'operation');
	if (operations.length === 0) return [{ text: undefined, parameters: {} }];
	const resources = properties.find(({ name }) => name === 'resource');
	if (!resources)
		return operations
			.flatMap(choicesOf)
			.map(({ value, action }) => ({ text: action, parameters: { operation: value } }));
	return choicesOf(resources).flatMap(({ value: resource }) =>
		operations
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource) ?? true)
			.flatMap(choicesOf)
			.map(({ value, action }) => ({
				text: action,
				parameters: { resource, operation: value },
			})),
	);
}

function choicesOf({ options = [] }: INodeProperties): Choice[] {
	return options.flatMap((option) =>
		'value' in option && typeof option.value === 'string'
			? [{ value: option.value, action: 'action' in option ? option.action : undefined }]
			: [],
	);
}
