/** `ok`: nothing to do. `look`: a person should look, or it cannot be told from here. `stop`: it will not work like this. */
export type Level = 'ok' | 'look' | 'stop';

interface Finding {
	level: Level;
	/** What was found; `{name}` stands for a fact of the line. */
	says: string;
	/** What to do about it; empty when there is nothing to do. */
	whatToDo: string;
}

const N8N_ADDRESS =
	'Let n8n be reached by HTTPS on port 443, set the environment variable WEBHOOK_URL of n8n to that address, for example https://n8n.example.com/, and restart n8n.';
const OWN_INTEGRATION =
	'Two integrations double the indicators in Recruiter, the notes and the exports.';

/** Everything that Preflight can find, with what an admin reads. Texts alone: code asks for the name and the level. */
export const FINDINGS = {
	linkedInWorks: {
		level: 'ok',
		says: 'LinkedIn accepts the credential, and gives it access to organization {organization}.',
		whatToDo: '',
	},
	linkedInSignInRefused: {
		level: 'stop',
		says: 'LinkedIn does not accept the client ID and client secret.',
		whatToDo:
			'Copy both again from the customer’s application in LinkedIn’s developer portal into the credential LinkedIn RSC, and save it.',
	},
	linkedInForeignOrganization: {
		level: 'stop',
		says: 'LinkedIn does not let this application act for organization {organization}.',
		whatToDo:
			'Check "Organization" in the credential LinkedIn RSC. It must be the company for which LinkedIn has approved this application for Recruiter System Connect.',
	},
	linkedInVersionRetired: {
		level: 'stop',
		says: 'LinkedIn has retired API version {version}.',
		whatToDo: 'Choose a newer "API Version" in the credential LinkedIn RSC.',
	},
	linkedInNotFound: {
		level: 'stop',
		says: 'LinkedIn does not know the address that was asked ({status}).',
		whatToDo: 'Check "API Base URL" and "API Generation" in the credential LinkedIn RSC.',
	},
	linkedInRefused: {
		level: 'stop',
		says: 'LinkedIn refuses to show how the organization is integrated (status {status}).',
		whatToDo:
			'Check "API Generation" and "API Version" in the credential LinkedIn RSC. If they are as LinkedIn told you, show LinkedIn this status.',
	},
	linkedInLimit: {
		level: 'look',
		says: 'LinkedIn accepts no more requests at the moment ({limit}).',
		whatToDo:
			'Check again later. If nothing of yours has asked LinkedIn, another system uses the same application.',
	},
	linkedInSilent: {
		level: 'stop',
		says: 'LinkedIn cannot be reached from n8n ({reason}).',
		whatToDo:
			'Check that n8n may open HTTPS connections to api.linkedin.com and www.linkedin.com, and check again.',
	},
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
	addressRight: {
		level: 'ok',
		says: 'n8n’s address is {address}: HTTPS, and not on this machine.',
		whatToDo: '',
	},
	addressSandbox: {
		level: 'ok',
		says: 'n8n’s address is {address}. LinkedIn is a sandbox on the same machine, which reaches it.',
		whatToDo: '',
	},
	addressLocal: {
		level: 'stop',
		says: 'n8n’s address is {address}, which cannot be reached from outside this machine.',
		whatToDo: N8N_ADDRESS,
	},
	addressPrivate: {
		level: 'stop',
		says: 'n8n’s address is {address}, which is inside a private network. The vendors cannot reach it.',
		whatToDo: N8N_ADDRESS,
	},
	addressPlain: {
		level: 'stop',
		says: 'n8n’s address is {address}, without HTTPS. LinkedIn and SmartRecruiters call HTTPS addresses only.',
		whatToDo: N8N_ADDRESS,
	},
	addressPort: {
		level: 'stop',
		says: 'n8n’s address is {address}. LinkedIn calls port 443 or 80 only.',
		whatToDo: N8N_ADDRESS,
	},
	addressTunnel: {
		level: 'stop',
		says: 'n8n’s address is {address}. LinkedIn accepts no ngrok addresses.',
		whatToDo: N8N_ADDRESS,
	},
	addressUnknown: {
		level: 'look',
		says: 'n8n did not give its own address.',
		whatToDo: 'Check that WEBHOOK_URL is the HTTPS address under which the vendors reach n8n.',
	},
	publicAnswers: {
		level: 'ok',
		says: 'Behind {host} is an n8n: it was asked under its own public address.',
		whatToDo: '',
	},
	publicSilent: {
		level: 'look',
		says: 'n8n gets no answer from itself under {host}.',
		whatToDo:
			'Many networks do not let a server call its own public address. Open the address of this page on a phone without Wi-Fi: if it asks for the password, the vendors reach n8n.',
	},
	publicOther: {
		level: 'look',
		says: 'Something other than n8n’s webhooks answers under {host} (status {status}).',
		whatToDo:
			'Check WEBHOOK_URL, and that the proxy forwards everything below /webhook/, without a sign-in of its own.',
	},
	callbackNone: {
		level: 'look',
		says: 'LinkedIn has no address for its notifications yet, so it has not asked whether n8n answers.',
		whatToDo:
			'Nothing for now: workflow 05, once published, stores it when access is requested, and LinkedIn then sends its challenge. Check again after that.',
	},
	callbackAnswers: {
		level: 'ok',
		says: 'LinkedIn’s challenge is answered as LinkedIn requires, under the address that LinkedIn has.',
		whatToDo: '',
	},
	callbackForeign: {
		level: 'stop',
		says: 'LinkedIn sends its notifications to {host}, which is not this n8n.',
		whatToDo:
			'LinkedIn has one address for each customer: another system is connected with this application. Switch it off there first; then switch on "Take Over" in the RSC Trigger of workflow 05, and publish it.',
	},
	callbackSilent: {
		level: 'stop',
		says: 'LinkedIn’s challenge gets no answer within 3 seconds.',
		whatToDo:
			'Publish workflow 05 again. If n8n merely cannot call its own public address, and exports do arrive, nothing is wrong.',
	},
	callbackWrong: {
		level: 'stop',
		says: 'LinkedIn’s challenge is answered with status {status}.',
		whatToDo: 'Unpublish workflow 05 and publish it again.',
	},
	callbackNoJson: {
		level: 'stop',
		says: 'LinkedIn’s challenge is answered with something other than JSON.',
		whatToDo:
			'Something in front of n8n answers in its place: let the proxy forward everything below /webhook/.',
	},
	callbackOtherSecret: {
		level: 'stop',
		says: 'LinkedIn’s challenge is answered with another client secret.',
		whatToDo:
			'Select the same credential LinkedIn RSC in the RSC Trigger of workflow 05 and here, and publish workflow 05 again.',
	},
	callbackUntold: {
		level: 'look',
		says: 'LinkedIn could not be asked where it sends its notifications.',
		whatToDo: 'It is asked again with the next check.',
	},
	handshakeNone: {
		level: 'look',
		says: 'SmartRecruiters has no webhook of this n8n yet, so it has not tried to reach it.',
		whatToDo:
			'Nothing for now: publishing workflow 06 makes it, and SmartRecruiters then calls n8n from outside. Check again after that.',
	},
	handshakeDone: {
		level: 'ok',
		says: 'SmartRecruiters has called this n8n from outside, and got the right answer ({count} active).',
		whatToDo: '',
	},
	handshakeOpen: {
		level: 'stop',
		says: 'SmartRecruiters has a webhook of this n8n that is not active: its handshake failed.',
		whatToDo:
			'SmartRecruiters must reach n8n’s address from outside. When it does, unpublish workflow 06 and publish it again.',
	},
	handshakeFailing: {
		level: 'stop',
		says: 'The last call of SmartRecruiters to this n8n failed ({date}).',
		whatToDo:
			'Check that n8n is reached from outside under its address. What was missed is caught up by Sync Changes every hour.',
	},
	clockRight: {
		level: 'ok',
		says: 'n8n’s clock agrees with that of {vendor} ({seconds} s apart).',
		whatToDo: '',
	},
	clockOff: {
		level: 'stop',
		says: 'n8n’s clock and that of {vendor} are {seconds} s apart.',
		whatToDo:
			'Synchronise the clock of the machine on which n8n runs with a time server (NTP). Changes would be missed, and signed calls refused as too old.',
	},
	clockUntold: {
		level: 'look',
		says: '{vendor} did not state the time.',
		whatToDo:
			'Check that the clock of the machine on which n8n runs is synchronised with a time server.',
	},
	tablesReady: {
		level: 'ok',
		says: 'n8n’s Data Tables are switched on, and accept rows.',
		whatToDo: '',
	},
	tablesEmpty: {
		level: 'ok',
		says: 'n8n’s Data Tables are switched on. The first table is made by the first step.',
		whatToDo: '',
	},
	tablesOff: {
		level: 'stop',
		says: 'n8n’s Data Tables cannot be used.',
		whatToDo:
			'Save this workflow. Then check that the Data Tables module of n8n is on (N8N_DISABLED_MODULES must not name data-table), and that this n8n is not a read-only instance.',
	},
	tablesFull: {
		level: 'stop',
		says: 'n8n’s Data Tables accept no more rows.',
		whatToDo:
			'They are probably full: delete tables that nobody needs, or set N8N_DATA_TABLES_MAX_SIZE_BYTES higher (200 MB by default), and restart n8n.',
	},
	tablesFilling: {
		level: 'look',
		says: '{reason}.',
		whatToDo: '{advice}',
	},
	tablesDamaged: {
		level: 'stop',
		says: 'What is kept in n8n’s Data Tables cannot be read. {reason}.',
		whatToDo: '{advice}',
	},
	versionUntold: {
		level: 'look',
		says: 'n8n does not tell nodes its version. This package is tested on n8n {tried}.',
		whatToDo: 'Look in n8n under Help › About n8n. Update it if it is older.',
	},
	workersUntold: {
		level: 'look',
		says: 'This page was made by one process of n8n, which has the package. Whether there are others cannot be seen from inside.',
		whatToDo:
			'In queue mode (EXECUTIONS_MODE=queue), every worker needs the package: the log of one without it says "Unrecognized node type". Put the package into the image, or set N8N_REINSTALL_MISSING_PACKAGES=true on each. With one n8n there is nothing to do.',
	},
} as const satisfies Record<string, Finding>;

export type FindingCode = keyof typeof FINDINGS;
