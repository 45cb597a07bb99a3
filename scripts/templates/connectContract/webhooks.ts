import { PAGES_CREDENTIAL } from '../formPages';
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
} from '../nodes';
import type { Link } from '../workflow';

const linkedIn = { credentials: CREDENTIALS.linkedIn };
const listOf = (name: string): string => `={{ $('${name}').all().map((item) => item.json) }}`;
const ORGANIZATION = "={{ $('Connection').first().json.organization }}";
/** How many parked records a page reads. */
const PARKED = 1000;

const json = (name: string, position: [number, number], body: string, code: number) =>
	core(name, 'respondToWebhook', 1.5, position, {
		respondWith: 'json',
		responseBody: body,
		options: { responseCode: code },
	});

const NO_STORE = [
	{ name: 'cache-control', value: 'no-store' },
	{ name: 'referrer-policy', value: 'no-referrer' },
	{ name: 'x-robots-tag', value: 'noindex' },
];

/** What the onboarding page sends: believed only with the key that the journey's page has given it. */
const chosenNodes: TemplateNode[] = [
	sticky(
		'About choosing',
		[-560, 1960],
		[500, 260],
		'### A contract was chosen in LinkedIn’s window\nThe onboarding page sends what LinkedIn gave it, with the key that the connect page put into its link. Without a key of today or yesterday nothing is read. What it names is only put on the list; the admin confirms it on the next page, and LinkedIn decides.',
	),
	core(
		'Contract Chosen',
		'webhook',
		2.1,
		[0, 2000],
		{
			httpMethod: 'POST',
			path: 'rsc-chosen',
			responseMode: 'responseNode',
			options: { allowedOrigins: '*' },
		},
		{ webhookId: '7c0d3a61-5b1f-4f0e-9a34-0c7b5f1e0102' },
	),
	own(
		'Check Key',
		'contractActivate',
		[200, 2000],
		{
			resource: 'statusPage',
			operation: 'checkKey',
			pageKey: '={{ $json.body.key ?? "" }}',
			purpose: 'chooseContract',
		},
		{ ...linkedIn, onError: 'continueErrorOutput' },
	),
	rows('Chosen Before', [400, 2000], 'rsc_contracts', 'get', {
		executeOnce: true,
		alwaysOutputData: true,
	}),
	own(
		'Who Acknowledged',
		'contractActivate',
		[600, 2000],
		{
			resource: 'statusPage',
			operation: 'getStep',
			contractRows: listOf('Chosen Before'),
		},
		{ ...linkedIn, executeOnce: true },
	),
	own(
		'Read the Choice',
		'contractActivate',
		[800, 1940],
		{
			resource: 'contract',
			operation: 'readWidgetResult',
			widgetResult: "={{ $('Contract Chosen').first().json.body.integrations ?? [] }}",
			acknowledgedBy: '={{ $json.acknowledgedBy }}',
			acknowledgedAt: '={{ $json.acknowledgedAt }}',
			acknowledgedText: '={{ $json.acknowledgedText }}',
		},
		{ ...linkedIn, onError: 'continueErrorOutput' },
	),
	rows('Keep Choice', [1040, 1940], 'rsc_contracts', 'upsert', {
		filter: { contract: '={{ $json.contract }}' },
		values: {
			contract: '={{ $json.contract }}',
			organization: '={{ $json.organization }}',
			name: `={{ $json.name || ${storedChoice('name')} || '' }}`,
			product: `={{ ${storedChoice('product')} || 'unknown' }}`,
			state: `={{ ['', 'refused', 'disconnected'].includes(${storedChoice('state')} ?? '') ? 'chosen' : ${storedChoice('state')} }}`,
			whatToDo: '',
		},
	}),
	json(
		'Tell What Was Added',
		[800, 2140],
		"={{ JSON.stringify({ added: $('Read the Choice').all(0).map((item) => ({ contract: item.json.contract, name: item.json.name ?? '' })), refused: $('Read the Choice').all(1).map((item) => ({ contract: item.json.contract, reason: item.json.reason, whatToDo: item.json.whatToDo })), problem: $('Read the Choice').all(2).map((item) => [item.json.error, item.json.details].filter(Boolean).join(' ')).join(' ') }) }}",
		200,
	),
	json(
		'Refuse Choice',
		[400, 2240],
		'={{ JSON.stringify({ added: [], refused: [], problem: [$json.error, $json.details].filter(Boolean).join(" ") }) }}',
		403,
	),
];

function storedChoice(column: string): string {
	return `($('Chosen Before').all().find((row) => row.json.contract === $json.contract)?.json ?? {}).${column}`;
}

/** The page on which everything can be seen. */
const statusNodes: TemplateNode[] = [
	sticky(
		'About the status page',
		[-560, 2480],
		[500, 200],
		'### Status page\nRead from the Data Tables at every call. A workflow that keeps a row of its own in *rsc_sync* shows here as well.',
	),
	core(
		'Status Page',
		'webhook',
		2.1,
		[0, 2560],
		{
			httpMethod: 'GET',
			path: 'rsc-status',
			authentication: 'basicAuth',
			responseMode: 'responseNode',
			options: {},
		},
		{ credentials: PAGES_CREDENTIAL, webhookId: '7c0d3a61-5b1f-4f0e-9a34-0c7b5f1e0103' },
	),
	own(
		'Connection',
		'historicalSync',
		[200, 2560],
		{ resource: 'history', operation: 'getConnection' },
		{ ...linkedIn },
	),
	createTable('rsc_contracts', [400, 2560], 'Contracts Are There'),
	createTable('rsc_sync', [600, 2560], 'Progress Is There'),
	createTable('rsc_parked', [800, 2560], 'Parked Are There'),
	createTable('rsc_seats', [1000, 2560], 'Seats Are There'),
	rows('Contracts', [1200, 2560], 'rsc_contracts', 'get', {
		executeOnce: true,
		alwaysOutputData: true,
	}),
	rows('Progress', [1400, 2560], 'rsc_sync', 'get', {
		filter: { organization: ORGANIZATION },
		executeOnce: true,
		alwaysOutputData: true,
	}),
	rows('Parked', [1600, 2560], 'rsc_parked', 'get', {
		filter: { organization: ORGANIZATION },
		limit: PARKED,
		newestBy: 'lastSeenAt',
		executeOnce: true,
		alwaysOutputData: true,
	}),
	rows('Seats', [1800, 2560], 'rsc_seats', 'get', {
		filter: { organization: ORGANIZATION },
		executeOnce: true,
		alwaysOutputData: true,
	}),
	own(
		'Render',
		'contractActivate',
		[2000, 2560],
		{
			resource: 'statusPage',
			operation: 'render',
			contractRows: listOf('Contracts'),
			syncRows: listOf('Progress'),
			parkedRows: listOf('Parked'),
			seatRows: listOf('Seats'),
			pageOptions: {
				connectLink: '../form/rsc-connect',
				retryLink: 'rsc-retry',
				parkedLimit: PARKED,
				updates: "={{ $('Status Page').first().json.query.updates !== 'off' }}",
			},
		},
		{ ...linkedIn, executeOnce: true },
	),
	core('Show', 'respondToWebhook', 1.5, [2200, 2560], {
		respondWith: 'text',
		responseBody: '={{ $json.html }}',
		options: {
			responseHeaders: {
				entries: [{ name: 'content-type', value: 'text/html; charset=utf-8' }, ...NO_STORE],
			},
		},
	}),
];

/** The button of the status page. */
const retryNodes: TemplateNode[] = [
	sticky(
		'About trying again',
		[-560, 2780],
		[500, 220],
		'### Try again\nUser and password are not enough: browsers send them along from any page. The status page adds a key that only it has. Records are marked, and workflow 03 tries them.',
	),
	core(
		'Try Again',
		'webhook',
		2.1,
		[0, 2820],
		{
			httpMethod: 'POST',
			path: 'rsc-retry',
			authentication: 'basicAuth',
			responseMode: 'responseNode',
			options: {},
		},
		{ credentials: PAGES_CREDENTIAL, webhookId: '7c0d3a61-5b1f-4f0e-9a34-0c7b5f1e0104' },
	),
	own(
		'Check Retry Key',
		'contractActivate',
		[200, 2820],
		{
			resource: 'statusPage',
			operation: 'checkKey',
			pageKey: '={{ $json.body.key ?? "" }}',
			purpose: 'retry',
		},
		{ ...linkedIn, onError: 'continueErrorOutput' },
	),
	rows('Mark for Retry', [400, 2820], 'rsc_parked', 'update', {
		filter: [
			['organization', 'eq', '={{ $json.organization }}'],
			// Nothing to send again: a person has to decide.
			['code', 'neq', 'PROFILE_CLOSED'],
		],
		values: { retryAskedAt: '={{ $now.toISO() }}' },
		alwaysOutputData: true,
	}),
	make('Start at Once', [600, 2820], '{ start: true }', { executeOnce: true }),
	runWorkflow('Start the Retry', [800, 2820], 'rscHistoricalSync', {
		wait: false,
		onError: 'continueRegularOutput',
		executeOnce: true,
	}),
	core(
		'Back to the Status Page',
		'respondToWebhook',
		1.5,
		[1000, 2820],
		{
			respondWith: 'redirect',
			redirectURL:
				"={{ $('Try Again').first().json.webhookUrl.replace(/rsc-retry$/, 'rsc-status') }}",
			options: { responseCode: 303 },
		},
		{ executeOnce: true },
	),
	core('Refuse Retry', 'respondToWebhook', 1.5, [400, 3020], {
		respondWith: 'text',
		responseBody:
			'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Not done</title><body style="font: 16px/1.5 system-ui, sans-serif; margin: 2rem"><h1>Not done</h1><p>The page was open for too long, or you came from elsewhere.</p><p><a href="rsc-status">Open the status page again</a>, and press the button there.</p></body></html>',
		options: {
			responseCode: 403,
			responseHeaders: {
				entries: [{ name: 'content-type', value: 'text/html; charset=utf-8' }, ...NO_STORE],
			},
		},
	}),
];

export const webhookNodes: TemplateNode[] = [...chosenNodes, ...statusNodes, ...retryNodes];

export const webhookLinks: Link[] = [
	['Contract Chosen', 'Check Key'],
	['Check Key', 'Chosen Before'],
	['Check Key', 2, 'Refuse Choice'],
	['Chosen Before', 'Who Acknowledged'],
	['Who Acknowledged', 'Read the Choice'],
	['Read the Choice', 'Keep Choice'],
	['Who Acknowledged', 'Tell What Was Added'],
	['Status Page', 'Connection'],
	['Connection', 'Contracts Are There'],
	['Contracts Are There', 'Progress Is There'],
	['Progress Is There', 'Parked Are There'],
	['Parked Are There', 'Seats Are There'],
	['Seats Are There', 'Contracts'],
	['Contracts', 'Progress'],
	['Progress', 'Parked'],
	['Parked', 'Seats'],
	['Seats', 'Render'],
	['Render', 'Show'],
	['Try Again', 'Check Retry Key'],
	['Check Retry Key', 'Mark for Retry'],
	['Check Retry Key', 2, 'Refuse Retry'],
	['Mark for Retry', 'Start at Once'],
	['Start at Once', 'Start the Retry'],
	['Start the Retry', 'Back to the Status Page'],
];
