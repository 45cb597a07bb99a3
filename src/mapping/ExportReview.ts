/** Why an export waits for a person, or for another try. Stable: users filter by it, and `rsc_parked` holds it. */
export const EXPORT_REVIEWS = {
	EXPIRED: {
		reason: 'LinkedIn does not know this export, or no longer',
		whatToDo: 'Ask the recruiter to export the person again.',
	},
	OTHER_CUSTOMER: {
		reason: 'The export does not belong to the organization of this credential',
		whatToDo:
			'Check which workflow the callback address of this customer leads to; nothing was written.',
	},
	UNREADABLE: {
		reason: 'A vendor answered in a form that this version cannot read',
		whatToDo:
			'Update this package and try again, or add the candidate in SmartRecruiters by hand and ignore the export.',
	},
	DECISION_LOST: {
		reason: 'What was decided is kept in the Data Table rsc_exports in a form that cannot be read',
		whatToDo: 'Decide once more.',
	},
	DELAYED: {
		reason: 'The export could not be carried out yet',
		whatToDo: 'It is tried again automatically. If it persists, correct what is named here.',
	},
	NO_PERSON: {
		reason: 'LinkedIn did not say which member this is',
		whatToDo: 'Add the candidate in SmartRecruiters by hand.',
	},
	NO_NAME: {
		reason: 'SmartRecruiters needs a first and a last name, and LinkedIn did not give both',
		whatToDo:
			'Create the candidate in SmartRecruiters by hand, then choose it here: the rest follows automatically.',
	},
	NO_JOB: {
		reason: 'LinkedIn did not say for which job the person was exported',
		whatToDo: 'Choose the job here, or set "Job" in the node.',
	},
	JOB_UNKNOWN: {
		reason: 'SmartRecruiters does not know the job, or does not show it to this credential',
		whatToDo: 'Choose another job here, or check the access group of the API credential.',
	},
	JOB_OVER: {
		reason: 'The job is filled or cancelled by now',
		whatToDo:
			'Reopen the job in SmartRecruiters and try again, choose another job, or ignore the export.',
	},
	NO_SOURCE: {
		reason: 'The company does not have the source that exports should carry',
		whatToDo: 'Choose a source in the node "RSC Export Candidate" of workflow 05, then try again.',
	},
	SEVERAL_CANDIDATES: {
		reason: 'Several candidates could be this person',
		whatToDo: 'Choose the right one here, or merge them in SmartRecruiters and try again.',
	},
	SAME_EMAIL_OTHER_NAME: {
		reason: 'A candidate has the same e-mail address, but another last name',
		whatToDo: 'Choose that candidate if it is the same person, or create a new one.',
	},
	LINKED_TO_SOMEBODY_ELSE: {
		reason: 'The candidate is linked to another LinkedIn member',
		whatToDo:
			'Open the candidate next to its Recruiter profile. Choose it here if the old link is wrong, or create a new one.',
	},
	NAMESAKE: {
		reason: 'A candidate has the same name, and nothing shows whether it is the same person',
		whatToDo: 'Choose that candidate if it is the same person, or create a new one.',
	},
	CANDIDATE_GONE: {
		reason:
			'The candidate who was this person is no longer in SmartRecruiters: deleted, or merged into another',
		whatToDo:
			'Choose the candidate that it was merged into. If it was deleted on request, ignore the export; else create a new one.',
	},
	HIDDEN_CANDIDATE: {
		reason:
			'SmartRecruiters says that the candidate exists, but does not show it to this credential',
		whatToDo: 'Find the candidate in SmartRecruiters by the e-mail address, and choose it here.',
	},
	ADD_BY_HAND: {
		reason: 'SmartRecruiters has no way to put an existing candidate on another job',
		whatToDo:
			'Add the candidate to the job in SmartRecruiters, then try again: the rest follows automatically.',
	},
	SMARTRECRUITERS_REFUSED: {
		reason: 'SmartRecruiters refused the candidate',
		whatToDo: 'Look at what is named here; correct it and try again.',
	},
	LINKEDIN_REFUSED: {
		reason: 'The candidate is in SmartRecruiters, but LinkedIn refused the record',
		whatToDo: 'Look at the field that is named here; correct it in SmartRecruiters and try again.',
	},
	NOT_LINKED: {
		reason: 'The candidate is in SmartRecruiters, but LinkedIn did not keep the link to the member',
		whatToDo:
			'Set "Generation per Resource" in the LinkedIn credential to {"candidates": "v2"} and try again.',
	},
} as const;

export type ExportReviewCode = keyof typeof EXPORT_REVIEWS;

/** What a person can decide about an export; everything can be ignored. */
export type ReviewChoice = 'link' | 'create' | 'again' | 'job';

const WHO: readonly ReviewChoice[] = ['link', 'create', 'again'];
const AGAIN: readonly ReviewChoice[] = ['again'];

/** The choices that can work, by reason. */
export const REVIEW_CHOICES: Readonly<Record<ExportReviewCode, readonly ReviewChoice[]>> = {
	EXPIRED: AGAIN,
	OTHER_CUSTOMER: AGAIN,
	UNREADABLE: AGAIN,
	DECISION_LOST: ['link', 'create', 'again', 'job'],
	DELAYED: ['again', 'job'],
	NO_PERSON: [],
	NO_NAME: ['link', 'again'],
	NO_JOB: ['again', 'job'],
	JOB_UNKNOWN: ['again', 'job'],
	JOB_OVER: ['again', 'job'],
	NO_SOURCE: AGAIN,
	SEVERAL_CANDIDATES: WHO,
	SAME_EMAIL_OTHER_NAME: WHO,
	LINKED_TO_SOMEBODY_ELSE: WHO,
	NAMESAKE: WHO,
	CANDIDATE_GONE: WHO,
	HIDDEN_CANDIDATE: WHO,
	ADD_BY_HAND: ['again', 'link', 'job'],
	SMARTRECRUITERS_REFUSED: ['again', 'link', 'job'],
	LINKEDIN_REFUSED: AGAIN,
	NOT_LINKED: AGAIN,
};

export function isReviewCode(code: string): code is ExportReviewCode {
	return Object.hasOwn(EXPORT_REVIEWS, code);
}

/** What went well but not wholly: told beside a finished export. */
export const EXPORT_WARNINGS = {
	EMAIL_TAKEN:
		'Another candidate has this e-mail address and last name, so the placeholder stays. Merge the two in SmartRecruiters.',
	STATUS_NOT_SET:
		'SmartRecruiters refused the start status. Check that status and sub-status exist in the hiring process of the job.',
	SOURCE_NOT_SET: 'SmartRecruiters refused the source. Set it in the application by hand.',
	NOT_SHARED:
		'The sharing rules keep this candidate from LinkedIn, so Recruiter does not show that they are in SmartRecruiters.',
	DATA_NOT_ADDED:
		'SmartRecruiters refused the details that LinkedIn gave beyond the name. Add them by hand.',
} as const;

export type ExportWarning = keyof typeof EXPORT_WARNINGS;
