import {
	createTable,
	CREDENTIALS,
	make,
	own,
	route,
	rows,
	runWorkflow,
	set,
	sticky,
	type TemplateNode,
	when,
} from '../nodes';
import { splitOut } from '../ledger';
import type { Link } from '../workflow';
import { ANOTHER, CURRENT_TEXT_VERSION, journeyPages, LEAVE, PRODUCTS, PROGRESS } from './pages';

const linkedIn = { credentials: CREDENTIALS.linkedIn };
const allOf = (name: string): string => `={{ $('${name}').all().map((item) => item.json) }}`;
const acknowledgement = {
	acknowledgedBy: "={{ $('Where Are We').first().json.acknowledgedBy }}",
	acknowledgedAt: "={{ $('Where Are We').first().json.acknowledgedAt }}",
	acknowledgedText: "={{ $('Where Are We').first().json.acknowledgedText }}",
};
/** The row of the contract that an item is about, as it is stored. */
const stored =
	"($('Read Contracts').all().find((row) => row.json.contract === $json.contract)?.json ?? {})";

const isPage = (page: string): string => `$json.page === '${page}'`;

/** From page to page: look up where somebody is, show that page, do what it asks for, look again. */
export const journeyNodes: TemplateNode[] = [
	sticky(
		'About',
		[-560, -460],
		[500, 560],
		`## Connect a contract

Pages for the admin of SmartRecruiters and Recruiter: acknowledge, add a contract, request access, switch it on, see how it goes.

**Before you publish it**
1. Choose the LinkedIn credential in the nodes with its mark.
2. Create a *Basic Auth* credential named **RSC pages**: user and password for the pages. Choose it in *Connect Page*, *Status Page* and *Try Again*.
3. In **Settings**, enter the address of the onboarding page (LinkedIn's window to choose a contract), and the name that LinkedIn's admin shall see.
4. Publish workflow 03, then this one.

**Addresses for the admin**
- connect: \`/form/rsc-connect\`
- how it is doing: \`/webhook/rsc-status\`

State is kept in the Data Table *rsc_contracts*: one can leave at any time, and doing something twice does no harm.`,
		5,
	),
	sticky(
		'About the pages',
		[1760, -520],
		[260, 1060],
		'### Pages\nTexts and fields can be edited. Which one comes is decided by *rsc_contracts* alone.',
	),
	...journeyPages,
	set('Settings', [200, 0], {
		onboardingPage: '',
		nameInRecruiter: 'SmartRecruiters',
	}),
	createTable('rsc_contracts', [400, 0]),
	runWorkflow('Check Status', [800, 0], '={{ $workflow.id }}', {
		executeOnce: true,
		alwaysOutputData: true,
	}),
	rows('Read Contracts', [1000, 0], 'rsc_contracts', 'get', {
		executeOnce: true,
		alwaysOutputData: true,
	}),
	own(
		'Where Are We',
		'contractActivate',
		[1200, 0],
		{ resource: 'statusPage', operation: 'getStep', contractRows: allOf('Read Contracts') },
		{ ...linkedIn, executeOnce: true },
	),
	when('LinkedIn Answers?', [1400, 0], "!$('Check Status').first().json.problem"),
	route(
		'Which Page',
		[1600, 0],
		['acknowledge', 'addContract', 'request', 'switchOn'].map((step) => [
			step,
			`$json.step === '${step}'`,
		]),
		'connected',
	),
	// Without an answer the week is over.
	when('Answered?', [2200, 0], 'Boolean($json.submittedAt)'),
	route(
		'What Now',
		[2400, 0],
		[
			['acknowledged', isPage('acknowledge')],
			['add another', `$json.next === '${ANOTHER}'`],
			['typed', `${isPage('addContract')} && /^\\D*\\d+\\D*$/.test($json.number ?? '')`],
			['nothing typed', isPage('addContract')],
			['request', isPage('request')],
			['leave', `['${LEAVE}', '${PROGRESS}'].includes($json.next)`],
		],
		'look again',
	),
	own(
		'Acknowledge Data Sharing',
		'contractActivate',
		[2600, -400],
		{
			resource: 'dataSharing',
			operation: 'acknowledge',
			textVersion: CURRENT_TEXT_VERSION,
			acknowledged: '={{ ($json.acknowledged ?? []).length > 0 }}',
			acknowledgedBy: "={{ [$json.name, $json.email].filter(Boolean).join(', ') }}",
		},
		{ ...linkedIn, onError: 'continueErrorOutput' },
	),
	rows('Keep Acknowledgement', [2800, -400], 'rsc_contracts', 'upsert', {
		filter: { contract: '={{ $json.organization }}' },
		values: {
			contract: '={{ $json.organization }}',
			organization: '={{ $json.organization }}',
			state: 'acknowledged',
			acknowledgedBy: '={{ $json.acknowledgedBy }}',
			acknowledgedAt: '={{ $json.acknowledgedAt }}',
			acknowledgedText: '={{ $json.acknowledgedText }}',
		},
	}),
	make(
		'Typed Contract',
		[2600, -200],
		`{ contract: 'urn:li:contract:' + $json.number.match(/\\d+/)[0], name: ($json.name ?? '').trim(), product: (${JSON.stringify(PRODUCTS)})[$json.product] ?? 'unknown' }`,
	),
	rows('Keep Typed Contract', [2800, -200], 'rsc_contracts', 'upsert', {
		filter: { contract: '={{ $json.contract }}' },
		values: {
			contract: '={{ $json.contract }}',
			organization: "={{ $('Where Are We').first().json.organization }}",
			name: `={{ $json.name || ${stored}.name || '' }}`,
			product: '={{ $json.product }}',
			state: `={{ ['', 'refused', 'disconnected'].includes(${stored}.state ?? '') ? 'chosen' : ${stored}.state }}`,
			whatToDo: '',
		},
	}),
	make('Nothing Came', [2600, -60], '{ added: 0 }'),
	make(
		'Sort Out',
		[2600, 200],
		`{ ticked: $('Where Are We').first().json.contracts.filter(({ toBeRequested, label }) => toBeRequested && ($json.chosen ?? []).includes(label)), unticked: $('Where Are We').first().json.contracts.filter(({ toBeRequested, label }) => toBeRequested && !($json.chosen ?? []).includes(label)) }`,
	),
	splitOut('Each Unticked', [2800, 100], 'unticked'),
	rows('Forget Unticked', [3000, 100], 'rsc_contracts', 'deleteRows', {
		filter: { contract: '={{ $json.contract }}' },
	}),
	splitOut('Each Ticked', [2800, 260], 'ticked'),
	own(
		'Ask LinkedIn',
		'contractActivate',
		[3000, 260],
		{
			resource: 'contract',
			operation: 'requestAccess',
			contracts: '={{ $json.contract }}',
			product: '={{ $json.product }}',
			namePrefix: "={{ $('Settings').first().json.nameInRecruiter }}",
			callbackUrl: '',
			viewers: 'ALL_PRODUCT_USERS',
			...acknowledgement,
		},
		{ ...linkedIn, onError: 'continueErrorOutput' },
	),
	rows('Keep Request', [3200, 180], 'rsc_contracts', 'update', {
		filter: { contract: '={{ $json.contract }}' },
		values: {
			state: 'requested',
			companyLevel: '={{ $json.companyLevel }}',
			contractLevel: '={{ $json.contractLevel }}',
			missing: "={{ $json.missing.join(', ') }}",
			whatToDo: '={{ $json.whatToDo }}',
			requestedAt: '={{ $now.toISO() }}',
			checkedAt: '={{ $json.checkedAt }}',
		},
	}),
	rows('Keep Refusal', [3400, 240], 'rsc_contracts', 'update', {
		filter: { contract: '={{ $json.contract }}' },
		values: {
			state: 'refused',
			missing: '',
			whatToDo: "={{ $json.reason + '. ' + $json.whatToDo }}",
			checkedAt: '={{ $now.toISO() }}',
		},
	}),
	rows('Keep Failure', [3600, 300], 'rsc_contracts', 'update', {
		filter: { state: 'chosen' },
		values: { whatToDo: "={{ [$json.error, $json.details].filter(Boolean).join(' ') }}" },
		executeOnce: true,
	}),
	rows('Read Results', [2800, 400], 'rsc_contracts', 'get', {
		executeOnce: true,
		alwaysOutputData: true,
	}),
	own(
		'What Became of It',
		'contractActivate',
		[3000, 400],
		{ resource: 'statusPage', operation: 'getStep', contractRows: allOf('Read Results') },
		{ ...linkedIn, executeOnce: true },
	),
];

const toPage: Link[] = [
	'Acknowledge',
	'Add a Contract',
	'Request Access',
	'Switch It On',
	'Connected',
].map((page, output) => ['Which Page', output, page]);

export const journeyLinks: Link[] = [
	['Connect Page', 'Settings'],
	['Settings', 'Create rsc_contracts'],
	['Create rsc_contracts', 'Check Status'],
	['Check Status', 'Read Contracts'],
	['Read Contracts', 'Where Are We'],
	['Where Are We', 'LinkedIn Answers?'],
	['LinkedIn Answers?', 'Which Page'],
	['LinkedIn Answers?', 1, 'LinkedIn Did Not Answer'],
	...toPage,
	...[
		'Acknowledge',
		'Add a Contract',
		'Request Access',
		'Switch It On',
		'Connected',
		'Requested',
		'LinkedIn Did Not Answer',
	].map((page): Link => [page, 'Answered?']),
	['Answered?', 'What Now'],
	['What Now', 0, 'Acknowledge Data Sharing'],
	['What Now', 1, 'Add a Contract'],
	['What Now', 2, 'Typed Contract'],
	['What Now', 3, 'Nothing Came'],
	['What Now', 4, 'Sort Out'],
	['What Now', 5, 'To the Status Page'],
	['What Now', 6, 'Check Status'],
	['Acknowledge Data Sharing', 'Keep Acknowledgement'],
	['Acknowledge Data Sharing', 2, 'Check Status'],
	['Keep Acknowledgement', 'Check Status'],
	['Typed Contract', 'Keep Typed Contract'],
	['Keep Typed Contract', 'Check Status'],
	['Nothing Came', 'Check Status'],
	['Sort Out', 'Each Unticked'],
	['Each Unticked', 'Forget Unticked'],
	['Sort Out', 'Each Ticked'],
	['Each Ticked', 'Ask LinkedIn'],
	['Ask LinkedIn', 'Keep Request'],
	['Ask LinkedIn', 1, 'Keep Refusal'],
	['Ask LinkedIn', 2, 'Keep Failure'],
	['Sort Out', 'Read Results'],
	['Read Results', 'What Became of It'],
	['What Became of It', 'Requested'],
];
