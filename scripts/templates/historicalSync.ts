import { RUN_STREAM } from '../../src/state/tables';
import { REASONS } from '../../src/sync/Deletion';
import { forgetLeases } from './leases';
import { noteDeletion, parkRejected, splitOut } from './ledger';
import { ifConnected } from './ifConnected';
import {
	core,
	createTable,
	CREDENTIALS,
	insertRow,
	own,
	rows,
	runWorkflow,
	set,
	sticky,
	type TemplateNode,
	when,
} from './nodes';
import { RETRY_STREAM, retryLinks, retryNodes } from './retryParked';
import { SHARING_SETTINGS, sharingOf } from './sharing';
import type { Link, WorkflowDraft } from './workflow';

const ORGANIZATION = "={{ $('Get Connection').first().json.organization }}";
/** As long as a chunk may take, and three minutes for a last wait and the storing. */
const lease = (settings: string): string =>
	`={{ Date.now() + (${settings}.timeLimitMinutes + 3) * 60000 }}`;
const run = { organization: ORGANIZATION, stream: RUN_STREAM };
/** The chunk's run, as long as the one who started it has the lease. */
const ownRun = {
	organization: "={{ $('One Chunk').first().json.organization }}",
	stream: RUN_STREAM,
	leaseOwner: "={{ $('One Chunk').first().json.owner }}",
};
const setting = (name: string): string => `={{ $('One Chunk').first().json.settings.${name} }}`;

/** Candidates that were deleted: they must not come back. */
const readDeleted = (
	name: string,
	position: [number, number],
	organization: string,
): TemplateNode =>
	rows(name, position, 'rsc_deletions', 'get', {
		filter: [
			['organization', 'eq', organization],
			['kind', 'eq', 'candidate'],
			['reason', 'neq', REASONS.withheld],
		],
		alwaysOutputData: true,
		executeOnce: true,
	});

/** All records done so far, now; the list is thinned when it has 120 points. */
const SAMPLES = `={{ JSON.stringify(((list) => list.length > 120 ? list.filter((_, at) => at % 2 === 0 || at === list.length - 1) : list)([...JSON.parse($('Read Checkpoint').first().json.samples || JSON.stringify([[Math.floor(Date.parse($json.startedAt) / 1000), 0]])), [Math.round(Date.now() / 1000), $json.streams.reduce((sum, one) => sum + one.done, 0)]])) }}`;

const nodes: TemplateNode[] = [
	sticky(
		'About',
		[-1120, -420],
		[480, 520],
		'## Historical sync\n\nSends the jobs, candidates and applications that SmartRecruiters already has to LinkedIn, once, in the background. Recruiter then shows who is in the ATS, and at which status.\n\n**Before you publish it**\n1. Choose the credentials in **Get Connection** and in **Backfill** (LinkedIn, SmartRecruiters).\n2. Look at **Settings**. Jobs are private unless you change that.\n3. Publish. It waits until a contract is connected (workflow 01: acknowledged, and switched on in Recruiter), then starts within a minute, and goes on by itself after a crash or a restart.\n\n**Where to look**: the status page of workflow 01, or the Data Tables *rsc_sync* (done, total, what binds, how long) and *rsc_parked* (records that LinkedIn refuses, and what to do).\n\nRun it by hand after it has finished, and it sends what changed since.',
		5,
	),
	sticky(
		'About the lease',
		[-600, -420],
		[760, 180],
		'### One at a time\nA row of *rsc_sync* is leased for three minutes more than a chunk may take, and renewed with every chunk. When n8n starts, the lease is forgotten: whoever held it is gone (or, in queue mode, cannot store anything any more).',
	),
	sticky(
		'About the acknowledgement',
		[180, -420],
		[420, 180],
		'### Nothing before the acknowledgement\n*May Anything Go?* ends the run unless *rsc_contracts* says that the organization is connected. It is asked again before each chunk.',
	),
	sticky(
		'About chunks',
		[-600, 420],
		[1400, 160],
		'### A chunk\nOne bounded piece of work, in an execution of its own, so that memory stays flat. Rejected records are parked first and the checkpoint is stored last: a crash repeats at most one chunk, and repeating does no harm.',
	),
	core('Every Minute', 'scheduleTrigger', 1.2, [-560, -200], {
		rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] },
	}),
	core('Start by Hand', 'manualTrigger', 1, [-560, -20], {}),
	set('Settings', [-360, -100], {
		jobVisibility: 'PRIVATE_TO_ATS_INTEGRATION',
		window: 'all',
		since: '',
		completeWithDetails: true,
		chunkSize: 1000,
		timeLimitMinutes: 5,
		jobCheckDelaySeconds: 300,
		...SHARING_SETTINGS,
	}),
	own(
		'Get Connection',
		'historicalSync',
		[-160, -100],
		{ resource: 'history', operation: 'getConnection' },
		{ credentials: CREDENTIALS.linkedIn },
	),
	createTable('rsc_contracts', [40, -100]),
	ifConnected('May Anything Go?', [240, -100], ORGANIZATION),
	createTable('rsc_sync', [440, -100]),
	createTable('rsc_parked', [640, -100]),
	createTable('rsc_deletions', [640, 80]),
	rows('No Run Yet?', [840, -200], 'rsc_sync', 'rowNotExists', { filter: run }),
	insertRow('First Row', [1040, -200], 'rsc_sync', {
		organization: ORGANIZATION,
		stream: RUN_STREAM,
		activity: 'Starting',
		checkpoint: '',
		finishedAt: '',
		message: '',
		samples: '',
		resumeAtMs: 0,
		leaseOwner: '',
		leaseUntilMs: 0,
	}),
	rows('Read Run', [840, 0], 'rsc_sync', 'get', { filter: run, limit: 1 }),
	when(
		'Anything to Do?',
		[1040, 0],
		"$('Start by Hand').isExecuted || (!$json.finishedAt && ($json.resumeAtMs ?? 0) <= Date.now())",
	),
	rows('Take Lease', [1240, -20], 'rsc_sync', 'update', {
		filter: [
			...Object.entries(run).map(([column, value]): [string, string, unknown] => [
				column,
				'eq',
				value,
			]),
			['leaseUntilMs', 'lt', '={{ Date.now() }}'],
		],
		values: {
			leaseOwner: '={{ $execution.id }}',
			leaseUntilMs: lease("$('Settings').first().json"),
			message: '',
		},
	}),
	core('Next Chunk', 'set', 3.4, [1440, -20], {
		assignments: {
			assignments: [
				{ id: 'organization', name: 'organization', value: ORGANIZATION, type: 'string' },
				{ id: 'owner', name: 'owner', value: '={{ $execution.id }}', type: 'string' },
				{
					id: 'settings',
					name: 'settings',
					value: "={{ $('Settings').first().json }}",
					type: 'object',
				},
			],
		},
		options: {},
	}),
	runWorkflow('Run Chunk', [1640, -20], '={{ $workflow.id }}', { alwaysOutputData: true }),
	when('Go On?', [1840, -20], '$json.state === "running" && $runIndex < 500'),
	rows('Release Lease', [2040, 60], 'rsc_sync', 'update', {
		filter: { ...run, leaseOwner: '={{ $execution.id }}' },
		values: { leaseOwner: '', leaseUntilMs: 0 },
	}),
	core('n8n Starts or Publishes', 'n8nTrigger', 1, [-560, 220], {
		events: ['init', 'activate', 'update'],
	}),
	createTable('rsc_sync', [-360, 220], 'Ensure rsc_sync'),
	forgetLeases(
		'Forget Leases',
		[-160, 160],
		[RUN_STREAM, RETRY_STREAM].map(
			(stream) =>
				`={{ $('n8n Starts or Publishes').first().json.event === "Instance started" ? "${stream}" : "none" }}`,
		),
	),
	core('Start at Once', 'noOp', 1, [-160, 300], {}),
	core('One Chunk', 'executeWorkflowTrigger', 1.1, [-560, 760], { inputSource: 'passthrough' }),
	// Workflow 01 calls as well, when a contract was connected.
	when('Only a Start?', [-360, 760], '$json.start === true'),
	ifConnected('May It Still Go?', [-160, 820], "={{ $('One Chunk').first().json.organization }}"),
	rows('Read Checkpoint', [40, 820], 'rsc_sync', 'get', { filter: ownRun, limit: 1 }),
	readDeleted('Read Deleted', [140, 980], "={{ $('One Chunk').first().json.organization }}"),
	own(
		'Backfill',
		'historicalSync',
		[240, 820],
		{
			resource: 'history',
			operation: 'backfill',
			authentication: 'smartRecruitersOAuth2Api',
			streams: ['jobs', 'candidates', 'applications'],
			window: setting('window'),
			since: setting('since'),
			jobVisibility: setting('jobVisibility'),
			checkpoint: "={{ $('Read Checkpoint').first().json.checkpoint }}",
			dryRun: false,
			sharing: sharingOf("$('One Chunk').first().json.settings"),
			tombstones:
				"={{ JSON.stringify($('Read Deleted').all().map((row) => row.json.recordKey).filter(Boolean)) }}",
			options: {
				chunkSize: setting('chunkSize'),
				timeLimit: setting('timeLimitMinutes'),
				details: setting('completeWithDetails'),
				jobCheckDelay: setting('jobCheckDelaySeconds'),
			},
		},
		{
			onError: 'continueErrorOutput',
			executeOnce: true,
			credentials: { ...CREDENTIALS.linkedIn, ...CREDENTIALS.smartRecruiters },
		},
	),
	splitOut('Each Deletion', [520, 440], 'deletions'),
	noteDeletion('Note Deletions', [720, 440]),
	parkRejected('Park Rejected', [520, 600]),
	splitOut('Each Stream', [520, 740], 'streams'),
	rows('Save Streams', [720, 740], 'rsc_sync', 'upsert', {
		filter: {
			organization: "={{ $('One Chunk').first().json.organization }}",
			stream: '={{ $json.stream }}',
		},
		values: {
			organization: "={{ $('One Chunk').first().json.organization }}",
			stream: '={{ $json.stream }}',
			done: '={{ $json.done }}',
			total: '={{ $json.total ?? 0 }}',
			rejected: '={{ $json.rejected }}',
			heartbeatAt: '={{ $now.toISO() }}',
		},
	}),
	rows('Save Checkpoint', [520, 880], 'rsc_sync', 'update', {
		filter: ownRun,
		values: {
			activity: '={{ $json.activity }}',
			recordsPerMinute: '={{ $json.recordsPerMinute }}',
			boundBy: '={{ $json.boundBy }}',
			etaSeconds: '={{ $json.etaSeconds ?? 0 }}',
			requests: '={{ JSON.stringify($json.requests) }}',
			checkpoint: '={{ $json.checkpoint }}',
			startedAt: '={{ $json.startedAt }}',
			finishedAt: '={{ $json.finishedAt ?? "" }}',
			heartbeatAt: '={{ $now.toISO() }}',
			message: '',
			samples: SAMPLES,
			resumeAtMs: '={{ $json.resumeAt ? Date.parse($json.resumeAt) : 0 }}',
			leaseUntilMs: lease("$('One Chunk').first().json.settings"),
		},
	}),
	set('Tell the State', [720, 880], { state: "={{ $('Backfill').first().json.state }}" }),
	rows('Note the Failure', [520, 1040], 'rsc_sync', 'update', {
		filter: ownRun,
		values: {
			activity: 'Stopped',
			message: '={{ [$json.error, $json.details].filter(Boolean).join(" ") }}',
			heartbeatAt: '={{ $now.toISO() }}',
			resumeAtMs: '={{ Date.now() + 600000 }}',
		},
	}),
	set('Tell the Failure', [720, 1040], { state: 'stopped' }),
	...retryNodes,
];

const links: Link[] = [
	['Every Minute', 'Settings'],
	['Start by Hand', 'Settings'],
	['Settings', 'Get Connection'],
	['Get Connection', 'Create rsc_contracts'],
	['Create rsc_contracts', 'May Anything Go?'],
	['May Anything Go?', 'Create rsc_sync'],
	['Create rsc_sync', 'Create rsc_parked'],
	['Create rsc_parked', 'Create rsc_deletions'],
	['Create rsc_deletions', 'No Run Yet?'],
	['Create rsc_deletions', 'Read Run'],
	['No Run Yet?', 'First Row'],
	['Read Run', 'Anything to Do?'],
	['Anything to Do?', 'Take Lease'],
	['Take Lease', 'Next Chunk'],
	['Next Chunk', 'Run Chunk'],
	['Run Chunk', 'Go On?'],
	['Go On?', 0, 'Next Chunk'],
	['Go On?', 1, 'Release Lease'],
	['n8n Starts or Publishes', 'Ensure rsc_sync'],
	['Ensure rsc_sync', 'Forget Leases'],
	['Ensure rsc_sync', 'Start at Once'],
	['Start at Once', 'Settings'],
	['One Chunk', 'Only a Start?'],
	['Only a Start?', 0, 'Settings'],
	['Only a Start?', 1, 'May It Still Go?'],
	['May It Still Go?', 'Read Checkpoint'],
	['Read Checkpoint', 'Read Deleted'],
	['Read Deleted', 'Backfill'],
	['Backfill', 0, 'Each Deletion'],
	['Each Deletion', 'Note Deletions'],
	['Backfill', 0, 'Each Stream'],
	['Backfill', 0, 'Save Checkpoint'],
	['Backfill', 1, 'Park Rejected'],
	['Backfill', 2, 'Note the Failure'],
	['Each Stream', 'Save Streams'],
	['Save Checkpoint', 'Tell the State'],
	['Note the Failure', 'Tell the Failure'],
	...retryLinks,
];

/** One backfill after another, each in bounded chunks; resumes by itself. */
export const HISTORICAL_SYNC: WorkflowDraft = {
	id: 'rscHistoricalSync',
	name: 'RSC 03 Historical Sync',
	file: '03-historical-sync',
	nodes,
	links,
};
