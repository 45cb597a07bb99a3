import { answeringSmartRecruiters } from './answeringSmartRecruiters';

export const WHEN = '2026-02-02T12:00:00.000Z';

export const person = (id: string, odd: Record<string, unknown> = {}) => ({
	id,
	firstName: 'Avery',
	lastName: 'Sample',
	email: 'avery.sample@example.com',
	createdOn: WHEN,
	updatedOn: WHEN,
	tags: ['python'],
	primaryAssignment: { job: { id: 'job-1', title: 'Data Engineer' }, status: 'NEW' },
	secondaryAssignments: [],
	...odd,
});

export const job = (id: string, odd: Record<string, unknown> = {}) => ({
	id,
	title: 'Data Engineer',
	refNumber: 'REF1',
	createdOn: WHEN,
	status: 'SOURCING',
	...odd,
});

export const page = (content: unknown, more: Record<string, unknown> = {}) => ({
	body: { content, ...more },
});

export const answering = (answer: Parameters<typeof answeringSmartRecruiters>[0]) =>
	answeringSmartRecruiters(answer).api;
