import {
	applicationId,
	applicationToLinkedIn,
	historyToStages,
	stageLabel,
} from '../../../src/mapping/applicationToLinkedIn';
import { candidateToLinkedIn, DEFAULT_PROFILE_URL } from '../../../src/mapping/candidateToLinkedIn';
import { jobToLinkedIn } from '../../../src/mapping/jobToLinkedIn';
import {
	CandidateDetailsSchema,
	JobDetailsSchema,
	JobListItemSchema,
} from '../../../src/smartrecruiters/schemas';

const person = {
	id: 'c-1',
	firstName: 'Avery',
	lastName: 'Sample',
	email: 'avery.sample@example.com',
	phoneNumber: '+1 555 0100',
	createdOn: '2026-01-20T12:00:00.000Z',
	updatedOn: '2026-02-02T12:00:00.000Z',
	location: { city: 'Berlin', region: 'Berlin', country: 'Germany', countryCode: 'DE' },
	web: { linkedin: 'https://www.linkedin.com/in/sample' },
	experience: [
		{ title: 'Trainee', company: 'Old GmbH', current: false },
		{ title: 'Engineer', company: 'Example GmbH', current: true },
	],
};
const map = (change: object) =>
	candidateToLinkedIn(CandidateDetailsSchema.parse({ ...person, ...change }), DEFAULT_PROFILE_URL);

describe('candidates', () => {
	it('go with everything that LinkedIn can use', () => {
		expect(map({})).toEqual({
			ok: true,
			leftOut: [],
			value: {
				firstName: 'Avery',
				lastName: 'Sample',
				emailAddresses: ['avery.sample@example.com'],
				addresses: [{ city: 'Berlin', geographicArea: 'Berlin', country: 'de' }],
				phoneNumbers: [{ number: '+1 555 0100' }],
				externalProfileUrl: 'https://www.smartrecruiters.com/app/people/candidates/c-1',
				atsCreatedAt: Date.UTC(2026, 0, 20, 12),
				atsLastModifiedAt: Date.UTC(2026, 1, 2, 12),
				linkedInProfileUrl: 'https://www.linkedin.com/in/sample',
				currentCompanyName: 'Example GmbH',
				currentJobTitle: 'Engineer',
			},
		});
	});

	it.each([
		['NO_EMAIL', { email: null }],
		['INVALID_EMAIL', { email: 'person@example' }],
		['NO_NAME', { lastName: ' ' }],
	])('are rejected with %s', (code, change) => {
		expect(map(change)).toEqual({ ok: false, code });
	});

	it('never carry a last change before their creation', () => {
		expect(map({ updatedOn: '2025-01-01T00:00:00.000Z' })).toMatchObject({
			value: { atsLastModifiedAt: Date.UTC(2026, 0, 20, 12) },
		});
	});

	it('keep the person that a recruiter linked', () => {
		const details = CandidateDetailsSchema.parse(person);
		expect(candidateToLinkedIn(details, DEFAULT_PROFILE_URL, 'urn:li:person:aB3')).toMatchObject({
			value: { manualMatchedMember: 'urn:li:person:aB3' },
		});
	});
});

describe('applications', () => {
	const candidate = map({});
	const history = [
		{ changedOn: 2_000, status: 'REJECTED', subStatus: undefined },
		{ changedOn: 1_000, status: 'IN_REVIEW', subStatus: 'Recruiter screen' },
	];

	it('take their dates from their history, whatever its order', () => {
		if (!candidate.ok) throw new Error('unexpected');
		const assignment = {
			job: { id: 'j-1', title: 'Engineer' },
			source: 'LinkedIn',
			reasonOfRejection: { id: 'r', label: 'Not qualified' },
		};
		expect(applicationToLinkedIn('c-1', candidate.value, assignment, history)).toMatchObject({
			id: 'c-1_j-1',
			fields: {
				atsCreatedAt: 1_000,
				atsLastModifiedAt: 2_000,
				source: 'LinkedIn',
				dispositionReason: 'Not qualified',
			},
		});
	});

	it('are not sent for a job without a title', () => {
		if (!candidate.ok) throw new Error('unexpected');
		expect(
			applicationToLinkedIn('c-1', candidate.value, { job: { id: 'j-1', title: undefined } }, []),
		).toBeUndefined();
	});

	it('have stages that a repeated write lands on again', () => {
		expect(historyToStages(history)).toEqual([
			{ stageId: '2-REJECTED', atsCreatedAt: 2_000, stage: 'Rejected' },
			{ stageId: '1-IN_REVIEW', atsCreatedAt: 1_000, stage: 'In Review - Recruiter screen' },
		]);
	});

	it('have stages on which one that a report told lands, too', () => {
		const exact = { changedOn: 61_789, status: 'INTERVIEW', subStatus: 'Phone interview' };
		const told = { changedOn: 61_000, status: 'INTERVIEW', subStatus: undefined };
		expect(historyToStages([told])[0]?.stageId).toBe(historyToStages([exact])[0]?.stageId);
	});

	it('have an id of the characters that LinkedIn prefers', () => {
		expect(applicationId('8a3c-1', '0f9d-2')).toMatch(/^[A-Za-z0-9_-]+$/);
	});

	it('show a status that is not known yet as it is', () => {
		expect(stageLabel('PAUSED')).toBe('PAUSED');
	});
});

describe('jobs', () => {
	const item = {
		id: 'j-1',
		title: 'Data Engineer',
		createdOn: '2026-01-12T08:00:00.000Z',
		status: 'SOURCING',
		postingStatus: 'PUBLIC',
		location: {
			city: 'Krakow',
			region: 'Lesser Poland',
			country: 'Poland',
			countryCode: 'pl',
			remote: false,
		},
	};
	const text = 'x'.repeat(120);
	const details = {
		id: item.id,
		jobAd: { sections: { jobDescription: { title: 'Job', text } } },
		actions: { applyOnWeb: { url: 'https://jobs.example.com/1' } },
	};
	const job = (itemChange: object, detailsChange: object = {}) => ({
		item: JobListItemSchema.parse({ ...item, ...itemChange }),
		details: JobDetailsSchema.parse({ ...details, ...detailsChange }),
	});

	it('stay private unless the user wants them public', () => {
		expect(jobToLinkedIn(job({}), 'PRIVATE_TO_ATS_INTEGRATION')).toMatchObject({
			value: { availability: 'PRIVATE_TO_ATS_INTEGRATION' },
		});
		expect(jobToLinkedIn(job({}), 'PUBLIC')).toMatchObject({ value: { availability: 'PUBLIC' } });
	});

	it.each([
		{ postingStatus: 'INTERNAL' },
		{ postingStatus: 'PRIVATE' },
		{ postingStatus: 'NOT_PUBLISHED' },
		{ status: 'FILLED' },
	])('stay private with %j even when the user wants them public', (change) => {
		expect(jobToLinkedIn(job(change), 'PUBLIC')).toMatchObject({
			value: { availability: 'PRIVATE_TO_ATS_INTEGRATION' },
		});
	});

	it.each([
		[
			'SHORT_DESCRIPTION',
			{},
			{ jobAd: { sections: { jobDescription: { title: 'Job', text: 'short' } } } },
		],
		['NO_LOCATION', { location: { city: 'Krakow' } }, {}],
		['NO_LOCATION', { location: { country: 'Poland' } }, {}],
		['NO_APPLY_URL', {}, { actions: {} }],
	])('are rejected with %s', (code, itemChange, detailsChange) => {
		expect(jobToLinkedIn(job(itemChange, detailsChange), 'PUBLIC')).toEqual({ ok: false, code });
	});

	it('may name the country alone when they are remote', () => {
		expect(
			jobToLinkedIn(job({ location: { country: 'Poland', remote: true } }), 'PUBLIC'),
		).toMatchObject({
			value: { location: 'Poland', workplaceTypes: ['Remote'] },
		});
	});

	it('keep a very long description inside LinkedIn’s limit, without half a tag at its end', () => {
		const long = {
			jobAd: { sections: { jobDescription: { title: 'Job', text: '<p>word</p>'.repeat(3_000) } } },
		};
		const result = jobToLinkedIn(job({}, long), 'PUBLIC');
		if (!result.ok) throw new Error('unexpected');
		expect(result.value.description.length).toBeLessThanOrEqual(25_000);
		expect(result.value.description).toMatch(/(word|>)$/);
	});
});
