/** What is done about people who have not given consent (SmartRecruiters reference §13). */
export type ConsentRule = 'everyone' | 'markDoNotContact' | 'onlyAcquired';

/** What the customer agreed to share with LinkedIn. Names and tags are compared without regard to case. */
export interface SharingRules {
	/** Labels or ids. Their jobs, and who applied to nothing else, never leave. */
	departmentsNeverSent: readonly string[];
	/** Labels or ids of departments whose jobs stay inside Recruiter, although jobs are public otherwise. */
	departmentsKeptPrivate: readonly string[];
	jobsNeverSent: readonly string[];
	jobsKeptPrivate: readonly string[];
	/** Whoever has one of these tags never leaves. */
	confidentialTags: readonly string[];
	doNotContactTags: readonly string[];
	consent: ConsentRule;
	/** Whether reviews go as interview feedback. */
	reviews: boolean;
	/** Whether notes go as candidate notes. */
	notes: boolean;
}

export const DEFAULT_SHARING: SharingRules = {
	departmentsNeverSent: [],
	departmentsKeptPrivate: [],
	jobsNeverSent: [],
	jobsKeptPrivate: [],
	confidentialTags: ['confidential'],
	doNotContactTags: ['do-not-contact'],
	consent: 'everyone',
	reviews: false,
	notes: false,
};

/** Why someone or something is kept back. */
export type Withholding =
	| 'confidential person'
	| 'confidential jobs only'
	| 'no consent'
	| 'no application'
	| 'deleted before';

interface JobFacts {
	id: string;
	department?: { id?: string | undefined; label?: string | undefined } | undefined;
}

interface PersonFacts {
	tags: readonly string[];
	/** Absent when SmartRecruiters did not tell: no consent then. */
	consent?: string | undefined;
}

const folded = (text: string): string => text.trim().toLowerCase();

function has(list: readonly string[], ...texts: Array<string | undefined>): boolean {
	const wanted = new Set(list.map(folded));
	return texts.some((text) => text !== undefined && wanted.has(folded(text)));
}

/** Where a job may be seen, apart from what the user chose for all. */
export function jobVisibility(
	{ id, department }: JobFacts,
	rules: SharingRules,
): 'never' | 'private' | 'as chosen' {
	if (has(rules.jobsNeverSent, id)) return 'never';
	if (has(rules.departmentsNeverSent, department?.label, department?.id)) return 'never';
	const kept =
		has(rules.jobsKeptPrivate, id) ||
		has(rules.departmentsKeptPrivate, department?.label, department?.id);
	return kept ? 'private' : 'as chosen';
}

/** Why a person does not leave, if so. */
export function personWithheld(
	{ tags, consent }: PersonFacts,
	rules: SharingRules,
): Withholding | undefined {
	if (has(rules.confidentialTags, ...tags)) return 'confidential person';
	if (rules.consent === 'onlyAcquired' && consent !== 'ACQUIRED') return 'no consent';
	return undefined;
}

/** Whether LinkedIn is told that this person should not be contacted. */
export function doNotContact({ tags, consent }: PersonFacts, rules: SharingRules): boolean {
	return (
		has(rules.doNotContactTags, ...tags) ||
		(rules.consent === 'markDoNotContact' && consent !== 'ACQUIRED')
	);
}
