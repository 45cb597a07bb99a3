import type { Finding } from './Finding';

/** What is known of contracts and their seats. */
export const CONTRACT_FINDINGS = {
	contractNone: {
		level: 'look',
		says: 'No contract has been added yet, so its type is not known.',
		whatToDo:
			'Check in Recruiter that it is Recruiter Corporate or Recruiter Professional Services: the logo at its top left says "Recruiter", not "Recruiter Lite". Recruiter Lite has no Recruiter System Connect.',
	},
	contractLite: {
		level: 'stop',
		says: 'Contract {contracts} is Recruiter Lite, which has no Recruiter System Connect.',
		whatToDo:
			'Take it off the list on the connect page. Connect a Recruiter Corporate or Recruiter Professional Services contract, or ask LinkedIn to upgrade this one.',
	},
	contractNotGranted: {
		level: 'stop',
		says: 'LinkedIn does not give this application access to contract {contracts}.',
		whatToDo:
			'Check the number. The contract must belong to organization {organization}, and must not be Recruiter Lite.',
	},
	contractUnanswered: {
		level: 'look',
		says: 'LinkedIn gave no information about contract {contracts}.',
		whatToDo: 'Check again in a few minutes.',
	},
	contractUnsaid: {
		level: 'look',
		says: 'LinkedIn does not refuse contract {contracts}, but does not show its type.',
		whatToDo:
			'Check in Recruiter that it is Recruiter Corporate or Recruiter Professional Services: Recruiter Lite is refused later.',
	},
	contractFits: {
		level: 'ok',
		says: 'Contract {contracts}: the type that you named has Recruiter System Connect, and LinkedIn does not refuse it.',
		whatToDo: '',
	},
	seatsWork: {
		level: 'ok',
		says: 'Seat holders of contract {contracts} can be read.',
		whatToDo: '',
	},
	seatsRefused: {
		level: 'look',
		says: 'Seat holders of contract {contracts} cannot be read (status {status}).',
		whatToDo:
			'Without them nobody can be mapped, and no InMails and notes come. A Recruiter admin has to switch on the contract level of this contract.',
	},
} as const satisfies Record<string, Finding>;
