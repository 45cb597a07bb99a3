import { DRIFT_KINDS } from '../../src/mapping/driftKinds';
import { toItems } from '../../src/n8n/toItems';
import { findDrift as run } from '../../src/operations/mapping/findDrift';
import { driftReport } from '../../src/operations/mapping/driftReport';
import type { NodeOperation } from './NodeResource';
import { readBoth, readStoredMap, requireContracts, TIME_LIMIT_MS } from './sharedFields';

export const findDrift: NodeOperation = {
	option: {
		name: 'Find Drift',
		value: 'findDrift',
		action: 'Find drift',
		description:
			'Compare the stored map with what is: new seats, seats that are gone or parked, users deactivated, addresses changed, one person on two seats',
	},
	outputs: ['Changes', 'Report'],
	properties: [],
	run: async (context, item) => {
		const { drift, seats, mapped } = await run(await readBoth(context, item), {
			contractUrns: requireContracts(context, item),
			stored: readStoredMap(context, item),
			timeLimitMs: TIME_LIMIT_MS,
		});
		return [
			toItems(
				drift.map((one) => ({
					kind: one.code,
					seat: one.seatUrn,
					contract: one.contractUrn,
					seatName: one.seatName,
					userName: one.userName,
					before: one.before,
					now: one.now,
					what: DRIFT_KINDS[one.code].text,
					whatToDo: DRIFT_KINDS[one.code].whatToDo,
				})),
				item,
			),
			toItems([driftReport(drift, { seats, mapped })], item),
		];
	},
};
