import { TABLES } from '../../src/state/tables';
import { PAGES_CREDENTIAL } from './formPages';
import { splitOut } from './ledger';
import {
	core,
	createTable,
	CREDENTIALS,
	own,
	route,
	rows,
	set,
	sticky,
	type TemplateNode,
	when,
} from './nodes';
import type { WorkflowDraft } from './workflow';

const BOTH = { ...CREDENTIALS.linkedIn, ...CREDENTIALS.smartRecruiters };
const LINKEDIN = { credentials: CREDENTIALS.linkedIn };

const STORED_MAP = "={{ $('Read Map').all().map((item) => item.json) }}";
/** The contracts that the settings name, or all that workflow 01 has connected. */
const CONTRACTS =
	"={{ $('Settings').first().json.contracts || $('Read Contracts').all().map((item) => item.json).filter((row) => (row.contract ?? '').startsWith('urn:li:contract:')).map(({ contract, name }) => ({ contract, name })) }}";

function respond(
	name: string,
	position: [number, number],
	respondWith: 'json' | 'text',
	body: string,
	options: { code?: number; contentType?: string } = {},
): TemplateNode {
	const { code, contentType } = options;
	return core(name, 'respondToWebhook', 1.5, position, {
		respondWith,
		responseBody: body,
		options: {
			...(code && { responseCode: code }),
			responseHeaders: {
				entries: [
					{ name: 'Cache-Control', value: 'no-store' },
					...(contentType ? [{ name: 'Content-Type', value: contentType }] : []),
				],
			},
		},
	});
}

const everyColumn = Object.fromEntries(
	Object.keys(TABLES.rsc_seats.columns).map((column) => [column, `={{ $json.${column} }}`]),
);

const nodes: TemplateNode[] = [
	sticky(
		'Read Me',
		[-700, -420],
		[620, 480],
		[
			'## RSC 02 Map People',
			'Says which SmartRecruiters user holds which Recruiter seat. InMails and notes of mapped seats come to SmartRecruiters (workflow 04).',
			'**Set up**',
			'1. Credentials: *LinkedIn RSC*, *SmartRecruiters*, and *RSC pages* (Basic Auth: make up a name and a password; who has them may open the page).',
			'2. Publish this workflow, and open the Production URL of *Open the Page* in a browser.',
			'3. Confirm the certain ones at once. For the others, start typing a name and choose. Close.',
			'You are not asked again until something changes. Come back whenever you like.',
			'**State:** Data Table `rsc_seats`. **Settings:** which contracts (empty: all that workflow 01 has connected), and how many days of the past a newly mapped seat brings.',
		].join('\n\n'),
		4,
	),
	sticky(
		'About the Report',
		[1900, -420],
		[420, 300],
		'### Weekly report\n\nEvery Monday the map is compared with what is. Put your mail or chat node behind *Report*: it gets `subject` and `text` (counts and what to do, no names). The names are in the items of *Find Drift*, output Changes.',
	),
	core(
		'Open the Page',
		'webhook',
		2,
		[-500, 140],
		{
			path: 'rsc-map-people',
			httpMethod: 'GET',
			authentication: 'basicAuth',
			responseMode: 'responseNode',
			options: {},
		},
		{ webhookId: '3f0c7a52-8f0e-4d0b-9a53-6f1c9f7d0a21', credentials: PAGES_CREDENTIAL },
	),
	own(
		'Render Page',
		'userMapper',
		[-240, 140],
		{ resource: 'page', operation: 'renderPage' },
		LINKEDIN,
	),
	respond('Show Page', [20, 140], 'text', '={{ $json.html }}', {
		contentType: 'text/html; charset=utf-8',
	}),
	core(
		'Page Asks',
		'webhook',
		2,
		[-500, 360],
		{
			path: 'rsc-map-people',
			httpMethod: 'POST',
			authentication: 'none',
			responseMode: 'responseNode',
			options: {},
		},
		{ webhookId: '7b1d2c84-52a6-4f3e-8c0e-1d9a4be0c735' },
	),
	own(
		'Check Key',
		'userMapper',
		[-240, 360],
		{ resource: 'page', operation: 'checkKey', mapKey: '={{ $json.body.key }}' },
		LINKEDIN,
	),
	respond('Refuse', [20, 480], 'json', '={{ { error: "The key is not valid." } }}', { code: 403 }),
	core('Every Monday', 'scheduleTrigger', 1.2, [-240, 620], {
		rule: {
			interval: [{ field: 'weeks', triggerAtDay: [1], triggerAtHour: 7, triggerAtMinute: 5 }],
		},
	}),
	set('Settings', [20, 300], { contracts: '', importDays: 730 }),
	createTable('rsc_contracts', [240, 300]),
	createTable('rsc_seats', [460, 300]),
	rows('Read Contracts', [620, 160], 'rsc_contracts', 'get', {
		filter: [['state', 'neq', 'refused']],
		executeOnce: true,
		alwaysOutputData: true,
	}),
	rows('Read Map', [760, 300], 'rsc_seats', 'get', { executeOnce: true, alwaysOutputData: true }),
	core('One Item', 'limit', 1, [760, 460], {}),
	route(
		'What For?',
		[980, 300],
		[
			['Report', "$('Every Monday').isExecuted"],
			[
				'Decide',
				"$('Page Asks').isExecuted && $('Page Asks').first().json.body.action === 'decide'",
			],
		],
		'Load',
	),
	own(
		'Find Drift',
		'userMapper',
		[1240, 0],
		{
			resource: 'mapping',
			operation: 'findDrift',
			contracts: CONTRACTS,
			storedMap: STORED_MAP,
		},
		{ credentials: BOTH },
	),
	when('Anything Changed?', [1480, 40], '$json.changed'),
	set('Report', [1720, 0], {
		subject: '={{ $json.subject }}',
		text: '={{ $json.text }}',
	}),
	own(
		'Apply Decisions',
		'userMapper',
		[1240, 240],
		{
			resource: 'page',
			operation: 'applyDecisions',
			decisions: "={{ $('Page Asks').first().json.body.decisions }}",
			storedMap: STORED_MAP,
			pageImportDays: "={{ $('Settings').first().json.importDays }}",
		},
		{ credentials: BOTH },
	),
	when('Anything to Keep?', [1480, 240], '$json.rows.length > 0'),
	splitOut('Each Row', [1720, 200], 'rows'),
	rows('Keep Row', [1940, 200], 'rsc_seats', 'upsert', {
		filter: { seat: '={{ $json.seat }}' },
		values: everyColumn,
	}),
	core('Kept', 'limit', 1, [2160, 200], {}),
	respond('Answer', [2380, 260], 'json', "={{ $('Apply Decisions').first().json.answer }}"),
	own(
		'Get Map',
		'userMapper',
		[1240, 460],
		{
			resource: 'page',
			operation: 'getMap',
			contracts: CONTRACTS,
			storedMap: STORED_MAP,
			pageImportDays: "={{ $('Settings').first().json.importDays }}",
		},
		{ credentials: BOTH },
	),
	respond('Give Map', [1480, 460], 'json', '={{ $json }}'),
];

/** Pages on which an admin maps seat holders to users, and a weekly look at what has changed. */
export const MAP_PEOPLE: WorkflowDraft = {
	id: 'rscMapPeople',
	name: 'RSC 02 Map People',
	file: '02-map-people',
	nodes,
	links: [
		['Open the Page', 'Render Page'],
		['Render Page', 'Show Page'],
		['Page Asks', 'Check Key'],
		['Check Key', 'Settings'],
		['Check Key', 1, 'Refuse'],
		['Every Monday', 'Settings'],
		['Settings', 'Create rsc_contracts'],
		['Create rsc_contracts', 'Create rsc_seats'],
		['Create rsc_seats', 'Read Contracts'],
		['Read Contracts', 'Read Map'],
		['Read Map', 'One Item'],
		['One Item', 'What For?'],
		['What For?', 'Find Drift'],
		['What For?', 1, 'Apply Decisions'],
		['What For?', 2, 'Get Map'],
		['Find Drift', 1, 'Anything Changed?'],
		['Anything Changed?', 'Report'],
		['Apply Decisions', 'Anything to Keep?'],
		['Anything to Keep?', 'Each Row'],
		['Anything to Keep?', 1, 'Answer'],
		['Each Row', 'Keep Row'],
		['Keep Row', 'Kept'],
		['Kept', 'Answer'],
		['Get Map', 'Give Map'],
	],
};
