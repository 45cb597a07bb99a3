import type { INodeProperties } from 'n8n-workflow';

/** An option that names the path of another admin page; empty leaves the link out. */
export function pageLinkField(displayName: string, name: string, path: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: path,
		placeholder: `e.g. ${path}`,
		description: 'Path of that page, as set in its RSC Trigger. Leave it empty for no link.',
	};
}
