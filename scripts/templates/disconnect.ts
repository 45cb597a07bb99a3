import { noteDeletion, parkRejected, splitOut } from './ledger';
import { core, createTable, CREDENTIALS, own, rows, set, sticky, when } from './nodes';
import { syncStream } from './syncStream';
import type { WorkflowDraft } from './workflow';

const BOTH = { credentials: { ...CREDENTIALS.linkedIn, ...CREDENTIALS.smartRecruiters } };
const ORGANIZATION = "={{ $('Get Connection').first().json.organization }}";
const SETTINGS = "$('Settings').first().json";
/** The last moment that JavaScript knows. */
const NEVER_MS = 8.64e15;
/** What every stream says afterwards; connecting again looks for it. */
export const DISCONNECTED = 'Disconnected by workflow 08';
const TABLES = ['rsc_sync', 'rsc_parked', 'rsc_deletions', 'rsc_people', 'rsc_contracts'] as const;

const removal = syncStream({
	stream: 'disconnect',
	title: 'Removal',
	at: [1400, 300],
	due: `${SETTINGS}.removeEverything && !$json.finishedAt && $('Read Contract').first().json.state === 'disconnected'`,
	firstAtMs: '0',
	work: own(
		'Remove Everything',
		'historicalSync',
		[0, 0],
		{
			resource: 'history',
			operation: 'removeEverything',
			authentication: 'smartRecruitersOAuth2Api',
			confirmation: `={{ ${SETTINGS}.confirmation }}`,
			knownCandidateIds:
				"={{ JSON.stringify($('Read People').all().map((row) => row.json.candidateId).filter(Boolean)) }}",
			removeCheckpoint: "={{ $('Read Removal').first().json.checkpoint }}",
			removeOptions: {
				timeLimit: `={{ ${SETTINGS}.timeLimitMinutes }}`,
				jobCheckDelay: `={{ ${SETTINGS}.jobCheckDelaySeconds }}`,
			},
		},
		BOTH,
	),
	save: {
		activity: '={{ $json.activity }}',
		done: '={{ $json.removed.candidates }}',
		checkpoint: '={{ $json.checkpoint }}',
		finishedAt: '={{ $json.state === "done" ? $now.toISO() : "" }}',
		message:
			'={{ $json.state !== "done" ? "" : `Removed ${$json.removed.candidates} candidates, ${$json.removed.applications} applications, closed ${$json.removed.jobs} jobs. Looked again at ${$json.checked.candidates} candidates and ${$json.checked.jobs} jobs: ${$json.remaining.candidates} and ${$json.remaining.jobs} are left at LinkedIn.` }}',
		resumeAtMs: '={{ $json.resumeAt ? Date.parse($json.resumeAt) : 0 }}',
	},
});

export const DISCONNECT: WorkflowDraft = {
	id: 'rscDisconnect',
	name: 'RSC 08 Disconnect',
	file: '08-disconnect',
	nodes: [
		sticky(
			'About',
			[-760, -480],
			[560, 520],
			'## Disconnect\n\nStops everything that goes to LinkedIn, and, if you wish, takes back everything that was sent.\n\n**How**\n1. In **Settings**, leave *removeEverything* off to stop only. To take everything back, switch it on and enter REMOVE as *confirmation*.\n2. Start it by hand. Removing takes several rounds: publish it, and it goes on every minute until nothing is left, also after a crash.\n3. Switch the integration off in LinkedIn Recruiter as well (Product settings > ATS).\n\n**The proof**: row *disconnect* of *rsc_sync* says what was removed and that a second look found nothing; *rsc_deletions* holds a row for each record with what LinkedIn said.\n\nJobs cannot be deleted at LinkedIn: they are closed, and their text is replaced. InMails and notes that came from LinkedIn stay in SmartRecruiters.\n\nTo connect again, go through workflow 01.',
			3,
		),
		core('Every Minute', 'scheduleTrigger', 1.2, [-560, 120], {
			rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] },
		}),
		core('Start by Hand', 'manualTrigger', 1, [-560, 300], {}),
		set('Settings', [-360, 200], {
			removeEverything: false,
			confirmation: '',
			timeLimitMinutes: 5,
			jobCheckDelaySeconds: 300,
		}),
		own(
			'Get Connection',
			'historicalSync',
			[-160, 200],
			{ resource: 'history', operation: 'getConnection' },
			{ credentials: CREDENTIALS.linkedIn },
		),
		...TABLES.map((table, index) => createTable(table, [40 + index * 180, 200])),
		when('Started by Hand?', [940, 100], "$('Start by Hand').isExecuted"),
		rows('Mark the Organization', [1140, 40], 'rsc_contracts', 'upsert', {
			filter: { contract: ORGANIZATION },
			values: {
				contract: ORGANIZATION,
				organization: ORGANIZATION,
				state: 'disconnected',
				checkedAt: '={{ $now.toISO() }}',
			},
			executeOnce: true,
		}),
		rows('Mark Its Contracts', [1340, 40], 'rsc_contracts', 'update', {
			filter: { organization: ORGANIZATION },
			values: { state: 'disconnected' },
			executeOnce: true,
		}),
		rows('Stop Every Stream', [1540, 40], 'rsc_sync', 'update', {
			filter: [
				['organization', 'eq', ORGANIZATION],
				['stream', 'neq', 'disconnect'],
			],
			values: { message: DISCONNECTED, resumeAtMs: NEVER_MS },
			executeOnce: true,
		}),
		rows('Begin the Removal Anew', [1740, 40], 'rsc_sync', 'update', {
			filter: { organization: ORGANIZATION, stream: 'disconnect' },
			values: { checkpoint: '', finishedAt: '', resumeAtMs: 0, leaseUntilMs: 0 },
			executeOnce: true,
		}),
		rows('Read Contract', [940, 300], 'rsc_contracts', 'get', {
			filter: { contract: ORGANIZATION },
			limit: 1,
			alwaysOutputData: true,
			executeOnce: true,
		}),
		rows('Read People', [1140, 300], 'rsc_people', 'get', {
			filter: { organization: ORGANIZATION },
			alwaysOutputData: true,
			executeOnce: true,
		}),
		core('Once', 'limit', 1, [1280, 300], { maxItems: 1 }),
		...removal.nodes,
		splitOut('Each Deletion', [2200, 100], 'deletions'),
		noteDeletion('Note Deletions', [2400, 100]),
		parkRejected('Park Rejected', [2400, 200]),
		when(
			'All Gone?',
			[2600, 300],
			"$('Remove Everything').first().json.state === 'done' && $('Remove Everything').first().json.remaining.candidates === 0",
		),
		rows('Forget People', [2800, 300], 'rsc_people', 'deleteRows', {
			filter: { organization: ORGANIZATION },
		}),
	],
	links: [
		['Every Minute', 'Settings'],
		['Start by Hand', 'Settings'],
		['Settings', 'Get Connection'],
		['Get Connection', 'Create rsc_sync'],
		['Create rsc_sync', 'Create rsc_parked'],
		['Create rsc_parked', 'Create rsc_deletions'],
		['Create rsc_deletions', 'Create rsc_people'],
		['Create rsc_people', 'Create rsc_contracts'],
		['Create rsc_contracts', 'Started by Hand?'],
		['Create rsc_contracts', 'Read Contract'],
		['Started by Hand?', 'Mark the Organization'],
		['Mark the Organization', 'Mark Its Contracts'],
		['Mark Its Contracts', 'Stop Every Stream'],
		['Stop Every Stream', 'Begin the Removal Anew'],
		['Read Contract', 'Read People'],
		['Read People', 'Once'],
		...removal.first.map((name): [string, string] => ['Once', name]),
		...removal.links,
		['Remove Everything', 'Each Deletion'],
		['Each Deletion', 'Note Deletions'],
		['Remove Everything', removal.save],
		['Remove Everything', 1, 'Park Rejected'],
		[removal.save, 'All Gone?'],
		['All Gone?', 'Forget People'],
	],
};
