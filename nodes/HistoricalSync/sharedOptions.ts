import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_PROFILE_URL } from '../../src/mapping/candidateToLinkedIn';

export const profileUrlOption: INodeProperties = {
	displayName: 'Candidate Profile URL',
	name: 'profileUrl',
	type: 'string',
	default: '',
	placeholder: `e.g. ${DEFAULT_PROFILE_URL}`,
	description:
		'Where Recruiter finds the candidate in SmartRecruiters. {candidateId} stands for the candidate. Leave it empty for what the admin set in RSC Contract Activate.',
};

export const chunkSizeOption: INodeProperties = {
	displayName: 'Chunk Size',
	name: 'chunkSize',
	type: 'number',
	default: 1000,
	typeOptions: { minValue: 1 },
	description:
		'After how many records the state is stored. A page of 100 is never split. After a crash, at most one chunk is repeated.',
};

export const jobCheckDelayOption: INodeProperties = {
	displayName: 'Job Check Delay (Seconds)',
	name: 'jobCheckDelay',
	type: 'number',
	default: 300,
	typeOptions: { minValue: 1 },
	description: 'How long LinkedIn has to process jobs before it is asked for the result',
};

export const timeLimitOption: INodeProperties = {
	displayName: 'Time Limit (Minutes)',
	name: 'timeLimit',
	type: 'number',
	default: 5,
	typeOptions: { minValue: 0.1 },
	description:
		'How long this execution works. It finishes the current page; the next execution continues from there.',
};

/** An options collection with these options, in the order of their display names. */
export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		options,
	};
}
