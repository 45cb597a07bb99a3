import type { INodeProperties } from 'n8n-workflow';

/** @param share how many by default */
export const callsPerDayOption = (share: number): INodeProperties => ({
	displayName: 'Calls per Day',
	name: 'callsPerDay',
	type: 'number',
	default: share,
	typeOptions: { minValue: 1 },
	description:
		'How many of LinkedIn’s 100,000 calls a day this may use. The rest is left for new activity.',
});
