import type { SandboxContext } from '../core/SandboxContext';
import type { SrRoute } from './SrRoute';
import { problem } from './problems';
import { SOURCES } from './sources';

const list = (items: ReadonlyArray<Record<string, unknown>>) => ({
	totalFound: items.length,
	content: items,
});

/** Company settings (SmartRecruiters reference §11). */
export function configurationRoutes({ switches }: SandboxContext): SrRoute[] {
	switches.define('sr§11.1 company identifier', 'SampleCo');
	const scope = 'configuration_read';
	const fixed = (path: string, value: unknown): SrRoute => ({
		method: 'GET',
		path,
		scope,
		handle: () => value,
	});
	return [
		{
			method: 'GET',
			path: '/configuration/company',
			scope: 'company_read',
			handle: () => ({
				identifier: switches.text('sr§11.1 company identifier'),
				name: 'Sample Co',
				location: { city: 'Krakow', countryCode: 'pl' },
				website: 'https://sample.example.com',
			}),
		},
		fixed(
			'/configuration/departments',
			list(
				['Engineering', 'Sales', 'Finance', 'People', 'Support', 'Marketing'].map((label) => ({
					id: label.toLowerCase(),
					label,
					description: '',
				})),
			),
		),
		fixed(
			'/configuration/hiring-processes',
			list([
				{
					id: 'default',
					name: 'Default',
					active: true,
					subStatuses: {
						IN_REVIEW: ['Recruiter screen'],
						INTERVIEW: ['Phone interview', 'On-site interview'],
						OFFERED: ['Offer sent'],
					},
				},
			]),
		),
		fixed(
			'/configuration/rejection-reasons',
			list([
				{ id: 'r1', label: 'Not qualified' },
				{ id: 'r2', label: 'Position filled' },
			]),
		),
		fixed(
			'/configuration/withdrawal-reasons',
			list([
				{ id: 'w1', label: 'Accepted another offer' },
				{ id: 'w2', label: 'Salary' },
			]),
		),
		fixed('/configuration/candidate-properties', list([])),
		fixed('/configuration/job-properties', list([])),
		fixed(
			'/configuration/sources',
			list(
				Object.entries(SOURCES).map(([id, { label, subtypes }]) => ({
					id,
					label,
					subtypes: subtypes.map((sub) => ({ id: sub })),
				})),
			),
		),
		{
			method: 'GET',
			path: '/configuration/sources/:type/values',
			scope,
			handle: (call) => {
				const source = SOURCES[call.params.type ?? ''];
				if (!source) throw problem(404, 'SOURCE_NOT_FOUND', 'Source type not found');
				const wanted = call.query.get('sourceSubType');
				const values = source.values.filter(({ sub }) => !wanted || sub === wanted);
				return {
					...list(
						values.map(({ id, label, sub }) => ({
							id,
							sourceIdentifier: id,
							label,
							sourceSubType: { id: sub },
						})),
					),
					limit: 100,
					offset: 0,
				};
			},
		},
	];
}
