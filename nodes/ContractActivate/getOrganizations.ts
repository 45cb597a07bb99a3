import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openKeeping } from '../../src/n8n/openRuntime';
import { toItems } from '../../src/n8n/toItems';
import { Organizations } from '../../src/state/Organizations';
import { organizationToJson } from './organizationToJson';

export const getOrganizations: NodeOperation = {
	option: {
		name: 'Get Many',
		value: 'getOrganizations',
		action: 'Get many organizations',
		description: 'Get the organizations that were added',
	},
	uses: 'none',
	properties: [],
	run: async (context, item) => {
		const rows = await new Organizations(openKeeping(context).store).list();
		return [toItems(rows.map(organizationToJson), item)];
	},
};
