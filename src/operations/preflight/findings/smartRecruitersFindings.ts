import type { Finding } from './Finding';

const OWN_INTEGRATION =
	'Two integrations double the indicators in Recruiter, the notes and the exports.';

/** What SmartRecruiters answers to the credential, what can be read with it, and whether its own integration is on. */
export const SMARTRECRUITERS_FINDINGS = {
	smartRecruitersWorks: {
		level: 'ok',
		says: 'SmartRecruiters accepts the credential. It belongs to {company}.',
		whatToDo: 'Neither vendor knows the other’s companies: check that this is the right one.',
	},
	smartRecruitersCompanyHidden: {
		level: 'look',
		says: 'SmartRecruiters accepts the credential, but does not say to which company it belongs.',
		whatToDo: 'Give the credential the scope company_read, so that you can see it here.',
	},
	smartRecruitersSignInRefused: {
		level: 'stop',
		says: 'SmartRecruiters does not accept the credential.',
		whatToDo:
			'Create a new one in SmartRecruiters (Settings › Apps & Integrations › Credentials), enter it in n8n, and save it. It is shown there only once.',
	},
	smartRecruitersLimit: {
		level: 'look',
		says: 'SmartRecruiters accepts no more requests at the moment ({limit}).',
		whatToDo: 'Check again in a minute. If this persists, another system uses the same credential.',
	},
	smartRecruitersSilent: {
		level: 'stop',
		says: 'SmartRecruiters cannot be reached from n8n ({reason}).',
		whatToDo:
			'Check that n8n may open HTTPS connections to api.smartrecruiters.com, and check again.',
	},
	readWorks: { level: 'ok', says: '{what} can be read.', whatToDo: '' },
	readRefused: {
		level: 'stop',
		says: '{what} cannot be read (status {status}).',
		whatToDo:
			'Give the SmartRecruiters credential the scope {scope} and a system role that sees them. Without it: {without}.',
	},
	readRefusedOptional: {
		level: 'look',
		says: '{what} cannot be read (status {status}).',
		whatToDo:
			'If you want it, give the SmartRecruiters credential the scope {scope} and a system role that sees them. Without it: {without}.',
	},
	readUntried: {
		level: 'look',
		says: '{what}: there is nothing in SmartRecruiters to try it on.',
		whatToDo: 'Check that the credential has the scope {scope}.',
	},
	readUnanswered: {
		level: 'look',
		says: '{what}: SmartRecruiters gave no usable answer ({reason}).',
		whatToDo: 'Check again in a few minutes. The scope that is needed is {scope}.',
	},
	writesUntried: {
		level: 'look',
		says: 'What will be written cannot be tried without writing.',
		whatToDo: 'Check that the SmartRecruiters credential has the scopes {scopes}.',
	},
	ownIntegrationOn: {
		level: 'stop',
		says: 'SmartRecruiters’ own LinkedIn integration was switched on on {date}.',
		whatToDo: `${OWN_INTEGRATION} Switch that one off first: in SmartRecruiters under Settings › Apps & Integrations › LinkedIn Recruiter System Connect, and in Recruiter the switches under its name. SmartRecruiters does not say when it was switched off.`,
	},
	ownIntegrationSaidOff: {
		level: 'ok',
		says: 'SmartRecruiters’ own LinkedIn integration was switched on on {date}; you say that it is off now.',
		whatToDo: '',
	},
	ownIntegrationNever: {
		level: 'ok',
		says: 'SmartRecruiters’ own LinkedIn integration was not switched on in the last {months} months.',
		whatToDo: '',
	},
	ownIntegrationHidden: {
		level: 'look',
		says: 'Whether SmartRecruiters’ own LinkedIn integration is on is not known: audit events cannot be read.',
		whatToDo: `${OWN_INTEGRATION} Look in SmartRecruiters under Settings › Apps & Integrations › LinkedIn Recruiter System Connect, and in Recruiter whether another integration of SmartRecruiters is switched on.`,
	},
} as const satisfies Record<string, Finding>;
