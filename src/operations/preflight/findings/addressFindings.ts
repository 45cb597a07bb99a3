import type { Finding } from './Finding';

const N8N_ADDRESS =
	'Let n8n be reached by HTTPS on port 443, set the environment variable WEBHOOK_URL of n8n to that address, for example https://n8n.example.com/, and restart n8n.';

/** Whether the vendors reach n8n. */
export const ADDRESS_FINDINGS = {
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
} as const satisfies Record<string, Finding>;
