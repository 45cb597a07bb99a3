import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { toItems } from '../../src/n8n/toItems';
import { unmap as run } from '../../src/operations/mapping/unmap';
import { contractsField } from './contractsField';
import { readSeat, seatField } from './mapOne';

export const unmap: NodeOperation = {
	option: {
		name: 'Unmap',
		value: 'unmap',
		action: 'Unmap a seat',
		description: 'Remove the user from a seat: nothing more is imported from it',
	},
	uses: 'linkedIn',
	properties: [
		{
			...contractsField,
			description: 'Recruiter contracts by number, to choose the seat from the list',
		},
		seatField,
	],
	run: async (context, item) => {
		const row = await run(await openLinkedInRuntime(context), readSeat(context, item));
		const { importCheckpoint: _own, ...shown } = row;
		return [toItems([shown], item)];
	},
};
