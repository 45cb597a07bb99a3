import { REASONS } from '../../src/sync/Deletion';
import { forgetPerson, keepPerson, noteDeletion, parkRejected, splitOut } from './ledger';
import {
	core,
	createTable,
	CREDENTIALS,
	own,
	rows,
	set,
	sticky,
	type TemplateNode,
	when,
} from './nodes';
import { SHARING_SETTINGS, sharingOf } from './sharing';
import { syncStream } from './syncStream';
import type { WorkflowDraft } from './workflow';

const BOTH = { credentials: { ...CREDENTIALS.linkedIn, ...CREDENTIALS.smartRecruiters } };
const SETTINGS = "$('Settings').first().json";
const EVENT = "$('What Happened').first().json";
const ORGANIZATION = "={{ $('Get Connection').first().json.organization }}";
const TOMBSTONES = `={{ ${EVENT}.deleted }}`;
const TABLES = ['rsc_sync', 'rsc_parked', 'rsc_deletions', 'rsc_people', 'rsc_contracts'] as const;

/** What every sending operation is told. */
const sending = {
	authentication: 'smartRecruitersOAuth2Api',
	jobVisibility: `={{ ${SETTINGS}.jobVisibility }}`,
	tombstones: TOMBSTONES,
	sharing: sharingOf(SETTINGS),
};

const sync = (name: string, parameters: Record<string, unknown>): TemplateNode =>
	own(name, 'historicalSync', [0, 0], parameters, BOTH);

const changes = syncStream({
	stream: 'changes',
	title: 'Changes',
	at: [1800, 400],
	due: "Boolean($('Read Backfill').first().json.finishedAt)",
	firstAtMs: '0',
	work: sync('Sync Changes', {
		resource: 'history',
		operation: 'syncChanges',
		...sending,
		changesCheckpoint:
			"={{ $('Read Changes').first().json.checkpoint || $('Read Backfill').first().json.checkpoint }}",
		changesOptions: {
			chunkSize: `={{ ${SETTINGS}.chunkSize }}`,
			timeLimit: `={{ ${SETTINGS}.timeLimitMinutes }}`,
			jobCheckDelay: `={{ ${SETTINGS}.jobCheckDelaySeconds }}`,
		},
	}),
	save: {
		activity: '={{ $json.activity }}',
		recordsPerMinute: '={{ $json.recordsPerMinute }}',
		boundBy: '={{ $json.boundBy }}',
		etaSeconds: '={{ $json.etaSeconds ?? 0 }}',
		requests: '={{ JSON.stringify($json.requests) }}',
		checkpoint: '={{ $json.checkpoint }}',
		startedAt: '={{ $json.startedAt }}',
		finishedAt: '={{ $json.finishedAt ?? "" }}',
		rejected: '={{ $json.rejected }}',
		message:
			'={{ $json.seesAudit === false ? "The SmartRecruiters credential may not see audit events: merges are found at night only." : "" }}',
		resumeAtMs: `={{ $json.done ? Date.now() + ${SETTINGS}.changesEveryMinutes * 60000 : $json.resumeAt ? Date.parse($json.resumeAt) : 0 }}`,
	},
});

const NEXT_NIGHT = `$now.startOf('day').plus({ days: 1, hours: ${SETTINGS}.nightHour }).toMillis()`;
const reconcile = syncStream({
	stream: 'reconcile',
	title: 'Reconciliation',
	at: [1800, 1000],
	due: "Boolean($('Read Backfill').first().json.finishedAt)",
	firstAtMs: NEXT_NIGHT,
	work: sync('Reconcile', {
		resource: 'history',
		operation: 'reconcile',
		...sending,
		repair: `={{ ${SETTINGS}.repair }}`,
		reconcileCheckpoint: "={{ $('Read Reconciliation').first().json.checkpoint }}",
		reconcileOptions: {
			timeLimit: `={{ ${SETTINGS}.timeLimitMinutes }}`,
			samplePercent: `={{ ${SETTINGS}.samplePercent }}`,
		},
	}),
	save: {
		activity:
			'={{ $json.state !== "done" ? "Comparing both sides" : $json.agree ? "Both sides agree" : "Both sides differed" }}',
		done: '={{ $json.candidates.linkedIn }}',
		total: '={{ $json.candidates.company }}',
		boundBy: '={{ $json.boundBy }}',
		checkpoint: '={{ $json.checkpoint }}',
		finishedAt: '={{ $json.state === "done" ? $now.toISO() : "" }}',
		message:
			'={{ $json.differences.length === 0 ? "" : `${$json.differences.length} differed: ` + $json.differences.slice(0, 20).map((one) => `${one.kind} ${one.recordId} ${one.difference}${one.fields.length > 0 ? " (" + one.fields.join(", ") + ")" : ""}`).join("; ") }}',
		resumeAtMs: `={{ $json.state === "done" ? ${NEXT_NIGHT} : $json.resumeAt ? Date.parse($json.resumeAt) : 0 }}`,
	},
});

const closedProfiles = syncStream({
	stream: 'closedProfiles',
	title: 'Closed Profiles',
	at: [1800, 1600],
	due: `${SETTINGS}.closedProfilesPath !== ''`,
	firstAtMs: '0',
	work: {
		...sync('Get Closed Profiles', {
			resource: 'record',
			operation: 'getClosedProfiles',
			endpointPath: `={{ ${SETTINGS}.closedProfilesPath }}`,
		}),
		credentials: CREDENTIALS.linkedIn,
		alwaysOutputData: true,
	},
	save: {
		activity: 'Asked LinkedIn which members closed their account',
		finishedAt: '={{ $now.toISO() }}',
		resumeAtMs: '={{ Date.now() + 7 * 86400000 }}',
	},
});

const nodes: TemplateNode[] = [
	sticky(
		'About',
		[-760, -520],
		[560, 560],
		'## Keep Recruiter up to date\n\nSmartRecruiters tells what happens, and LinkedIn holds it within a minute. Every hour what no webhook told is sent as well (bulk actions, merges), and every night both sides are compared and repaired.\n\n**Before you publish it**\n1. Let workflow 03 finish first: changes begin where it began.\n2. Choose the credentials (LinkedIn, SmartRecruiters). The SmartRecruiters credential needs the webhook scopes, and for merges and deletions *audit_events_read* with the administrator role.\n3. Use the same sharing rules in **Settings** as in workflow 03.\n4. Publish. n8n must be reachable from the internet: SmartRecruiters calls it.\n\n**Where to look**: Data Tables *rsc_sync* (rows *changes*, *reconcile*), *rsc_deletions* (what was deleted at LinkedIn, and what LinkedIn said), *rsc_parked*.\n\nTo let somebody back in who was deleted, delete their row in *rsc_deletions*.',
		5,
	),
	sticky(
		'About events',
		[1780, -560],
		[1300, 120],
		'### What SmartRecruiters tells\nThe record is read again and sent as it is now, so neither order nor repetition matters.',
	),
	sticky(
		'About the clock',
		[1780, 120],
		[1300, 120],
		'### What nobody tells\nOne bounded chunk a minute for each, in turn; a lease keeps each single. What was deleted and what was rejected is noted before the checkpoint is saved.',
	),
	own(
		'SmartRecruiters Trigger',
		'smartRecruitersTrigger',
		[-560, 120],
		{
			authentication: 'smartRecruitersOAuth2Api',
			events: [
				...['application.*', 'candidate.*', 'review.*'],
				...['job.created', 'job.updated', 'job.status.updated'],
				...['job.ad.created', 'job.ad.updated', 'job.ad.postings.updated'],
			],
		},
		{
			credentials: CREDENTIALS.smartRecruiters,
			webhookId: '5a7d0c1e-0600-4000-8000-000000000006',
		},
	),
	core('Every Minute', 'scheduleTrigger', 1.2, [-560, 300], {
		rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] },
	}),
	core('Start by Hand', 'manualTrigger', 1, [-560, 480], {}),
	core('n8n Starts', 'n8nTrigger', 1, [-560, 700], { events: ['init'] }),
	{ ...createTable('rsc_sync', [-360, 700], 'Ensure rsc_sync'), executeOnce: true },
	rows('Forget Leases', [-160, 700], 'rsc_sync', 'update', {
		filter: [['stream', 'neq', 'backfill']],
		values: { leaseOwner: '', leaseUntilMs: 0 },
	}),
	set('Settings', [-360, 300], {
		jobVisibility: 'PRIVATE_TO_ATS_INTEGRATION',
		changesEveryMinutes: 60,
		nightHour: 3,
		repair: true,
		samplePercent: 2,
		chunkSize: 1000,
		timeLimitMinutes: 5,
		jobCheckDelaySeconds: 300,
		closedProfilesPath: '',
		...SHARING_SETTINGS,
	}),
	own(
		'Get Connection',
		'historicalSync',
		[-160, 300],
		{ resource: 'history', operation: 'getConnection' },
		{ credentials: CREDENTIALS.linkedIn },
	),
	...TABLES.map((table, index) => createTable(table, [40 + index * 180, 300])),
	rows('Read Contract', [940, 300], 'rsc_contracts', 'get', {
		filter: { contract: ORGANIZATION },
		limit: 1,
		alwaysOutputData: true,
		executeOnce: true,
	}),
	when('Connected?', [1120, 300], "$json.state === 'connected' && Boolean($json.acknowledgedAt)"),
	rows('Read Deleted', [1300, 300], 'rsc_deletions', 'get', {
		filter: [
			['organization', 'eq', ORGANIZATION],
			['kind', 'eq', 'candidate'],
			['reason', 'neq', REASONS.withheld],
		],
		alwaysOutputData: true,
		executeOnce: true,
	}),
	set(
		'What Happened',
		[1480, 300],
		{
			event:
				"={{ $('SmartRecruiters Trigger').isExecuted ? $('SmartRecruiters Trigger').first().json.event : '' }}",
			subject:
				"={{ $('SmartRecruiters Trigger').isExecuted ? $('SmartRecruiters Trigger').first().json.subject : '' }}",
			candidateId:
				"={{ $('SmartRecruiters Trigger').isExecuted ? ($('SmartRecruiters Trigger').first().json.candidateId ?? '') : '' }}",
			jobId:
				"={{ $('SmartRecruiters Trigger').isExecuted ? ($('SmartRecruiters Trigger').first().json.jobId ?? '') : '' }}",
			applicationId:
				"={{ $('SmartRecruiters Trigger').isExecuted ? ($('SmartRecruiters Trigger').first().json.applicationId ?? '') : '' }}",
			reviewId:
				"={{ $('SmartRecruiters Trigger').isExecuted ? ($('SmartRecruiters Trigger').first().json.reviewId ?? '') : '' }}",
			deleted:
				"={{ JSON.stringify($('Read Deleted').all().map((row) => row.json.recordKey).filter(Boolean)) }}",
		},
		{ executeOnce: true },
	),
	when('Told by SmartRecruiters?', [1660, 300], "$json.event !== ''"),
	when('Candidate Deleted?', [1860, -380], "$json.event === 'candidate.deleted'"),
	own(
		'Delete Candidate',
		'historicalSync',
		[2100, -420],
		{
			resource: 'record',
			operation: 'deleteRecords',
			authentication: 'smartRecruitersOAuth2Api',
			recordType: 'candidate',
			recordIds: `={{ ${EVENT}.candidateId }}`,
			appliedJobIds: '',
			reason: REASONS.deleted,
		},
		BOTH,
	),
	when('Review Deleted?', [2060, -220], "$json.event === 'review.deleted'"),
	own(
		'Delete Feedback',
		'historicalSync',
		[2300, -260],
		{
			resource: 'record',
			operation: 'deleteRecords',
			authentication: 'smartRecruitersOAuth2Api',
			recordType: 'feedback',
			recordIds: `={{ ${EVENT}.reviewId }}`,
			applicationId: `={{ ${EVENT}.applicationId }}`,
			reason: REASONS.deleted,
		},
		BOTH,
	),
	own(
		'Sync Records',
		'historicalSync',
		[2300, -80],
		{
			resource: 'record',
			operation: 'syncRecords',
			...sending,
			applicationIds: `={{ ${EVENT}.subject === 'review' ? ${EVENT}.applicationId : '' }}`,
			candidateIds: `={{ ${EVENT}.candidateId }}`,
			jobIds: `={{ ${EVENT}.subject === 'job' ? ${EVENT}.jobId : '' }}`,
			recordsOptions: { timeLimit: 2 },
		},
		BOTH,
	),
	splitOut('Each Deletion by Records', [2500, -120], 'deletions'),
	noteDeletion('Note Deletions', [2740, -300]),
	forgetPerson('Forget People', [2920, -300]),
	parkRejected('Park Rejected', [2740, 0]),

	rows('Read Backfill', [1660, 560], 'rsc_sync', 'get', {
		filter: { organization: ORGANIZATION, stream: 'backfill' },
		limit: 1,
		alwaysOutputData: true,
	}),
	...changes.nodes,
	splitOut('Each Deletion by Changes', [2600, 240], 'deletions'),
	noteDeletion('Note Deletions by Changes', [2800, 240]),
	forgetPerson('Forget People Gone', [2980, 240]),
	parkRejected('Park Rejected Changes', [2800, 340]),

	...reconcile.nodes,
	splitOut('Each Deletion by Reconciliation', [2600, 800], 'deletions'),
	noteDeletion('Note Deletions by Reconciliation', [2800, 800]),
	splitOut('Each Match', [2600, 900], 'matches'),
	// Most are known from the night before: looking is much quicker than writing.
	rows('New Match?', [2700, 880], 'rsc_people', 'rowNotExists', {
		filter: {
			organization: '={{ $json.organization }}',
			person: '={{ $json.person }}',
			candidateId: '={{ $json.candidateId }}',
		},
	}),
	// LinkedIn recognises somebody else in the candidate by now.
	rows('Forget Other Matches', [2900, 860], 'rsc_people', 'deleteRows', {
		filter: [
			['organization', 'eq', '={{ $json.organization }}'],
			['candidateId', 'eq', '={{ $json.candidateId }}'],
			['person', 'neq', '={{ $json.person }}'],
			['knownBy', 'eq', 'match'],
		],
	}),
	keepPerson('Keep Matches', [2900, 900]),
	parkRejected('Park Rejected Repairs', [2800, 960]),

	...closedProfiles.nodes,
	rows('Find Candidate', [2600, 1500], 'rsc_people', 'get', {
		filter: { organization: ORGANIZATION, person: "={{ $json.person ?? 'nobody' }}" },
		limit: 1,
	}),
	rows('Tell of Closed Profile', [2800, 1500], 'rsc_parked', 'upsert', {
		filter: {
			organization: '={{ $json.organization }}',
			recordKey: '={{ "closedProfile:" + $json.candidateId }}',
		},
		values: {
			organization: '={{ $json.organization }}',
			recordKey: '={{ "closedProfile:" + $json.candidateId }}',
			kind: 'candidate',
			code: 'PROFILE_CLOSED',
			reason: 'This person has closed the LinkedIn account',
			whatToDo:
				'Decide whether you keep what came from LinkedIn. To delete them at LinkedIn as well, run RSC Historical Sync, Record, Delete, with this candidate.',
			lastSeenAt: '={{ $now.toISO() }}',
		},
	}),
];

export const KEEP_UP_TO_DATE: WorkflowDraft = {
	id: 'rscChanges',
	name: 'RSC 06 Keep Recruiter Up to Date',
	file: '06-keep-recruiter-up-to-date',
	nodes,
	links: [
		['SmartRecruiters Trigger', 'Settings'],
		['Every Minute', 'Settings'],
		['Start by Hand', 'Settings'],
		['n8n Starts', 'Ensure rsc_sync'],
		['Ensure rsc_sync', 'Forget Leases'],
		['Settings', 'Get Connection'],
		['Get Connection', 'Create rsc_sync'],
		['Create rsc_sync', 'Create rsc_parked'],
		['Create rsc_parked', 'Create rsc_deletions'],
		['Create rsc_deletions', 'Create rsc_people'],
		['Create rsc_people', 'Create rsc_contracts'],
		['Create rsc_contracts', 'Read Contract'],
		['Read Contract', 'Connected?'],
		['Connected?', 'Read Deleted'],
		['Read Deleted', 'What Happened'],
		['What Happened', 'Told by SmartRecruiters?'],
		['Told by SmartRecruiters?', 'Candidate Deleted?'],
		['Candidate Deleted?', 'Delete Candidate'],
		['Candidate Deleted?', 1, 'Review Deleted?'],
		['Review Deleted?', 'Delete Feedback'],
		['Review Deleted?', 1, 'Sync Records'],
		['Delete Candidate', 'Note Deletions'],
		['Delete Candidate', 1, 'Park Rejected'],
		['Delete Feedback', 'Note Deletions'],
		['Delete Feedback', 1, 'Park Rejected'],
		['Sync Records', 'Each Deletion by Records'],
		['Sync Records', 1, 'Park Rejected'],
		['Each Deletion by Records', 'Note Deletions'],
		['Note Deletions', 'Forget People'],
		['Told by SmartRecruiters?', 1, 'Read Backfill'],
		...[changes, reconcile, closedProfiles].flatMap(({ first, links }) => [
			...first.map((name): [string, string] => ['Read Backfill', name]),
			...links,
		]),
		['Sync Changes', 'Each Deletion by Changes'],
		['Sync Changes', changes.save],
		['Sync Changes', 1, 'Park Rejected Changes'],
		['Each Deletion by Changes', 'Note Deletions by Changes'],
		['Note Deletions by Changes', 'Forget People Gone'],
		['Reconcile', 'Each Deletion by Reconciliation'],
		['Reconcile', 'Each Match'],
		['Reconcile', reconcile.save],
		['Reconcile', 1, 'Park Rejected Repairs'],
		['Each Deletion by Reconciliation', 'Note Deletions by Reconciliation'],
		['Each Match', 'New Match?'],
		['New Match?', 'Forget Other Matches'],
		['New Match?', 'Keep Matches'],
		['Get Closed Profiles', 'Find Candidate'],
		['Get Closed Profiles', closedProfiles.save],
		['Find Candidate', 'Tell of Closed Profile'],
	],
};
