import { z } from 'zod';
import { SEAT_STATES } from '../../src/linkedin/seats';
import { fullName } from '../../src/mapping/seatToStored';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { getSeatHolders as run } from '../../src/operations/mapping/getSeatHolders';
import { contractsField, readContracts } from './contractsField';
import { TIME_LIMIT_MS } from '../../src/n8n/fields/importDays';

const ParametersSchema = z.object({ seatStates: z.array(z.enum(SEAT_STATES)) });

export const getSeatHolders: NodeOperation = {
	option: {
		name: 'Get Seat Holders',
		value: 'getSeatHolders',
		action: 'Get seat holders',
		description: 'Get everybody who holds a Recruiter seat, of one or more contracts',
	},
	uses: 'linkedIn',
	properties: [
		contractsField,
		{
			displayName: 'States',
			name: 'seatStates',
			type: 'multiOptions',
			default: [],
			options: [
				{ name: 'Active', value: 'ACTIVE' },
				{ name: 'Inactive', value: 'INACTIVE' },
				{ name: 'Invited', value: 'INVITED' },
				{ name: 'Parked', value: 'PARKED' },
			],
			description: 'Which seats to get. Leave it empty for all.',
		},
	],
	run: async (context, item) => {
		const { seatStates } = readParameters(context, item, ParametersSchema);
		const seats = await run(await openLinkedInRuntime(context), {
			contractUrns: readContracts(context, item),
			...(seatStates.length > 0 && { states: seatStates }),
			timeLimitMs: TIME_LIMIT_MS,
		});
		return [
			toItems(
				seats.map((seat) => ({
					seat: seat.seatUrn,
					contract: seat.contractUrn,
					seatState: seat.state,
					person: seat.personUrn ?? '',
					seatName: fullName(seat),
					firstName: seat.firstName,
					lastName: seat.lastName,
					seatEmail: seat.email ?? '',
					roles: seat.roles,
					createdAt:
						seat.createdAtMs === undefined ? null : new Date(seat.createdAtMs).toISOString(),
				})),
				item,
			),
		];
	},
};
