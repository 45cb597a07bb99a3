import {
	core,
	createTable,
	CREDENTIALS,
	insertRow,
	make,
	node,
	own,
	rows,
	runWorkflow,
	set,
	sticky,
	type TemplateNode,
	when,
} from '../nodes';
import { ifConnected } from '../ifConnected';
import { splitOut } from '../ledger';
import { shortenLease } from '../leases';
import type { Link } from '../workflow';

/** The rows of `rsc_sync` that this workflow keeps. */
export const QUEUE_STREAM = 'exports';
export const USAGE_STREAM = 'exportUsage';

const linkedIn = { credentials: CREDENTIALS.linkedIn };
export const ORGANIZATION = "={{ $('Get Connection').first().json.organization }}";
const queue = { organization: ORGANIZATION, stream: QUEUE_STREAM };
/** One export takes a minute at most; the lease is renewed with each. */
export const LEASE = '={{ Date.now() + 600000 }}';

/** Exports that are not done and may be tried now; one that was left at work belongs to nobody, as there is one worker. */
export const due = (organization: string): Array<[string, string, unknown]> => [
	['organization', 'eq', organization],
	['state', 'neq', 'exported'],
	['state', 'neq', 'review'],
	['state', 'neq', 'ignored'],
	['nextTryAtMs', 'lte', '={{ Date.now() }}'],
];

/** What came, from LinkedIn or from another workflow; several people of one request get keys of their own. */
const PUSHES = `{ pushes: ($('RSC Trigger').isExecuted ? $('RSC Trigger').all(0) : $('Called').isExecuted ? $('Called').all() : []).map(({ json }) => json).filter(({ requestId }) => requestId).map((push, at, all) => ({ exportKey: push.requestId + (all.slice(0, at).filter(({ requestId }) => requestId === push.requestId).length || '').toString().replace(/^(?=\\d)/, ':'), data: push.data ?? null, receivedAt: push.receivedAt || new Date().toISOString() })) }`;
const receivedAt =
	"$('Pushes').first().json.pushes.find(({ exportKey }) => exportKey === $json.exportKey).receivedAt";

/** How exports come in, and who works on them. */
export const receiveNodes: TemplateNode[] = [
	sticky(
		'About',
		[-1180, -460],
		[520, 720],
		'## One-click export\n\nA recruiter presses *Export to ATS* in LinkedIn Recruiter and chooses a job. Seconds later the person is in SmartRecruiters on that job: once, with a LinkedIn source, and linked on both sides.\n\n**Before you publish it**\n1. Publish workflow 01 and connect a contract: LinkedIn takes the address of **RSC Trigger** only from then on.\n2. Choose the credentials in **RSC Trigger**, **Get Connection**, **Read Data**, **Get Export**, **Export** and **Apply Decision**.\n3. Look at **Settings**: the domain of placeholder addresses should be one of yours that receives no mail.\n4. Publish workflow 05b as well: its page is for exports that need a decision.\n\nLinkedIn has **one address per customer**. This trigger takes both of its events; a changed integration status is handed to workflow 01. Other workflows with such a trigger can hand their exports over with *Execute Workflow*.\n\n**Where to look**: the status page of workflow 01, and the Data Tables *rsc_exports* (the queue), *rsc_people* (who is who) and *rsc_parked* (what needs a person).\n\n**What is kept**: while an export waits, *rsc_exports* and *rsc_parked* hold what would be written to SmartRecruiters (names, employers, place, profile address). It is emptied when the export is done.',
		5,
	),
	sticky(
		'About one at a time',
		[-620, -460],
		[820, 200],
		'### One after the other\nTwo exports of the same person at the same moment must not make two candidates. Every push only puts a row into *rsc_exports*. Whoever has the lease works through the rows, one by one, and looks once more after giving it back. A push that comes meanwhile is seen by the one at work. When n8n starts, the lease is shortened to 90 seconds: whoever held it is gone, or is a worker of queue mode that is still at it and renews it.',
	),
	node(
		'RSC Trigger',
		'n8n-nodes-recruiter-system-connect.rscTrigger',
		1.1,
		[-560, -220],
		{
			trigger: 'pushed',
			// LinkedIn begins: there is nothing to poll, and n8n wants a time.
			pollTimes: { item: [{ mode: 'everyDay', hour: 3, minute: 0 }] },
			events: ['candidateExported', 'integrationStatusChanged'],
			options: {},
		},
		{ ...linkedIn, webhookId: '7c0d3a61-5b1f-4f0e-9a34-0c7b5f1e0501' },
	),
	runWorkflow('Check the Contracts', [-360, -320], 'rscConnectContract', { wait: false }),
	core('Every Minute', 'scheduleTrigger', 1.2, [-560, -60], {
		rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] },
	}),
	core('Start by Hand', 'manualTrigger', 1, [-560, 100], {}),
	set('Settings', [-360, -100], {
		placeholderDomain: 'no-email.invalid',
		tags: '',
		startStatus: '',
		startSubStatus: '',
		addToAnotherJob: 'try',
		askAboutNamesakes: false,
		searchSettleSeconds: 30,
	}),
	own('Get Connection', 'historicalSync', [-160, -100], { operation: 'getConnection' }, linkedIn),
	createTable('rsc_exports', [40, -100]),
	createTable('rsc_people', [240, -100]),
	createTable('rsc_parked', [440, -100]),
	createTable('rsc_contracts', [640, -100]),
	createTable('rsc_sync', [840, -100]),
	make('Pushes', [1040, -100], PUSHES),

	splitOut('Each Push', [1240, -260], 'pushes'),
	rows('Is It New?', [1440, -260], 'rsc_exports', 'rowNotExists', {
		filter: { organization: ORGANIZATION, exportKey: '={{ $json.exportKey }}' },
	}),
	when('Fetched Already?', [1640, -260], '$json.data !== null'),
	own(
		'Read Data',
		'exportCandidate',
		[1840, -320],
		{
			operation: 'getExport',
			requestId: '={{ $json.exportKey }}',
			exportData: '={{ $json.data }}',
		},
		{ ...linkedIn, onError: 'continueErrorOutput' },
	),
	insertRow('Put into the Queue', [2080, -260], 'rsc_exports', {
		organization: ORGANIZATION,
		exportKey: '={{ $json.exportKey }}',
		state: 'waiting',
		person: '={{ $json.person ?? "" }}',
		seat: '={{ $json.seat ?? "" }}',
		jobId: '={{ $json.jobId ?? "" }}',
		candidateId: '',
		payload: '={{ $json.payload ?? "" }}',
		decision: '',
		receivedAt: `={{ ${receivedAt} }}`,
		receivedAtMs: `={{ Date.parse(${receivedAt}) }}`,
		startedAtMs: 0,
		attempts: 0,
		nextTryAtMs: 0,
		message: '',
		doneAt: '',
	}),

	rows('No Queue Yet?', [1240, -60], 'rsc_sync', 'rowNotExists', { filter: queue }),
	insertRow('First Row', [1440, -60], 'rsc_sync', {
		organization: ORGANIZATION,
		stream: QUEUE_STREAM,
		done: 0,
		total: 0,
		rejected: 0,
		activity: 'Waiting for the first export',
		message: '',
		leaseOwner: '',
		leaseUntilMs: 0,
	}),
	ifConnected('May Anything Go?', [1240, 100], ORGANIZATION),
	rows('Anything to Do?', [1440, 100], 'rsc_exports', 'get', {
		filter: due(ORGANIZATION),
		limit: 1,
	}),
	rows('Take Lease', [1640, 100], 'rsc_sync', 'update', {
		filter: [
			['organization', 'eq', ORGANIZATION],
			['stream', 'eq', QUEUE_STREAM],
			['leaseUntilMs', 'lt', '={{ Date.now() }}'],
		],
		values: { leaseOwner: '={{ $execution.id }}', leaseUntilMs: LEASE },
	}),
	make(
		'Next',
		[1840, 100],
		"{ step: 'export', organization: $('Get Connection').first().json.organization, owner: $execution.id, settings: $('Settings').first().json }",
	),
	runWorkflow('Work on One', [2040, 100], '={{ $workflow.id }}', { alwaysOutputData: true }),
	when('Go On?', [2240, 100], '$json.worked === true'),
	rows('Release Lease', [2440, 180], 'rsc_sync', 'update', {
		filter: { ...queue, leaseOwner: '={{ $execution.id }}' },
		values: { leaseOwner: '', leaseUntilMs: 0 },
		alwaysOutputData: true,
	}),

	core('n8n Starts or Publishes', 'n8nTrigger', 1, [-560, 300], {
		events: ['init', 'activate', 'update'],
	}),
	createTable('rsc_sync', [-360, 300], 'Ensure rsc_sync'),
	shortenLease(
		'Shorten Lease',
		[-160, 240],
		`={{ $('n8n Starts or Publishes').first().json.event === "Instance started" ? "${QUEUE_STREAM}" : "none" }}`,
	),
	core('Start at Once', 'noOp', 1, [-160, 380], {}),
];

export const receiveLinks: Link[] = [
	['RSC Trigger', 0, 'Settings'],
	['RSC Trigger', 1, 'Check the Contracts'],
	['Every Minute', 'Settings'],
	['Start by Hand', 'Settings'],
	['Settings', 'Get Connection'],
	['Get Connection', 'Create rsc_exports'],
	['Create rsc_exports', 'Create rsc_people'],
	['Create rsc_people', 'Create rsc_parked'],
	['Create rsc_parked', 'Create rsc_contracts'],
	['Create rsc_contracts', 'Create rsc_sync'],
	['Create rsc_sync', 'Pushes'],
	['Pushes', 'Each Push'],
	['Pushes', 'No Queue Yet?'],
	['Pushes', 'May Anything Go?'],
	['Each Push', 'Is It New?'],
	['Is It New?', 'Fetched Already?'],
	['Fetched Already?', 0, 'Read Data'],
	['Fetched Already?', 1, 'Put into the Queue'],
	['Read Data', 0, 'Put into the Queue'],
	['Read Data', 1, 'Put into the Queue'],
	['Read Data', 2, 'Put into the Queue'],
	['No Queue Yet?', 'First Row'],
	['May Anything Go?', 'Anything to Do?'],
	['Anything to Do?', 'Take Lease'],
	['Take Lease', 'Next'],
	['Next', 'Work on One'],
	['Work on One', 'Go On?'],
	['Go On?', 0, 'Next'],
	['Go On?', 1, 'Release Lease'],
	// A push may have come after the last look and before the lease was given back.
	['Release Lease', 'Anything to Do?'],
	['n8n Starts or Publishes', 'Ensure rsc_sync'],
	['Ensure rsc_sync', 'Shorten Lease'],
	['Ensure rsc_sync', 'Start at Once'],
	['Start at Once', 'Settings'],
];
