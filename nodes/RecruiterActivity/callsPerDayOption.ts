import type { INodeProperties } from 'n8n-workflow';

/** @param share how many by default */
export const callsPerDayOption = (share: number): INodeProperties => ({
	displayName: 'Calls per Day',
	name: 'callsPerDay',
	type: 'number',
	default: share,
	typeOptions: { minValue: 1 },
	description:
		'Share of LinkedIn’s 100,000 calls a day that this may use. The rest is left to what is new.',
});
