import type { INodeProperties } from 'n8n-workflow';

/**
 * What a form calls a field and what is in it, as "Options", "Time Limit"; a name that it does not have stays as it is.
 *
 * @param path names, and the places of entries in lists
 */
export function displayNames(
	fields: readonly INodeProperties[],
	path: readonly string[],
): string[] {
	const [name, ...deeper] = path;
	if (name === undefined) return [];
	const field = fields.find((one) => one.name === name);
	if (field) return [field.displayName, ...displayNames(fieldsIn(field), deeper)];
	// The place of an entry: its fields are those of all entries.
	return [name, ...displayNames(fields, deeper)];
}

/** The fields of a collection; of a fixed collection its groups, each with its own. */
function fieldsIn({ options = [] }: INodeProperties): INodeProperties[] {
	return options.flatMap((option) => {
		if ('values' in option)
			return [{ ...option, type: 'collection', default: {}, options: option.values }];
		return 'type' in option ? [option] : [];
	});
}
