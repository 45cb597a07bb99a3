import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import { listParameter } from '../../src/n8n/fields/lists';

/** How activity becomes notes: the same for every operation that writes. */
export const writeOptions: INodeProperties[] = [
	{
		displayName: 'Create Candidates',
		name: 'createCandidates',
		type: 'boolean',
		default: false,
		description:
			'Whether to create a candidate in the talent pool for somebody who shared name and e-mail and is not a candidate yet',
	},
	{
		displayName: 'Fill Gaps of the Candidate',
		name: 'enrich',
		type: 'boolean',
		default: true,
		description:
			'Whether to add a shared phone number or e-mail to a candidate who has none. Existing ones are never replaced.',
	},
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: 'linkedin-rsc',
		description: 'Tags of candidates that are created, separated by commas',
	},
];

export const timeLimitOption: INodeProperties = {
	displayName: 'Time Limit (Minutes)',
	name: 'timeLimit',
	type: 'number',
	default: 5,
	typeOptions: { minValue: 0.1 },
	description: 'How long this run works; a later run does the rest',
};

export const writeShape = {
	createCandidates: z.boolean().default(false),
	enrich: z.boolean().default(true),
	tags: listParameter.default('linkedin-rsc'),
	timeLimit: z.number().positive().default(5),
};

/** Operations count in milliseconds. */
export const toMs = (minutes: number): number => minutes * MINUTE_MS;
