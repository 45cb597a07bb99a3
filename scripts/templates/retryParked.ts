import { REASONS } from '../../src/sync/Deletion';
import { noteDeletion, splitOut } from './ledger';
import { CREDENTIALS, make, own, rows, sticky, type TemplateNode } from './nodes';
import { sharingOf } from './sharing';
import { syncStream } from './syncStream';
import type { Link } from './workflow';

/** Its row of `rsc_sync`. */
export const RETRY_STREAM = 'retry';
const ORGANIZATION = "={{ $('Get Connection').first().json.organization }}";
const SETTINGS = "$('Settings').first().json";
const ASKED = "$('Read Asked').all().map((row) => row.json)";
const idsOf = (kind: string): string =>
	`={{ ${ASKED}.filter((row) => row.kind === '${kind}').map((row) => row.recordKey) }}`;
/** How many at once; the others follow a minute later. */
const AT_ONCE = 200;

const retry = syncStream({
	stream: RETRY_STREAM,
	title: 'Retry',
	at: [840, -980],
	due: `${ASKED}.length > 0`,
	firstAtMs: '0',
	work: own(
		'Try Again',
		'historicalSync',
		[0, 0],
		{
			resource: 'record',
			operation: 'syncRecords',
			authentication: 'smartRecruitersOAuth2Api',
			jobVisibility: `={{ ${SETTINGS}.jobVisibility }}`,
			sharing: sharingOf(SETTINGS),
			tombstones:
				"={{ JSON.stringify($('Read Gone').all().map((row) => row.json.recordKey).filter(Boolean)) }}",
			candidateIds: idsOf('candidate'),
			applicationIds: idsOf('application'),
			jobIds: idsOf('job'),
			recordsOptions: { timeLimit: 5 },
		},
		{
			executeOnce: true,
			credentials: { ...CREDENTIALS.linkedIn, ...CREDENTIALS.smartRecruiters },
		},
	),
	save: {
		activity: 'Tried the records again that were set aside',
		done: `={{ ${ASKED}.length - $json.rejected }}`,
		total: `={{ ${ASKED}.length }}`,
		rejected: '={{ $json.rejected }}',
		finishedAt: '={{ $now.toISO() }}',
		resumeAtMs: 0,
	},
});

/** Parked records that somebody asked to try again, with the button of the status page or by setting retryAskedAt. */
export const retryNodes: TemplateNode[] = [
	sticky(
		'About trying again',
		[180, -1240],
		[560, 180],
		'### Try again\nParked records with *retryAskedAt* are read and sent once more. What LinkedIn takes leaves *rsc_parked*; what it refuses stays there, with the reason of now.',
	),
	rows('Read Asked', [440, -1000], 'rsc_parked', 'get', {
		filter: [
			['organization', 'eq', ORGANIZATION],
			['retryAskedAt', 'gte', '2000'],
		],
		limit: AT_ONCE,
		executeOnce: true,
	}),
	rows('Read Gone', [640, -1000], 'rsc_deletions', 'get', {
		filter: [
			['organization', 'eq', ORGANIZATION],
			['kind', 'eq', 'candidate'],
			['reason', 'neq', REASONS.withheld],
		],
		executeOnce: true,
		alwaysOutputData: true,
	}),
	...retry.nodes,
	splitOut('Each Deletion by Retry', [1640, -1200], 'deletions'),
	noteDeletion('Note Deletions by Retry', [1840, -1200]),
	rows('Park Again', [1640, -1320], 'rsc_parked', 'upsert', {
		filter: { organization: '={{ $json.organization }}', recordKey: '={{ $json.recordKey }}' },
		values: {
			organization: '={{ $json.organization }}',
			recordKey: '={{ $json.recordKey }}',
			kind: '={{ $json.kind }}',
			code: '={{ $json.code }}',
			reason: '={{ $json.reason }}',
			whatToDo: '={{ $json.whatToDo }}',
			lastSeenAt: '={{ $now.toISO() }}',
			retryAskedAt: '',
		},
	}),
	make('Asked Ones', [1640, -1080], `{ keys: ${ASKED}.map(({ recordKey }) => ({ recordKey })) }`, {
		executeOnce: true,
	}),
	splitOut('Each Asked One', [1840, -1080], 'keys'),
	// Those that were refused again are not asked for any more by now.
	rows('Take Away', [2040, -1080], 'rsc_parked', 'deleteRows', {
		filter: [
			['organization', 'eq', ORGANIZATION],
			['recordKey', 'eq', '={{ $json.recordKey }}'],
			['retryAskedAt', 'gte', '2000'],
		],
	}),
];

export const retryLinks: Link[] = [
	['Create rsc_deletions', 'Read Asked'],
	['Read Asked', 'Read Gone'],
	...retry.first.map((name): Link => ['Read Gone', name]),
	...retry.links,
	['Try Again', 1, 'Park Again'],
	['Try Again', 'Each Deletion by Retry'],
	['Each Deletion by Retry', 'Note Deletions by Retry'],
	['Try Again', 'Asked Ones'],
	['Asked Ones', 'Each Asked One'],
	['Each Asked One', 'Take Away'],
	['Try Again', retry.save],
];
