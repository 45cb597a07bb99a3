import { core, createTable, CREDENTIALS, own, rows, sticky, type TemplateNode } from '../nodes';
import type { Link } from '../workflow';
import { QUEUE_STREAM, USAGE_STREAM } from './receive';

const ORGANIZATION = "={{ $('Get Organization').first().json.organization }}";
/** LinkedIn counts by UTC, as far as anybody knows. */
const MONTH_START = '={{ Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), 1) }}';
const fullest =
	"$('Get Usage').all().map(({ json }) => json).sort((a, b) => (b.percent ?? -1) - (a.percent ?? -1) || b.used - a.used)[0]";

/** The count of the month, and what is too old to keep. */
export const measureNodes: TemplateNode[] = [
	sticky(
		'About the limit',
		[-620, 1320],
		[820, 200],
		'### 300 exports per seat and month\nLinkedIn does not tell how many are left. Once an hour, the exports that came here this month are counted, by seat where LinkedIn tells the seat, else all together. At 80 % the status page warns. Exports that never reached this workflow are missing in the count.',
	),
	core('Every Hour', 'scheduleTrigger', 1.2, [-560, 1600], {
		rule: { interval: [{ field: 'hours', hoursInterval: 1 }] },
	}),
	own(
		'Get Organization',
		'historicalSync',
		[-360, 1600],
		{ operation: 'getConnection' },
		{ credentials: CREDENTIALS.linkedIn },
	),
	createTable('rsc_exports', [-160, 1600], 'Ensure rsc_exports'),
	createTable('rsc_seats', [40, 1600], 'Ensure rsc_seats'),
	createTable('rsc_sync', [240, 1600], 'Ensure rsc_sync Again'),
	rows('Active Seats', [440, 1600], 'rsc_seats', 'get', {
		filter: { organization: ORGANIZATION, seatState: 'ACTIVE' },
		alwaysOutputData: true,
		executeOnce: true,
	}),
	rows('This Month', [640, 1600], 'rsc_exports', 'get', {
		filter: [
			['organization', 'eq', ORGANIZATION],
			['receivedAtMs', 'gte', MONTH_START],
		],
		alwaysOutputData: true,
		executeOnce: true,
	}),
	own('Get Usage', 'exportCandidate', [840, 1600], {
		operation: 'getUsage',
		activeSeats: "={{ $('Active Seats').all().filter(({ json }) => json.seat).length }}",
	}),
	rows('Save Usage', [1040, 1600], 'rsc_sync', 'upsert', {
		filter: { organization: ORGANIZATION, stream: USAGE_STREAM },
		values: {
			organization: ORGANIZATION,
			stream: USAGE_STREAM,
			done: `={{ ${fullest}.used }}`,
			total: `={{ ${fullest}.limit ?? 0 }}`,
			rejected: 0,
			activity: `={{ ${fullest}.of === 'seat' ? 'Exports of the busiest Recruiter seat this month' : 'Exports of all Recruiter seats this month' }}`,
			message: `={{ ${fullest}.warning }}`,
			heartbeatAt: '={{ $now.toISO() }}',
		},
		executeOnce: true,
	}),
	rows('Count the Month', [1240, 1600], 'rsc_sync', 'update', {
		filter: { organization: ORGANIZATION, stream: QUEUE_STREAM },
		values: {
			done: "={{ $('This Month').all().filter(({ json }) => json.state === 'exported').length }}",
			rejected: "={{ $('This Month').all().filter(({ json }) => json.state === 'review').length }}",
		},
		executeOnce: true,
		alwaysOutputData: true,
	}),
	rows('Forget Old Ones', [1440, 1600], 'rsc_exports', 'deleteRows', {
		filter: [
			['organization', 'eq', ORGANIZATION],
			['state', 'eq', 'exported'],
			['receivedAtMs', 'lt', '={{ Date.now() - 400 * 86400000 }}'],
		],
		executeOnce: true,
	}),
];

export const measureLinks: Link[] = [
	['Every Hour', 'Get Organization'],
	['Get Organization', 'Ensure rsc_exports'],
	['Ensure rsc_exports', 'Ensure rsc_seats'],
	['Ensure rsc_seats', 'Ensure rsc_sync Again'],
	['Ensure rsc_sync Again', 'Active Seats'],
	['Active Seats', 'This Month'],
	['This Month', 'Get Usage'],
	['Get Usage', 'Save Usage'],
	['Save Usage', 'Count the Month'],
	['Count the Month', 'Forget Old Ones'],
];
