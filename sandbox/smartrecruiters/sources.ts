import { problem } from './problems';

/** The company's sources by type (SmartRecruiters reference §11.3). */
export const SOURCES: Record<
	string,
	{ label: string; subtypes: string[]; values: Array<{ id: string; label: string; sub: string }> }
> = {
	PAID: {
		label: 'Paid',
		subtypes: ['JOB_BOARD', 'SOCIAL'],
		values: [
			{ id: 'b0a5d1c0-0000-4000-8000-000000000001', label: 'LinkedIn', sub: 'JOB_BOARD' },
			{ id: 'b0a5d1c0-0000-4000-8000-000000000002', label: 'LinkedIn Recruiter', sub: 'JOB_BOARD' },
			{
				id: 'b0a5d1c0-0000-4000-8000-000000000003',
				label: 'LinkedIn (Limited Listing)',
				sub: 'JOB_BOARD',
			},
			{ id: 'b0a5d1c0-0000-4000-8000-000000000004', label: 'Indeed', sub: 'JOB_BOARD' },
		],
	},
	ORGANIC: {
		label: 'Organic',
		subtypes: ['SMARTRECRUITERS'],
		values: [
			{ id: 'b0a5d1c0-0000-4000-8000-000000000005', label: 'Career site', sub: 'SMARTRECRUITERS' },
		],
	},
};

/** What an application shows for a source that was given by its ids. @throws Problem 400 when there is none */
export function sourceLabel(given: { sourceTypeId: string; sourceId: string }): string {
	const value = SOURCES[given.sourceTypeId]?.values.find(({ id }) => id === given.sourceId);
	if (!value) throw problem(400, 'SOURCE_NOT_FOUND', 'Source does not exist');
	return value.label;
}
