import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

export const onStatusesOption: INodeProperties = {
	displayName: 'Statuses That Count as On',
	name: 'onStatuses',
	type: 'string',
	default: '',
	placeholder: 'e.g. ACTIVE',
	description:
		'Words other than ENABLED that LinkedIn uses for access that is on, separated by commas. LinkedIn does not document them; this node reports words that it does not know.',
};

/** Words in one text. */
export const wordsParameter = z
	.string()
	.default('')
	.transform((text) => text.split(/[\s,]+/).filter(Boolean));

export const productField: INodeProperties = {
	displayName: 'Recruiter Product',
	name: 'product',
	type: 'options',
	default: 'unknown',
	description: 'What the contracts are. Recruiter Lite has no Recruiter System Connect.',
	options: [
		{ name: 'Recruiter Corporate', value: 'recruiterCorporate' },
		{ name: 'Recruiter Lite', value: 'recruiterLite' },
		{ name: 'Recruiter Professional Services', value: 'recruiterProfessionalServices' },
		{ name: 'Unknown', value: 'unknown', description: 'LinkedIn decides' },
	],
};

/** Names of the outputs where contracts may be refused. */
export const RESULT_AND_REFUSED = ['Result', 'Refused'] as const;
