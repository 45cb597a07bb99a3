import { core, keepIf, make, own, rows, set, type TemplateNode, when } from '../nodes';
import type { Link } from '../workflow';
import { ifConnected } from '../ifConnected';
import { LINKEDIN, ORGANIZATION, RECONCILE, RECONCILED, streamOf, writeThese } from './shared';

/** Stands in the row while this run is at it. A pause overwrites it: then this run is not the one that read everything. */
const MARK = '={{ `Reading again, run ${$execution.id}` }}';
const LAST = "$('Read Last Reconcile').first().json";
/** At least back to the last Reconcile that came to its end, and half a day more. */
const FROM = `={{ new Date(Math.min(Date.now() - $('Settings').first().json.daysToReconcile * 86400000, (Date.parse(${LAST}.startedAt) || Date.now()) - 43200000)).toISOString() }}`;

/** Once a day, and after a pause: the last days of every mapped seat are read again. */
export const reconcilingNodes: TemplateNode[] = [
	rows('Read Last Reconcile', [960, 60], 'rsc_sync', 'get', {
		filter: streamOf(RECONCILE, ORGANIZATION),
		limit: 1,
		executeOnce: true,
		alwaysOutputData: true,
	}),
	when(
		'Reconcile Due?',
		[1120, 60],
		`$('Start by Hand').isExecuted || (!$('RSC Trigger').isExecuted && !($json.activity === '${RECONCILED}' && Date.parse($json.startedAt) > Date.now() - 86400000))`,
	),
	rows('Begin to Reconcile', [1280, 60], 'rsc_sync', 'upsert', {
		filter: streamOf(RECONCILE, ORGANIZATION),
		values: {
			...streamOf(RECONCILE, ORGANIZATION),
			activity: MARK,
			startedAt: '={{ $json.startedAt || $now.toUTC().toISO() }}',
		},
		executeOnce: true,
	}),
	rows('Read Mapped Seats', [1440, 60], 'rsc_seats', 'get', {
		filter: { organization: ORGANIZATION },
		executeOnce: true,
	}),
	keepIf('Mapped Ones', [1600, 60], 'Boolean($json.userId)'),
	set('What to Read', [1760, 60], {
		seat: '={{ $json.seat }}',
		contract: '={{ $json.contract }}',
		checkpoint: '',
		begunAt: '={{ $now.toUTC().toISO() }}',
		from: FROM,
	}),
	own(
		'Get Many',
		'recruiterActivity',
		[1920, 60],
		{
			operation: 'getMany',
			contract: '={{ $json.contract }}',
			seat: { __rl: true, mode: 'id', value: '={{ $json.seat }}' },
			kinds: ['stub', 'inMail', 'prospectNote'],
			from: '={{ $json.from ?? $now.toUTC().toISO() }}',
			checkpoint: '={{ $json.checkpoint }}',
			getManyOptions: {},
		},
		{ ...LINKEDIN, onError: 'continueErrorOutput' },
	),
	make('With Settings', [2160, -60], "{ ...$json, settings: $('Settings').first().json }"),
	writeThese('Write Them', [2380, -60]),
	when(
		'More Now?',
		[2160, 100],
		'!$json.done && $runIndex < 200 && (!$json.resumeAt || Date.parse($json.resumeAt) < Date.now() + 600000)',
	),
	core('Wait for the Limit', 'wait', 1.1, [2380, 100], {
		resume: 'timeInterval',
		amount:
			'={{ Math.max(0, Math.ceil((Date.parse($json.resumeAt ?? "") - Date.now()) / 1000)) || 0 }}',
		unit: 'seconds',
	}),
	when('Done With It?', [2380, 220], '$json.done'),
	rows('Note What Is Left', [2600, 220], 'rsc_sync', 'upsert', {
		filter: streamOf('activity', ORGANIZATION),
		values: {
			...streamOf('activity', ORGANIZATION),
			activity: 'Waiting for a limit',
			message: '={{ `Reading goes on after ${$json.resumeAt ?? "a while"} (${$json.boundBy}).` }}',
			heartbeatAt: '={{ $now.toUTC().toISO() }}',
		},
	}),
	rows('Note What Failed', [2160, 340], 'rsc_sync', 'upsert', {
		filter: streamOf('activity', ORGANIZATION),
		values: {
			...streamOf('activity', ORGANIZATION),
			activity: 'Reading failed',
			message: '={{ `${$json.error ?? ""} ${$json.details ?? ""}`.trim() }}',
			heartbeatAt: '={{ $now.toUTC().toISO() }}',
		},
	}),
	when(
		'Reconciled?',
		[960, 400],
		"$('What to Read').isExecuted && !$('Note What Failed').isExecuted && !$('Note What Is Left').isExecuted",
	),
	ifConnected('Still Connected?', [1120, 400], ORGANIZATION),
	rows('Note the Reconcile', [1280, 400], 'rsc_sync', 'update', {
		filter: { ...streamOf(RECONCILE, ORGANIZATION), activity: MARK },
		values: {
			activity: RECONCILED,
			startedAt: "={{ $('What to Read').first().json.begunAt }}",
			finishedAt: '={{ $now.toUTC().toISO() }}',
			heartbeatAt: '={{ $now.toUTC().toISO() }}',
		},
		executeOnce: true,
	}),
];

export const reconcilingLinks: Link[] = [
	['Read Last Reconcile', 'Reconcile Due?'],
	['Reconcile Due?', 'Begin to Reconcile'],
	['Begin to Reconcile', 'Read Mapped Seats'],
	['Read Mapped Seats', 'Mapped Ones'],
	['Mapped Ones', 'What to Read'],
	['What to Read', 'Get Many'],
	['Get Many', 0, 'With Settings'],
	['With Settings', 'Write Them'],
	['Get Many', 1, 'More Now?'],
	['Get Many', 2, 'Note What Failed'],
	['More Now?', 'Wait for the Limit'],
	['More Now?', 1, 'Done With It?'],
	['Done With It?', 1, 'Note What Is Left'],
	['Wait for the Limit', 'Get Many'],
	['Reconciled?', 'Still Connected?'],
	['Still Connected?', 'Note the Reconcile'],
];
