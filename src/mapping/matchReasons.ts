/** Matched goes into the map once a person confirms it, review needs a choice, unmatched has nobody to offer. */
export type Verdict = 'matched' | 'review' | 'unmatched';

/** How far a suggestion can be trusted. Only a person turns anything below `certain` into a mapping. */
export type Confidence = 'certain' | 'likely' | 'unclear' | 'none';

interface Reason {
	verdict: Verdict;
	confidence: Confidence;
	/** What `rsc_seats` says in `matchedBy` once it is mapped. */
	matchedBy?: 'person' | 'email' | 'name';
	/** For the people who decide. */
	text: string;
}

/** Every outcome of the rule, in the order in which the rule looks. Codes are stable: users filter by them. */
export const MATCH_REASONS = {
	STORED_PERSON: {
		verdict: 'matched',
		confidence: 'certain',
		matchedBy: 'person',
		text: 'Mapped before: the same LinkedIn person',
	},
	STORED_SEAT: {
		verdict: 'matched',
		confidence: 'certain',
		matchedBy: 'person',
		text: 'Mapped before: the same seat',
	},
	STORED_USER_GONE: {
		verdict: 'review',
		confidence: 'unclear',
		text: 'Mapped before, but that SmartRecruiters user is deactivated or gone',
	},
	STORED_CONFLICT: {
		verdict: 'review',
		confidence: 'unclear',
		text: 'Mapped before to more than one SmartRecruiters user',
	},
	SAME_EMAIL: {
		verdict: 'matched',
		confidence: 'certain',
		matchedBy: 'email',
		text: 'Same e-mail address and same name',
	},
	SAME_EMAIL_TAGGED: {
		verdict: 'matched',
		confidence: 'certain',
		matchedBy: 'email',
		text: 'Same e-mail address, apart from what follows the plus sign, and same name',
	},
	SAME_EMAIL_OTHER_ALPHABET: {
		verdict: 'matched',
		confidence: 'likely',
		matchedBy: 'email',
		text: 'Same e-mail address, which spells the name; the names are in different alphabets',
	},
	EMAIL_OF_SEVERAL_USERS: {
		verdict: 'review',
		confidence: 'unclear',
		text: 'Several SmartRecruiters users have this e-mail address',
	},
	EMAIL_OTHER_NAME: {
		verdict: 'review',
		confidence: 'unclear',
		text: 'Same e-mail address, but another name: a shared mailbox, or a new name',
	},
	EMAIL_DEACTIVATED: {
		verdict: 'review',
		confidence: 'unclear',
		text: 'The SmartRecruiters user with this e-mail address is deactivated',
	},
	UNIQUE_NAME: {
		verdict: 'matched',
		confidence: 'likely',
		matchedBy: 'name',
		text: 'The only SmartRecruiters user with this name; LinkedIn shows no e-mail address',
	},
	NAME_OTHER_EMAIL: {
		verdict: 'review',
		confidence: 'unclear',
		text: 'Same name, but another e-mail address: a new address, or another person',
	},
	NAME_OF_SEVERAL_USERS: {
		verdict: 'review',
		confidence: 'unclear',
		text: 'Several SmartRecruiters users have this name, or one like it',
	},
	NAME_OF_SEVERAL_SEATS: {
		verdict: 'review',
		confidence: 'unclear',
		text: 'Several seat holders have this name, or one like it',
	},
	NAME_ALIKE: {
		verdict: 'review',
		confidence: 'unclear',
		text: 'A name like this one, but not the same: other order, other accents, or a shorter form',
	},
	NAME_DEACTIVATED: {
		verdict: 'review',
		confidence: 'unclear',
		text: 'The only SmartRecruiters user with this name is deactivated',
	},
	USER_OF_SEVERAL_PEOPLE: {
		verdict: 'review',
		confidence: 'unclear',
		text: 'Another LinkedIn person fits the same SmartRecruiters user',
	},
	NOBODY: {
		verdict: 'unmatched',
		confidence: 'none',
		text: 'No SmartRecruiters user has this e-mail address or name',
	},
} as const satisfies Record<string, Reason>;
export type MatchReason = keyof typeof MATCH_REASONS;
