import type { ApplicationRecord } from '../../src/linkedin/applications';
import type { CandidateRecord } from '../../src/linkedin/candidates';
import type { JobSubmission } from '../../src/linkedin/jobPostings';

/** Invented records that LinkedIn takes. */
export function someCandidate(id: string, firstName = 'Ada'): CandidateRecord {
	return {
		id,
		fields: {
			firstName,
			lastName: 'Lo',
			emailAddresses: ['ada.lo@example.com'],
			addresses: [],
			phoneNumbers: [],
			externalProfileUrl: 'https://ats.example.com/1',
			atsCreatedAt: 1,
			atsLastModifiedAt: 2,
		},
	};
}

export function someApplication(id: string): ApplicationRecord {
	return {
		id,
		fields: {
			atsCandidateId: 'C1',
			atsJobPostingId: 'J1',
			atsJobPostingName: 'Baker',
			atsCreatedAt: 1,
			atsLastModifiedAt: 2,
			firstName: 'Ada',
			lastName: 'Lo',
		},
	};
}

export function someJob(id: string, title = 'Baker', applyUrl?: string): JobSubmission {
	return {
		operation: 'CREATE',
		job: {
			externalJobPostingId: id,
			title,
			description: 'We bake. '.repeat(20),
			location: 'Austin, TX, United States',
			listedAt: 1,
			companyApplyUrl: applyUrl ?? 'https://careers.example.com/apply/1',
			availability: 'PUBLIC',
			workplaceTypes: [],
		},
	};
}
