/** Why an event of Recruiter is not on a candidate yet. Stable: users filter by it, and `rsc_parked` holds it. */
export const ACTIVITY_REVIEWS = {
	NO_PERSON: {
		reason: 'LinkedIn does not say which person this is about',
		whatToDo:
			'Look at the conversation in Recruiter, and write the note in SmartRecruiters by hand.',
	},
	PERSON_UNKNOWN: {
		reason: 'No candidate is known to be this person',
		whatToDo:
			'Export the person from Recruiter, or link the candidate to the profile in Recruiter. Once that is done, the note follows automatically.',
	},
	PERSON_AMBIGUOUS: {
		reason: 'Several candidates could be this person',
		whatToDo:
			'Merge them in SmartRecruiters, or link the right one to the profile in Recruiter. Once that is done, the note follows automatically.',
	},
	NAME_DIFFERS: {
		reason: 'A candidate has the e-mail address that was shared, but an entirely different name',
		whatToDo:
			'If it is the same person, link the candidate to the profile in Recruiter; the note then follows automatically.',
	},
	CANDIDATE_GONE: {
		reason: 'The candidate who was this person is no longer in SmartRecruiters: deleted, or merged',
		whatToDo:
			'If it was merged, link the remaining candidate to the profile in Recruiter. If it was deleted on request, nothing has to be done.',
	},
	CREATE_BLOCKED: {
		reason:
			'The person cannot be created as a candidate: a name or an e-mail address is missing, or SmartRecruiters refused it',
		whatToDo: 'Create the candidate in SmartRecruiters by hand; the note follows automatically.',
	},
	NOTE_REFUSED: {
		reason: 'SmartRecruiters refused the note',
		whatToDo:
			'Check that the API credential may write messages and that its role sees the candidate; then it is tried again.',
	},
	CANNOT_LOOK: {
		reason:
			'It is not known whether the note was written, and this credential is not allowed to read notes to find out',
		whatToDo:
			'Look at the candidate in SmartRecruiters. To have this resolved automatically, use an administrator’s credential with the scope messages_read.',
	},
	REMOVE_BY_HAND: {
		reason:
			'The note was edited or deleted in Recruiter, and SmartRecruiters did not return the id of the older note, so it cannot be removed',
		whatToDo:
			'Remove the older note on the candidate in SmartRecruiters; it ends with the mark that is named here.',
	},
	NOT_SETTLED: {
		reason: 'SmartRecruiters gave no clear answer',
		whatToDo: 'Nothing to do: the next run looks whether the note is there before it writes again.',
	},
	FAILED: {
		reason: 'Something about this activity was not understood',
		whatToDo:
			'Look at it in Recruiter and at the candidate in SmartRecruiters, and report what is odd about it. It is tried again automatically.',
	},
	NOT_READABLE: {
		reason: 'This is not an activity from Recruiter, or one of its fields cannot be used',
		whatToDo: 'Pass on items from RSC Trigger or Get Many unchanged.',
	},
	WAITING: {
		reason: 'It could not be written yet',
		whatToDo: 'Nothing to do: it is tried again automatically.',
	},
} as const;

export type ActivityReviewCode = keyof typeof ACTIVITY_REVIEWS;
