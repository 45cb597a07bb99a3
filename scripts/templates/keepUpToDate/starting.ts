import { REASONS } from '../../../src/sync/Deletion';
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
} from '../nodes';
import { forgetLeases } from '../leases';
import { SHARING_SETTINGS } from '../sharing';
import type { Link } from '../workflow';
import { ORGANIZATION } from './shared';

const TABLES = ['rsc_sync', 'rsc_parked', 'rsc_deletions', 'rsc_people', 'rsc_contracts'] as const;

/** When this workflow works, and whether it may. */
export const startingNodes: TemplateNode[] = [
	sticky(
		'About',
		[-760, -520],
		[560, 560],
		'## Keep Recruiter up to date\n\nSmartRecruiters tells what happens, and LinkedIn holds it within a minute. Every hour what no webhook told is sent as well (bulk actions, merges), and every night both sides are compared and repaired.\n\n**Before you publish it**\n1. Let workflow 03 finish first: changes begin where it began.\n2. Choose the credentials (LinkedIn, SmartRecruiters). The SmartRecruiters credential needs the webhook scopes, and for merges and deletions *audit_events_read* with the administrator role.\n3. Use the same sharing rules in **Settings** as in workflow 03.\n4. Publish. n8n must be reachable from the internet: SmartRecruiters calls it.\n\n**Where to look**: Data Tables *rsc_sync* (rows *changes*, *reconcile*), *rsc_deletions* (what was deleted at LinkedIn, and what LinkedIn said), *rsc_parked*.\n\nTo let somebody back in who was deleted, delete their row in *rsc_deletions*.',
		5,
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
	// Its own: at the export queue, for one, somebody else may be at work.
	forgetLeases('Forget Leases', [-160, 700], ['changes', 'reconcile', 'closedProfiles']),
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
];

export const startingLinks: Link[] = [
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
];
