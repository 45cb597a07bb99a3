import {
	core,
	createTable,
	keepIf,
	make,
	node,
	own,
	rows,
	set,
	sticky,
	type TemplateNode,
	when,
} from '../nodes';
import { splitOut } from '../ledger';
import type { Link } from '../workflow';
import { ifConnected } from '../ifConnected';
import {
	every,
	ifStopped,
	LINKEDIN,
	notePause,
	ORGANIZATION,
	streamOf,
	writeThese,
} from './shared';

const TABLES = [
	'rsc_seats',
	'rsc_people',
	'rsc_activity',
	'rsc_parked',
	'rsc_contracts',
	'rsc_sync',
] as const;

/** Only a person, or something else that happens, can settle these. */
const WAITS_FOR_A_PERSON = '["REMOVE_BY_HAND", "CANNOT_LOOK", "CREATE_BLOCKED", "NO_PERSON"]';
const DUE_AGAIN = `Boolean($json.payload) && (Boolean($json.retryAskedAt) || (!${WAITS_FOR_A_PERSON}.includes($json.code) && Date.now() >= Date.parse($json.lastSeenAt) + Math.min(86400000, 900000 * 2 ** ($json.attempts ?? 0))))`;

/** From Recruiter to the note, of what happened in the last 24 hours; what was imported later does not count. */
const HOW_LONG =
	"((lags) => ({ count: lags.length, half: lags[Math.floor(lags.length / 2)] ?? 0, most: lags[Math.floor(lags.length * 0.95)] ?? 0 }))($('Read the Last Day').all().map((item) => item.json.lagSeconds).filter((lag) => typeof lag === 'number').sort((a, b) => a - b))";
const LAG_TEXT =
	"={{ $json.count === 0 ? 'Nothing new in the last 24 hours' : `Came over in the last 24 hours: half of them within ${Math.ceil($json.half / 60)} min of Recruiter, 95 of 100 within ${Math.ceil($json.most / 60)} min` }}";

/** What is new in Recruiter, and what is parked and due. */
export const readingNodes: TemplateNode[] = [
	sticky(
		'Read Me',
		[-1460, -160],
		[640, 720],
		[
			'## RSC 04 InMails and Notes',
			'What mapped seat holders write in Recruiter is on the candidate in SmartRecruiters: once, with author and time; edited and deleted when the original is.',
			'**Before:** connect a contract (workflow 01), map people (workflow 02).',
			'**Set up:** choose the credentials *LinkedIn RSC* and *SmartRecruiters*, enter the numbers of your contracts in *RSC Trigger*, publish. The SmartRecruiters credential needs messages_read and messages_write and the role of an administrator: SmartRecruiters shows notes to nobody else, and after a power cut this workflow looks before it writes again.',
			'**What is not certain is never written.** It waits in the Data Table `rsc_parked` with the reason and what to do, and is tried again by itself.',
			'**State:** `rsc_activity` (which note belongs to which event, and `lagSeconds`: how long it took from Recruiter to the note; the status page tells it for the last 24 hours), `rsc_people`, `rsc_parked`, `rsc_sync` (rows *activity*, *activityReconcile* and *import …*).',
			'**Settings:** how many days Reconcile covers (a start by hand reconciles at once), whether shared contact details fill gaps of candidates or create candidates.',
		].join('\n\n'),
		4,
	),
	sticky(
		'About Reading',
		[-760, -160],
		[1500, 130],
		'### 1. Read\n\nRSC Trigger brings what is new every 30 minutes; n8n forgets a poll whose run is killed, so once a day the last days are read again (Reconcile), at least back to the last one that came to its end, and what is missing is written. Every 30 minutes, what is parked and due is tried again.',
		7,
	),
	sticky(
		'About Pauses',
		[-1460, 600],
		[640, 240],
		'### Only while connected\n\nReading, writing and importing stop while the organization is not *connected* in `rsc_contracts`: before data sharing was acknowledged, when LinkedIn’s switch is off, after workflow 08. What RSC Trigger finds meanwhile is dropped, and that is noted in `rsc_sync`: once connected again, Reconcile comes within 30 minutes and reads the whole pause. RSC Trigger itself asks LinkedIn as long as this workflow is published.',
		3,
	),
	node(
		'RSC Trigger',
		'n8n-nodes-recruiter-system-connect.rscTrigger',
		1.1,
		[-720, -260],
		{
			trigger: 'polled',
			pollTimes: { item: [{ mode: 'everyX', value: 30, unit: 'minutes' }] },
			polledEvents: ['inMail', 'prospectNote', 'stub'],
			contracts: '',
			seatChoice: 'all',
			lookBackHours: 12,
		},
		LINKEDIN,
	),
	every('Every 30 Minutes', [-720, 0], { field: 'minutes', minutesInterval: 30 }),
	core('Start by Hand', 'manualTrigger', 1, [-720, 320], {}),
	set(
		'Settings',
		[-500, 180],
		{
			daysToReconcile: 3,
			fillGapsOfCandidates: true,
			createCandidates: false,
		},
		{ executeOnce: true },
	),
	own('Get Connection', 'historicalSync', [-340, 180], { operation: 'getConnection' }, LINKEDIN),
	...TABLES.map((table, at) => createTable(table, [-180 + at * 160, 180])),
	ifConnected('May Anything Go?', [780, 180], ORGANIZATION),
	rows('Note That It Works', [960, -420], 'rsc_sync', 'upsert', {
		filter: streamOf('activity', ORGANIZATION),
		values: {
			...streamOf('activity', ORGANIZATION),
			activity: 'Importing InMails and notes',
			message: '',
			heartbeatAt: '={{ $now.toUTC().toISO() }}',
		},
		executeOnce: true,
	}),
	when('Polled?', [960, -240], "$('RSC Trigger').isExecuted"),
	make(
		'What It Found',
		[1160, -240],
		"{ events: $('RSC Trigger').all().map((item) => ({ ...item.json, settings: $('Settings').first().json })) }",
	),
	splitOut('Each That It Found', [1360, -240], 'events'),
	core('In Parts', 'splitInBatches', 3, [1560, -240], { batchSize: 300, options: {} }),
	writeThese('Write a Part', [1780, -240]),
	rows('Read Parked', [960, 240], 'rsc_parked', 'get', {
		filter: [
			['organization', 'eq', ORGANIZATION],
			['recordKey', 'like', 'activity:%'],
		],
		executeOnce: true,
	}),
	keepIf('Due Again', [1120, 240], DUE_AGAIN),
	make(
		'As It Was Parked',
		[1280, 240],
		"{ ...JSON.parse($json.payload), organization: $json.organization, settings: $('Settings').first().json }",
	),
	writeThese('Try Again', [1440, 240]),
	rows('Read the Last Day', [960, 540], 'rsc_activity', 'get', {
		filter: [
			['organization', 'eq', ORGANIZATION],
			['state', 'eq', 'written'],
			['happenedAt', 'gte', '={{ new Date(Date.now() - 86400000).toISOString() }}'],
		],
		executeOnce: true,
		alwaysOutputData: true,
	}),
	make('How Long It Took', [1120, 540], HOW_LONG, { executeOnce: true }),
	rows('Tell How Long', [1280, 540], 'rsc_sync', 'upsert', {
		filter: streamOf('activity', ORGANIZATION),
		values: {
			...streamOf('activity', ORGANIZATION),
			done: '={{ $json.count }}',
			activity: LAG_TEXT,
		},
	}),
	ifStopped('Not Connected?', [780, 700], 'May Anything Go?'),
	rows('Say That It Waits', [960, 680], 'rsc_sync', 'upsert', {
		filter: streamOf('activity', ORGANIZATION),
		values: {
			...streamOf('activity', ORGANIZATION),
			activity: 'Waiting for the connection',
			message:
				'Nothing is read or written while the organization is not connected. Afterwards the pause is read as well.',
			heartbeatAt: '={{ $now.toUTC().toISO() }}',
		},
		executeOnce: true,
	}),
	notePause('Note the Pause', [960, 820], ORGANIZATION),
];

export const readingLinks: Link[] = [
	['RSC Trigger', 'Settings'],
	['Every 30 Minutes', 'Settings'],
	['Start by Hand', 'Settings'],
	['Settings', 'Get Connection'],
	['Get Connection', 'Create rsc_seats'],
	...TABLES.slice(1).map((table, at): Link => [`Create ${TABLES[at] ?? ''}`, `Create ${table}`]),
	['Create rsc_sync', 'May Anything Go?'],
	['May Anything Go?', 'Note That It Works'],
	['May Anything Go?', 'Polled?'],
	['Polled?', 'What It Found'],
	['What It Found', 'Each That It Found'],
	['Each That It Found', 'In Parts'],
	['In Parts', 1, 'Write a Part'],
	['Write a Part', 'In Parts'],
	['May Anything Go?', 'Read Last Reconcile'],
	['May Anything Go?', 'Read Parked'],
	['Read Parked', 'Due Again'],
	['Due Again', 'As It Was Parked'],
	['As It Was Parked', 'Try Again'],
	['May Anything Go?', 'Reconciled?'],
	['May Anything Go?', 'Read the Last Day'],
	['Read the Last Day', 'How Long It Took'],
	['How Long It Took', 'Tell How Long'],
	['Create rsc_sync', 'Not Connected?'],
	['Not Connected?', 'Say That It Waits'],
	['Not Connected?', 'Note the Pause'],
];
