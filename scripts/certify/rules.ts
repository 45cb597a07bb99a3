/** One rule of LinkedIn's certification, in words of our own. */
export interface Rule {
	id: string;
	wording: string;
	/** Where LinkedIn says it, as the LinkedIn reference names its sources; of a reading, what it is derived from. */
	source: string;
	/** Set where no public page shows what the rule says (LinkedIn reference §16.13): the wording is how we read it. */
	isReading?: boolean;
	/** What keeps a rule from being decided on this machine, in plain words; checks that there are run nevertheless. */
	undecided?: string;
	/** Set where the product does not do it: what it does instead. Nothing is checked then. */
	notBuilt?: string;
}

export interface RuleGroup {
	title: string;
	rules: readonly Rule[];
}

const MODULE_1 = 'rsc-cert-module1';
const MODULE_1_NOW = 'rsc-cert-module1, rsc-cert-module1-update';
const MODULE_2 = 'rsc-cert-module2';
const MODULE_3 = 'rsc-cert-module3-orig';
const MODULE_4 = 'Module 4 of LinkedIn’s Postman collection, “Define Permissions via ACLs”';
const MODULE_5 = 'rsc-cert-module5';
const CRM = 'crm-connect-certification, by analogy';

/** A rule whose words nobody here has seen. */
const reading = (id: string, wording: string, source: string): Rule => ({
	id,
	wording,
	source,
	isReading: true,
});
const asCase = (number: number): string =>
	`${MODULE_3}: older case ${number}, as if its five cases were the five rules`;

/** LinkedIn's certification rules, as far as public pages show them (LinkedIn reference §13.2). */
export const RULE_GROUPS: readonly RuleGroup[] = [
	{
		title: 'Module 1: connecting',
		rules: [
			{
				id: 'RSC-101',
				wording:
					'A new customer asks for RSC; the admin finds the integration by its name in Recruiter and can switch it on; credentials belong to an organization and a contract, whose status the ATS admin sees, as well as when the history has arrived',
				source: MODULE_1_NOW,
			},
			{
				id: 'RSC-102',
				wording: 'The customer may make jobs public or private; without a choice they are private',
				source: MODULE_1,
			},
			{
				id: 'RSC-103',
				wording:
					'Several Recruiter contracts can be connected at once; each customer instance has one application of its own',
				source: MODULE_1,
			},
			{
				id: 'RSC-104',
				wording:
					'The callback URL is stored, and so are both viewers settings where no access lists are sent',
				source: MODULE_1,
			},
			{
				id: 'RSC-105',
				wording: 'The customer’s application lists the domains of the pages that hold the widgets',
				source: MODULE_1,
			},
			{
				id: 'RSC-106',
				wording: 'Access tokens are obtained, kept, checked and renewed as they should be',
				source: 'rsc-cert-module1-update',
			},
		],
	},
	{
		title: 'Module 2: history',
		rules: [
			{
				id: 'RSC-ONBOARDING',
				wording:
					'All past jobs, candidates and applications can be sent when a customer starts; leaving some out needs LinkedIn’s consent',
				source: MODULE_1,
			},
			{
				id: 'RSC-201',
				wording: 'Jobs of at least two years, closed ones included, in the right number',
				source: MODULE_2,
			},
			{
				id: 'RSC-202',
				wording: 'Candidates of at least two years, in the right number',
				source: MODULE_2,
			},
			{
				id: 'RSC-203',
				wording: 'Applications of at least two years, in the right number',
				source: MODULE_2,
			},
			reading(
				'RSC-204',
				'After the history: new and changed candidates arrive, and one that LinkedIn cannot take is handled as an error',
				`${MODULE_2}: its older cases 3 to 5`,
			),
		],
	},
	{
		title: 'Module 3: export, profile and activity',
		rules: [
			reading(
				'RSC-301',
				'Exporting somebody new creates the candidate on the chosen job',
				asCase(6),
			),
			reading(
				'RSC-302',
				'Exporting somebody known makes no duplicate, and adds the second job',
				asCase(7),
			),
			reading(
				'RSC-303',
				'A link made by hand in the profile widget stays, and reaches the ATS',
				asCase(8),
			),
			reading('RSC-304', 'The profile widget works signed out and signed in', asCase(9)),
			reading('RSC-305', 'An InMail that was sent and answered is seen in the ATS', asCase(10)),
		],
	},
	{
		title: 'Module 4: access control lists',
		rules: [
			reading(
				'ACL-UPSERT',
				'Groups are tied to jobs and people to groups, so that each person sees in Recruiter what the ATS shows them',
				`${MODULE_4}: upsert of atsEntityAcls and atsEntityAclAssignees`,
			),
			reading(
				'ACL-DELETE',
				'Whoever loses a permission in the ATS loses it in Recruiter, and nobody else does',
				`${MODULE_4}: deletion of atsEntityAcls and atsEntityAclAssignees`,
			),
			reading(
				'ACL-RESTRICTED',
				'Jobs that have access lists say that they are restricted',
				'sync-jobs: accessRestricted; LinkedIn reference §11.1',
			),
			reading(
				'ACL-VIEWERS',
				'Both viewers settings are deleted where access lists decide, and set again where everybody sees everything',
				'acl-overview; LinkedIn reference §11.1',
			),
			reading(
				'ACL-LEAVER',
				'Somebody who left the company sees nothing any more',
				'sync-acls: access lists follow changes of users and jobs',
			),
			reading(
				'ACL-CONFIDENTIAL',
				'A confidential job is seen by nobody but its hiring team',
				'sync-jobs: accessRestricted; LinkedIn reference §11.1',
			),
			reading(
				'ACL-BACK',
				'The way back to "everybody" leaves no access list behind',
				'LinkedIn reference §12: each synced record has its deletion',
			),
		],
	},
	{
		title: 'Module 5: deletion, and the versioned API',
		rules: [
			{
				id: 'RSC-501',
				wording: 'A candidate’s notes are deleted, and then the candidate',
				source: MODULE_5,
			},
			{
				id: 'RSC-502',
				wording: 'A whole candidate is deleted, and no indicator is left',
				source: MODULE_5,
			},
			{
				id: 'RSC-503',
				wording:
					'An application’s notes, stages and feedback are deleted, and then the application',
				source: MODULE_5,
			},
			{ id: 'RSC-504', wording: 'A whole application is deleted', source: MODULE_5 },
			{
				id: 'RSC-505',
				wording: 'There is a way to LinkedIn’s versioned API, and it is explained',
				source: MODULE_5,
			},
		],
	},
	{
		title: 'Older test cases',
		rules: [
			{ id: 'TEST-2', wording: 'The history of the last two years arrives', source: MODULE_2 },
			{ id: 'TEST-3', wording: 'A new candidate arrives', source: MODULE_2 },
			{ id: 'TEST-4', wording: 'A changed candidate is changed at LinkedIn', source: MODULE_2 },
			{
				id: 'TEST-5',
				wording: 'A record without a required field is handled as an error, and stops nothing else',
				source: MODULE_2,
			},
			{
				id: 'TEST-6',
				wording: 'Exporting somebody new creates the candidate on the chosen job',
				source: MODULE_3,
			},
			{
				id: 'TEST-7',
				wording: 'Exporting somebody known makes no duplicate, and adds the second job',
				source: MODULE_3,
			},
			{
				id: 'TEST-8',
				wording: 'A link made by hand in the profile widget stays, and reaches the ATS',
				source: MODULE_3,
			},
			{
				id: 'TEST-9',
				wording: 'The profile widget works signed out and signed in',
				source: MODULE_3,
			},
			{
				id: 'TEST-10',
				wording: 'An InMail that was sent and answered is seen in the ATS',
				source: MODULE_3,
			},
			{
				id: 'TEST-13',
				wording: 'The customer is told of exported people who closed their LinkedIn account',
				source: 'third-party paraphrase; LinkedIn reference §7, §13.2',
				undecided:
					'LinkedIn documents the resource of closed accounts, but not how to ask it, so nobody can show this without LinkedIn. Its partner engineer tells the query, which goes into the node; what the check proves is that people are found then whatever the form, and that a refusal does not count as an answer',
			},
		],
	},
	{
		title: 'Signing in (the rules of CRM Connect and of job posting)',
		rules: [
			{ id: 'CRM-001', wording: 'An access token is obtained', source: CRM },
			{ id: 'CRM-002', wording: 'A token that LinkedIn refuses is noticed', source: CRM },
			{ id: 'CRM-003', wording: 'A token is kept and used again while it lives', source: CRM },
			{ id: 'CRM-004', wording: 'A token that has expired is noticed', source: CRM },
			{ id: 'CRM-005', wording: 'A new token is obtained then, by itself', source: CRM },
			{
				id: 'JP-A-01',
				wording: 'Access tokens are not requested with GET',
				source: 'job-posting-cert-module1',
			},
			{ id: 'CRM-010', wording: 'Each customer has one application', source: CRM },
		],
	},
];
