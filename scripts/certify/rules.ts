/** One rule of LinkedIn's certification, in words of our own. */
export interface Rule {
	id: string;
	/** `null` where no public page shows what the rule says (LinkedIn reference §16.13). */
	wording: string | null;
	/** Where LinkedIn says it, as the LinkedIn reference names its sources. */
	source: string;
}

export interface RuleGroup {
	title: string;
	rules: readonly Rule[];
}

const MODULE_1 = 'rsc-cert-module1';
const MODULE_2 = 'rsc-cert-module2';
const MODULE_3 = 'rsc-cert-module3-orig';
const CRM = 'crm-connect-certification, by analogy';

const unseen = (...ids: string[]): Rule[] =>
	ids.map((id) => ({ id, wording: null, source: 'LinkedIn reference §16.13' }));

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
			...unseen('RSC-204'),
		],
	},
	{
		title: 'Later modules',
		rules: unseen(
			'RSC-301',
			'RSC-302',
			'RSC-303',
			'RSC-304',
			'RSC-305',
			'RSC-501',
			'RSC-502',
			'RSC-503',
			'RSC-504',
		),
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
