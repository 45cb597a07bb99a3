interface DriftKind {
	/** What has happened, with `{seat}` and `{user}` for the names. */
	text: string;
	whatToDo: string;
}

/** Everything that can come between the stored map and reality. Codes are stable: users filter by them. */
export const DRIFT_KINDS = {
	NEW_SEAT: {
		text: 'New seat in Recruiter',
		whatToDo: 'Choose the SmartRecruiters user, or skip it.',
	},
	SEAT_GONE: {
		text: 'The seat is gone from Recruiter',
		whatToDo: 'Unmap it. Nothing comes from it any more.',
	},
	SEAT_NOT_ACTIVE: {
		text: 'The seat is no longer active in Recruiter',
		whatToDo: 'Unmap it, or keep it if its InMails are still wanted.',
	},
	SEAT_ACTIVE_AGAIN: {
		text: 'The seat is active in Recruiter again',
		whatToDo: 'Keep the user, or choose another.',
	},
	SEAT_PASSED_ON: {
		text: 'Another LinkedIn person holds the seat now',
		whatToDo: 'Choose the SmartRecruiters user of the new holder.',
	},
	SEAT_EMAIL_CHANGED: {
		text: 'The e-mail address of the seat has changed',
		whatToDo: 'Check that it is still the same person.',
	},
	USER_DEACTIVATED: {
		text: 'The SmartRecruiters user is deactivated',
		whatToDo: 'Choose another user, or unmap the seat.',
	},
	USER_GONE: {
		text: 'The SmartRecruiters user is gone',
		whatToDo: 'Choose another user, or unmap the seat.',
	},
	USER_EMAIL_CHANGED: {
		text: 'The e-mail address of the SmartRecruiters user has changed',
		whatToDo: 'Check that it is still the same person.',
	},
	PERSON_ON_TWO_SEATS: {
		text: 'One LinkedIn person has several seats that do not have the same SmartRecruiters user',
		whatToDo: 'Give all of them the same user.',
	},
	USER_ON_TWO_PEOPLE: {
		text: 'One SmartRecruiters user is mapped to several LinkedIn people',
		whatToDo: 'Unmap the wrong ones.',
	},
} as const satisfies Record<string, DriftKind>;
export type DriftCode = keyof typeof DRIFT_KINDS;
