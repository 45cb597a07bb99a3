import { normalForm } from './normalForm';
import type { DepartmentFacts, ResolvedDepartments } from './resolveDepartments';

/** What is done about people who have not given consent (SmartRecruiters reference §13). */
export type ConsentRule = 'everyone' | 'markDoNotContact' | 'onlyAcquired';

/** What the customer agreed to share with LinkedIn. Tags are compared as people read them: see `normalForm`. */
export interface SharingRules {
	/** Ids, or labels until `resolveDepartments` has found their ids. Their jobs, and who applied to nothing else, never leave. */
	departmentsNeverSent: readonly string[];
	/** The same for departments whose jobs stay inside Recruiter, although jobs are public otherwise. */
	departmentsKeptPrivate: readonly string[];
	/** Ids. */
	jobsNeverSent: readonly string[];
	/** Ids. */
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

/**
 * Where a job may be seen: not at LinkedIn, inside Recruiter by its hiring team alone, inside Recruiter, or where the user
 * wants all jobs to be seen.
 */
export type JobVisibility = 'never' | 'team alone' | 'private' | 'as chosen';

export interface JobFacts {
	id: string;
	department?: DepartmentFacts;
}

interface PersonFacts {
	tags: readonly string[];
	/** Absent when SmartRecruiters did not tell: no consent then. */
	consent?: string | undefined;
}

function has(list: readonly string[], texts: readonly string[]): boolean {
	const wanted = new Set(list.map(normalForm));
	// An empty rule names nobody, and must not name everybody with an empty tag.
	wanted.delete('');
	return texts.some((text) => wanted.has(normalForm(text)));
}

/** Where a job may be seen, apart from what the user chose for all. @param departments the rules', resolved */
export function jobVisibility(
	{ id, department }: JobFacts,
	rules: SharingRules,
	departments: ResolvedDepartments,
): Exclude<JobVisibility, 'team alone'> {
	if (has(rules.jobsNeverSent, [id]) || departments.neverSent.holds(department)) return 'never';
	const kept = has(rules.jobsKeptPrivate, [id]) || departments.keptPrivate.holds(department);
	return kept ? 'private' : 'as chosen';
}

/** Why a person does not leave, if so. */
export function personWithheld(
	{ tags, consent }: PersonFacts,
	rules: SharingRules,
): Withholding | undefined {
	if (has(rules.confidentialTags, tags)) return 'confidential person';
	if (rules.consent === 'onlyAcquired' && consent !== 'ACQUIRED') return 'no consent';
	return undefined;
}

/** Whether LinkedIn is told that this person should not be contacted. */
export function doNotContact({ tags, consent }: PersonFacts, rules: SharingRules): boolean {
	return (
		has(rules.doNotContactTags, tags) ||
		(rules.consent === 'markDoNotContact' && consent !== 'ACQUIRED')
	);
}
