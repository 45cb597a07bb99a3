import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { MINUTE_MS } from '../../basics/durations';

/** A search over a large company takes a minute; a limit that blocks longer is told instead of waited for. */
export const TIME_LIMIT_MS = 5 * MINUTE_MS;

export const importDaysOption: INodeProperties = {
	displayName: 'Days to Import',
	name: 'importDays',
	type: 'number',
	default: 730,
	typeOptions: { minValue: 0 },
	description:
		'How far back InMails and notes of a newly mapped seat are imported. 0 imports none of the past.',
};

export const importDays = z.number().nonnegative().default(730);
