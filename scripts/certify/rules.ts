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
}

export interface RuleGroup {
	title: string;
	rules: readonly Rule[];
}

const MODULE_1 = 'rsc-cert-module1';
const MODULE_2 = 'rsc-cert-module2';
const MODULE_3 = 'rsc-cert-module3-orig';
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
const DELETION = 'LinkedIn reference §12: "Module 5" is about deletion';

/** LinkedIn's certification rules, as far as public pages show them (LinkedIn reference §13.2). */
export const RULE_GROUPS: readonly RuleGroup[] = [
	{
		title: 'Connecting',
		rules: [
			{
				id: 'RSC-101',
				wording:
					'A new customer asks for RSC; the admin finds the integration by its name in Recruiter and can switch it on',
				source: MODULE_1,
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
		],
	},
	{
		title: 'History',
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
		title: 'Export, profile and activity',
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
		title: 'Deletion',
		rules: [
			reading('RSC-501', 'A record that is deleted in the ATS is deleted at LinkedIn', DELETION),
			reading(
				'RSC-502',
				'When a customer stops, everything that was sent is deleted, and jobs are closed',
				DELETION,
			),
			reading(
				'RSC-503',
				'With an application go its stages, notes and interview feedback',
				DELETION,
			),
			reading(
				'RSC-504',
				'One person can be erased with everything that was sent about them, and stays erased',
				DELETION,
			),
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
					'LinkedIn publishes neither the address nor the form of its list of closed accounts, so nobody can show this without LinkedIn. Its partner engineer tells the address, which goes into the node; what the check proves is that people are found then whatever the form, and that without an address the node says so instead of reporting that nobody left',
			},
		],
	},
	{
		title: 'Signing in (the rules of CRM Connect)',
		rules: [
			{ id: 'CRM-001', wording: 'An access token is obtained', source: CRM },
			{ id: 'CRM-002', wording: 'A token that LinkedIn refuses is noticed', source: CRM },
			{ id: 'CRM-003', wording: 'A token is kept and used again while it lives', source: CRM },
			{ id: 'CRM-004', wording: 'A token that has expired is noticed', source: CRM },
			{ id: 'CRM-005', wording: 'A new token is obtained then, by itself', source: CRM },
			{ id: 'CRM-010', wording: 'Each customer has one application', source: CRM },
		],
	},
];
