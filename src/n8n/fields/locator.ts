import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { textParameter } from '../readParameters';

interface LocatorForm {
	displayName: string;
	name: string;
	description: string;
	/** Name of the node's list search method. */
	search: string;
	/** Whether the list is empty until something is typed. */
	typed?: boolean;
	/** For the id, for example `e.g. 2001`. */
	placeholder: string;
	required?: boolean;
	displayOptions?: NonNullable<INodeProperties['displayOptions']>;
}

/** Something that is chosen from a searchable list, or named by its id. */
export function locatorField({
	search,
	typed = false,
	placeholder,
	...form
}: LocatorForm): INodeProperties {
	return {
		...form,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Type a name',
				typeOptions: { searchListMethod: search, searchable: true, searchFilterRequired: typed },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
	};
}

/** What was chosen; empty when nothing was. */
export function readLocator(context: IExecuteFunctions, name: string, item: number): string {
	return textParameter
		.parse(context.getNodeParameter(name, item, '', { extractValue: true }))
		.trim();
}

/** @throws ConfigurationError naming the parameter and the item, when nothing was chosen */
export function requireLocator(
	context: IExecuteFunctions,
	name: string,
	displayName: string,
	item: number,
): string {
	const value = readLocator(context, name, item);
	if (value !== '') return value;
	throw new ConfigurationError(
		`"${displayName}" is empty [Item ${item}]`,
		'Choose one from the list, or enter its ID.',
	);
}
