import {
	core,
	createTable,
	CREDENTIALS,
	make,
	own,
	rows,
	runWorkflow,
	sticky,
	type TemplateNode,
	when,
} from '../nodes';
import { DISCONNECTED } from '../disconnect';
import type { Link } from '../workflow';

const linkedIn = { credentials: CREDENTIALS.linkedIn };
/** A contract's row, or the organization's, as it was before this check. */
const before = (contract: string): string =>
	`($('Known Contracts').all().find((row) => row.json.contract === ${contract})?.json ?? {})`;
const ORGANIZATION = "$('What Is Known').first().json.organization";
const anyConnected = "$('Get Status').all().some((item) => item.json.overall === 'connected')";
const wasConnected = (row: string): string =>
	`['connected', 'switchedOff'].includes(${row}.state ?? '')`;

/** Asks LinkedIn how far each requested contract is, keeps it, and does what follows from a change. */
export const checkNodes: TemplateNode[] = [
	sticky(
		'About checking',
		[-560, 840],
		[500, 260],
		'### Check\nCalled by the pages, every hour, and by a workflow with an *RSC Trigger* when LinkedIn says that something changed (*Execute Workflow*). One request for all contracts.\n\nThe first contract that is connected starts the history: workflow 03.',
	),
	sticky(
		'About alarms',
		[1960, 1280],
		[300, 240],
		'### Tell somebody\nA contract was connected, and is not any more. **Replace this node with mail or chat**: the item holds contract, missing, whatToDo.',
		3,
	),
	core('Check Now', 'executeWorkflowTrigger', 1.1, [0, 900], { inputSource: 'passthrough' }),
	core('Every Hour', 'scheduleTrigger', 1.2, [0, 1100], {
		rule: { interval: [{ field: 'hours', hoursInterval: 1 }] },
	}),
	createTable('rsc_contracts', [200, 1000], 'Ensure rsc_contracts'),
	rows('Known Contracts', [400, 1000], 'rsc_contracts', 'get', {
		executeOnce: true,
		alwaysOutputData: true,
	}),
	own(
		'What Is Known',
		'contractActivate',
		[600, 1000],
		{
			resource: 'statusPage',
			operation: 'getStep',
			contractRows: "={{ $('Known Contracts').all().map((item) => item.json) }}",
		},
		{ ...linkedIn, executeOnce: true },
	),
	make(
		'Requested Ones',
		[800, 1000],
		`Object.assign({}, $json, { contracts: $json.contracts.filter(({ state }) => !['chosen', 'refused', 'disconnected'].includes(state)).map(({ contract }) => contract) })`,
	),
	when('Any?', [1000, 1000], '$json.contracts.length > 0'),
	own(
		'Get Status',
		'contractActivate',
		[1200, 1000],
		{
			resource: 'contract',
			operation: 'getStatus',
			contracts: '={{ $json.contracts }}',
			acknowledgedBy: '={{ $json.acknowledgedBy }}',
			acknowledgedAt: '={{ $json.acknowledgedAt }}',
			acknowledgedText: '={{ $json.acknowledgedText }}',
		},
		{ ...linkedIn, onError: 'continueErrorOutput' },
	),
	rows('Keep Status', [1500, 880], 'rsc_contracts', 'update', {
		filter: { contract: '={{ $json.contract }}' },
		values: {
			state: `={{ $json.overall === 'connected' ? 'connected' : ${wasConnected(before('$json.contract'))} ? 'switchedOff' : 'waiting' }}`,
			companyLevel: '={{ $json.companyLevel }}',
			contractLevel: '={{ $json.contractLevel }}',
			missing: "={{ $json.missing.join(', ') }}",
			whatToDo: '={{ $json.whatToDo }}',
			connectedAt: `={{ ${before('$json.contract')}.connectedAt || ($json.overall === 'connected' ? $json.checkedAt : '') }}`,
			checkedAt: '={{ $json.checkedAt }}',
		},
	}),
	rows('Keep Company Level', [1500, 1060], 'rsc_contracts', 'update', {
		filter: { contract: `={{ ${ORGANIZATION} }}` },
		values: {
			state: `={{ ${anyConnected} ? 'connected' : ${wasConnected(before(ORGANIZATION))} ? 'switchedOff' : 'waiting' }}`,
			companyLevel: '={{ $json.companyLevel }}',
			connectedAt: `={{ ${before(ORGANIZATION)}.connectedAt || (${anyConnected} ? $json.checkedAt : '') }}`,
			checkedAt: '={{ $json.checkedAt }}',
		},
		executeOnce: true,
	}),
	when(
		'First Connected?',
		[1800, 1060],
		`${anyConnected} && ${before(ORGANIZATION)}.state !== 'connected'`,
	),
	createTable('rsc_sync', [2000, 1060], 'Ensure rsc_sync'),
	// After workflow 08 the whole history goes once more.
	rows('Begin Anew', [2200, 1060], 'rsc_sync', 'update', {
		filter: {
			organization: `={{ ${ORGANIZATION} }}`,
			message: DISCONNECTED,
		},
		values: { message: '', checkpoint: '', finishedAt: '', samples: '', resumeAtMs: 0 },
		executeOnce: true,
		alwaysOutputData: true,
	}),
	make('Start', [2400, 1060], '{ start: true }', { executeOnce: true }),
	// It also looks every minute by itself: not being able to call it does no harm.
	runWorkflow('Start the History', [2600, 1060], 'rscHistoricalSync', {
		wait: false,
		onError: 'continueRegularOutput',
	}),
	when(
		'Switched Off?',
		[1500, 1280],
		`$json.overall !== 'connected' && ${before('$json.contract')}.state === 'connected'`,
	),
	core('Tell the Admin', 'noOp', 1, [2060, 1360], {}),
	rows('Keep Loss', [1500, 1500], 'rsc_contracts', 'update', {
		filter: { contract: '={{ $json.contract }}' },
		values: {
			state: `={{ ${wasConnected(before('$json.contract'))} ? 'switchedOff' : 'refused' }}`,
			contractLevel: 'off',
			missing: '',
			whatToDo: "={{ $json.reason + '. ' + $json.whatToDo }}",
			checkedAt: '={{ $now.toISO() }}',
		},
	}),
	make(
		'The Problem',
		[1500, 1680],
		"{ problem: [$json.error, $json.details].filter(Boolean).join(' ') }",
		{ executeOnce: true },
	),
];

export const checkLinks: Link[] = [
	['Check Now', 'Ensure rsc_contracts'],
	['Every Hour', 'Ensure rsc_contracts'],
	['Ensure rsc_contracts', 'Known Contracts'],
	['Known Contracts', 'What Is Known'],
	['What Is Known', 'Requested Ones'],
	['Requested Ones', 'Any?'],
	['Any?', 'Get Status'],
	['Get Status', 'Keep Status'],
	['Get Status', 'Keep Company Level'],
	['Keep Company Level', 'First Connected?'],
	['First Connected?', 'Ensure rsc_sync'],
	['Ensure rsc_sync', 'Begin Anew'],
	['Begin Anew', 'Start'],
	['Start', 'Start the History'],
	['Get Status', 'Switched Off?'],
	['Switched Off?', 'Tell the Admin'],
	['Get Status', 1, 'Keep Loss'],
	['Get Status', 2, 'The Problem'],
];
