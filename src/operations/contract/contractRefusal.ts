/** Why a contract, or what was asked for it, was not accepted. */
export type RefusalCode =
	| 'companyNotRequested'
	| 'contractNotRequested'
	| 'foreignContract'
	| 'foreignOrganization'
	| 'noContract'
	| 'notAContract'
	| 'notAccepted'
	| 'notAnswered'
	| 'notGranted'
	| 'notKept'
	| 'nothingRequested'
	| 'recruiterLite'
	| 'tooMany'
	| 'unreadable';

/** What an admin reads about each refusal, and what to do then. */
export const CONTRACT_REFUSALS: Readonly<
	Record<RefusalCode, { reason: string; whatToDo: string }>
> = {
	companyNotRequested: {
		reason: 'Nobody has requested the company level of this organization in LinkedIn’s widget',
		whatToDo:
			'Open the connect page, sign in to LinkedIn in the widget as a Recruiter admin, and request the company integrations. Then run this again.',
	},
	contractNotRequested: {
		reason: 'Nobody has requested this contract in LinkedIn’s widget',
		whatToDo:
			'Open the connect page, sign in to LinkedIn in the widget as a Recruiter admin, and choose this contract. Then run this again.',
	},
	foreignContract: {
		reason: 'The widget named this contract together with another organization',
		whatToDo:
			'Choose the contract again with a LinkedIn account of the organization in the credential.',
	},
	foreignOrganization: {
		reason: 'The widget named another organization than the credential',
		whatToDo:
			'Sign in to LinkedIn in the widget as an admin of the organization in the credential, or use the credential of that other organization.',
	},
	noContract: {
		reason: 'The widget named no contract',
		whatToDo: 'Choose a Recruiter contract in LinkedIn’s widget, or type its number.',
	},
	notAContract: {
		reason: 'This is not a Recruiter contract',
		whatToDo:
			'Enter the number of the contract as Recruiter shows it, for example 555000111, or urn:li:contract:555000111.',
	},
	notAccepted: {
		reason: 'LinkedIn did not accept the request for this contract',
		whatToDo:
			'Correct what is named here; a callback URL must be an HTTPS address that LinkedIn reaches, and used by no other customer. Otherwise run this again in a few minutes.',
	},
	notAnswered: {
		reason: 'LinkedIn did not report the state of this contract',
		whatToDo: 'The last known state is kept. Try again in a few minutes.',
	},
	notGranted: {
		reason: 'LinkedIn does not give this application access to the contract',
		whatToDo:
			'Check the number: the contract must belong to the organization in the credential, and be Recruiter Corporate or Recruiter Professional Services. Recruiter Lite has no Recruiter System Connect.',
	},
	notKept: {
		reason: 'LinkedIn answered with success, but does not show what was stored',
		whatToDo:
			'Run this again in a few minutes. If that does not help, report it with what is named here.',
	},
	nothingRequested: {
		reason: 'The widget called back without any integration',
		whatToDo:
			'Open LinkedIn’s widget again and request the integrations; closing it early requests nothing.',
	},
	recruiterLite: {
		reason: 'Recruiter Lite has no Recruiter System Connect',
		whatToDo:
			'Choose a Recruiter Corporate or Recruiter Professional Services contract, or ask LinkedIn to upgrade this one.',
	},
	tooMany: {
		reason: 'These are more contracts than one organization has',
		whatToDo: 'Add at most 50 at once and 200 in all; take those away that were added by mistake.',
	},
	unreadable: {
		reason: 'What the widget called back with cannot be read',
		whatToDo:
			'Pass on what LinkedIn’s widget gave to its callback, unchanged: JSON with integrationContext and integrationType.',
	},
};

/** One refused contract, as an item. */
export interface ContractRefusal {
	organization: string;
	/** Its URN; what was entered where that is none; empty where none was named. */
	contract: string;
	state: 'refused';
	code: RefusalCode;
	reason: string;
	whatToDo: string;
}

/** @param detail what exactly, for example a status; never personal data */
export function refuse(
	organization: string,
	contract: string,
	code: RefusalCode,
	detail?: string,
): ContractRefusal {
	const { reason, whatToDo } = CONTRACT_REFUSALS[code];
	return {
		organization,
		contract,
		state: 'refused',
		code,
		reason: detail ? `${reason} (${detail})` : reason,
		whatToDo,
	};
}
