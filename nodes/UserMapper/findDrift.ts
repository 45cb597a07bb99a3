import { DRIFT_KINDS } from '../../src/mapping/driftKinds';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { toItems } from '../../src/n8n/toItems';
import { driftReport } from '../../src/operations/mapping/driftReport';
import { findDrift as run } from '../../src/operations/mapping/findDrift';
import { contractsField, readContracts } from './contractsField';
import { TIME_LIMIT_MS } from '../../src/n8n/fields/importDays';

export const findDrift: NodeOperation = {
	option: {
		name: 'Find Drift',
		value: 'findDrift',
		action: 'Find changes since seats were mapped',
		description:
			'Compare the stored mapping with both vendors: new, removed or parked seats, deactivated users, changed addresses, one person on two seats',
	},
	uses: 'both',
	servesAll: 'eachRun',
	outputs: ['Changes', 'Report'],
	properties: [contractsField],
	run: async (context, item) => {
		const { drift, seats, mapped } = await run(await openRuntime(context, item), {
			contractUrns: readContracts(context, item),
			timeLimitMs: TIME_LIMIT_MS,
		});
		const changes = drift.map((one) => ({
			kind: one.code,
			seat: one.seatUrn,
			contract: one.contractUrn,
			seatName: one.seatName,
			userName: one.userName,
			before: one.before,
			now: one.now,
			what: DRIFT_KINDS[one.code].text,
			whatToDo: DRIFT_KINDS[one.code].whatToDo,
		}));
		return [toItems(changes, item), toItems([driftReport(drift, { seats, mapped })], item)];
	},
};
