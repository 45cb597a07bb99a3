import {
	core,
	createTable,
	insertRow,
	make,
	keepIf,
	own,
	rows,
	sticky,
	type TemplateNode,
	when,
} from '../nodes';
import type { Link } from '../workflow';
import { ifConnected } from '../ifConnected';
import { forgetLeases, shortenLease } from '../leases';
import { every, LINKEDIN, OWN, streamOf, writeThese } from './shared';
import { WRITING } from './writing';

/** The lease of `rsc_sync`: one seat's past is read at a time. */
const IMPORTING = 'activityImport';
/** The row of `rsc_sync` that says how far the seat's past is. */
const PROGRESS = "={{ `import ${$('One at a Time').first().json.seat}` }}";
const CONNECTED = "={{ $('Get Connection Too').first().json.organization }}";

/** What seat holders did before they were mapped, a chunk a minute. */
export const importingNodes: TemplateNode[] = [
	sticky(
		'About the Past',
		[-760, 1840],
		[900, 130],
		'### 3. The past of seats that were mapped later\n\nOne chunk a minute, newest first; workflow 02 marks what is wanted. It goes on after a restart where it stood, and leaves half of LinkedIn’s daily limit to the reading above.',
		7,
	),
	every('Every Minute', [-720, 2000], { field: 'minutes', minutesInterval: 1 }),
	own(
		'Get Connection Too',
		'historicalSync',
		[-500, 2000],
		{ operation: 'getConnection' },
		LINKEDIN,
	),
	createTable('rsc_seats', [-300, 2000], 'Ensure rsc_seats'),
	createTable('rsc_people', [-300, 2160], 'Ensure rsc_people'),
	createTable('rsc_activity', [-300, 2320], 'Ensure rsc_activity'),
	createTable('rsc_parked', [-100, 2320], 'Ensure rsc_parked'),
	createTable('rsc_sync', [-100, 2160], 'Ensure rsc_sync'),
	createTable('rsc_contracts', [-100, 2000], 'Ensure rsc_contracts'),
	ifConnected('May the Past Come?', [60, 2000], CONNECTED),
	rows('Read Seats to Import', [200, 2000], 'rsc_seats', 'get', {
		filter: { organization: CONNECTED },
		executeOnce: true,
	}),
	keepIf(
		'Past Is Missing',
		[340, 2000],
		'Boolean($json.userId) && Boolean($json.importedFromMs) && ($json.importedUntilMs ?? 0) < Date.parse($json.mappedAt)',
	),
	core('One at a Time', 'limit', 1, [500, 2000], { maxItems: 1 }),
	rows('No Import Lease Yet?', [700, 1860], 'rsc_sync', 'rowNotExists', {
		filter: streamOf(IMPORTING, OWN),
	}),
	insertRow('First Import Lease', [900, 1860], 'rsc_sync', {
		organization: OWN,
		stream: IMPORTING,
		activity: '',
		checkpoint: '',
		leaseOwner: '',
		leaseUntilMs: 0,
		resumeAtMs: 0,
	}),
	rows('Take Import Lease', [700, 2000], 'rsc_sync', 'update', {
		filter: [
			['organization', 'eq', OWN],
			['stream', 'eq', IMPORTING],
			['leaseUntilMs', 'lt', '={{ Date.now() }}'],
		],
		values: { leaseOwner: '={{ $execution.id }}', leaseUntilMs: '={{ Date.now() + 1800000 }}' },
	}),
	rows('No Progress Yet?', [900, 2000], 'rsc_sync', 'rowNotExists', {
		filter: streamOf(PROGRESS, OWN),
	}),
	insertRow('First Progress', [1100, 1920], 'rsc_sync', {
		organization: OWN,
		stream: PROGRESS,
		activity: 'Starting',
		checkpoint: '',
		done: 0,
		resumeAtMs: 0,
		startedAt: '={{ $now.toUTC().toISO() }}',
		finishedAt: '',
	}),
	rows('Read Import', [900, 2140], 'rsc_sync', 'get', {
		filter: streamOf(PROGRESS, OWN),
		limit: 1,
	}),
	when('Not Before', [1100, 2140], '($json.resumeAtMs ?? 0) <= Date.now()'),
	own(
		'Get Past',
		'recruiterActivity',
		[1320, 2140],
		{
			operation: 'getMany',
			contract: "={{ $('One at a Time').first().json.contract }}",
			seat: { __rl: true, mode: 'id', value: "={{ $('One at a Time').first().json.seat }}" },
			kinds: ['stub', 'inMail', 'prospectNote'],
			// A seat that was mapped again after a pause: only the pause is missing, and the old import is over.
			from: "={{ new Date($('One at a Time').first().json.importedUntilMs ?? $('One at a Time').first().json.importedFromMs).toISOString() }}",
			checkpoint:
				"={{ $json.finishedAt && Date.parse($json.finishedAt) < Date.parse($('One at a Time').first().json.mappedAt) ? '' : $json.checkpoint }}",
			getManyOptions: {},
		},
		{ ...LINKEDIN, onError: 'continueErrorOutput' },
	),
	writeThese('Write the Past', [1560, 2040]),
	// What was left out because of a pause is read again.
	ifConnected('Was It Written?', [1560, 2180], CONNECTED),
	make('Its Progress', [1720, 2180], "$('Get Past').all(1)[0].json"),
	rows('Save Progress', [1880, 2180], 'rsc_sync', 'update', {
		filter: streamOf(PROGRESS, OWN),
		values: {
			checkpoint: '={{ $json.checkpoint }}',
			activity: '={{ $json.activity }}',
			done: '={{ $json.events }}',
			total: '={{ $json.calls + $json.callsLeft }}',
			requests: '={{ String($json.calls) }}',
			etaSeconds: '={{ $json.etaSeconds }}',
			boundBy: '={{ $json.boundBy }}',
			heartbeatAt: '={{ $now.toUTC().toISO() }}',
			resumeAtMs: '={{ $json.resumeAt ? Date.parse($json.resumeAt) : 0 }}',
			message: '',
			finishedAt: '={{ $json.done ? $now.toUTC().toISO() : "" }}',
		},
	}),
	when('All Imported?', [2040, 2180], "$('Get Past').all(1)[0].json.done"),
	rows('Mark as Imported', [2200, 2180], 'rsc_seats', 'update', {
		filter: { organization: OWN, seat: "={{ $('One at a Time').first().json.seat }}" },
		values: { importedUntilMs: "={{ Date.parse($('One at a Time').first().json.mappedAt) }}" },
	}),
	rows('Note Why It Stopped', [1560, 2340], 'rsc_sync', 'update', {
		filter: streamOf(PROGRESS, "={{ $('One at a Time').first().json.organization }}"),
		values: {
			activity: 'Stopped',
			message: '={{ `${$json.error ?? ""} ${$json.details ?? ""}`.trim() }}',
			resumeAtMs: '={{ Date.now() + 900000 }}',
		},
	}),
	rows('Release Import Lease', [900, 2480], 'rsc_sync', 'update', {
		filter: [
			['organization', 'eq', OWN],
			['stream', 'eq', IMPORTING],
			['leaseOwner', 'eq', '={{ $execution.id }}'],
		],
		values: { leaseOwner: '', leaseUntilMs: 0 },
		executeOnce: true,
	}),
	core('n8n Starts', 'n8nTrigger', 1, [-720, 2640], { events: ['init'] }),
	createTable('rsc_sync', [-500, 2640], 'Have rsc_sync'),
	// Read twice, it is written once all the same.
	forgetLeases('Forget Import Lease', [-300, 2560], [IMPORTING]),
	shortenLease('Shorten the Pen', [-300, 2720], WRITING),
];

export const importingLinks: Link[] = [
	['Every Minute', 'Get Connection Too'],
	['Get Connection Too', 'Ensure rsc_seats'],
	['Ensure rsc_seats', 'Ensure rsc_people'],
	['Ensure rsc_people', 'Ensure rsc_activity'],
	['Ensure rsc_activity', 'Ensure rsc_parked'],
	['Ensure rsc_parked', 'Ensure rsc_sync'],
	['Ensure rsc_sync', 'Ensure rsc_contracts'],
	['Ensure rsc_contracts', 'May the Past Come?'],
	['May the Past Come?', 'Read Seats to Import'],
	['Read Seats to Import', 'Past Is Missing'],
	['Past Is Missing', 'One at a Time'],
	['One at a Time', 'No Import Lease Yet?'],
	['No Import Lease Yet?', 'First Import Lease'],
	['One at a Time', 'Take Import Lease'],
	['Take Import Lease', 'No Progress Yet?'],
	['No Progress Yet?', 'First Progress'],
	['Take Import Lease', 'Read Import'],
	['Take Import Lease', 'Release Import Lease'],
	['Read Import', 'Not Before'],
	['Not Before', 'Get Past'],
	['Get Past', 0, 'Write the Past'],
	['Get Past', 1, 'Was It Written?'],
	['Was It Written?', 'Its Progress'],
	['Its Progress', 'Save Progress'],
	['Get Past', 2, 'Note Why It Stopped'],
	['Save Progress', 'All Imported?'],
	['All Imported?', 'Mark as Imported'],

	['n8n Starts', 'Have rsc_sync'],
	['Have rsc_sync', 'Forget Import Lease'],
	['Have rsc_sync', 'Shorten the Pen'],
];
