import {
	core,
	CREDENTIALS,
	own,
	route,
	rows,
	set,
	sticky,
	type TemplateNode,
	when,
} from '../nodes';
import type { Link } from '../workflow';
import { due, LEASE, QUEUE_STREAM } from './receive';

const both = { ...CREDENTIALS.linkedIn, ...CREDENTIALS.smartRecruiters };
const called = (field: string): string => `$('Called').first().json.${field}`;
const setting = (name: string): string => `={{ ${called(`settings.${name}`)} }}`;
const ORGANIZATION = `={{ ${called('organization')} }}`;
/** The export at work, as it was before this attempt. */
/** Who the person is, unless several candidates could be. */
const ONLY_CANDIDATE =
	"={{ new Set($('Known Person').all().map((row) => row.json.candidateId)).size === 1 ? ($json.candidateId ?? '') : '' }}";
const row = (field: string): string => `$('Next Export').first().json.${field}`;
const decision = `JSON.parse(${row('decision')} || '{}')`;
const thisExport = { organization: ORGANIZATION, exportKey: `={{ ${row('exportKey')} }}` };
const NO_LOCATOR = { __rl: true, mode: 'list', value: '' };

/** What both ways of exporting have in common. */
const exporting = {
	authentication: 'smartRecruitersOAuth2Api',
	requestId: `={{ ${row('exportKey')} }}`,
	exportData: `={{ ${row('payload')} }}`,
	source: NO_LOCATOR,
	job: { __rl: true, mode: 'id', value: `={{ ${decision}.jobId ?? '' }}` },
	options: {
		addToAnotherJob: setting('addToAnotherJob'),
		askAboutNamesakes: setting('askAboutNamesakes'),
		attemptedAt: `={{ String(${row('startedAtMs')} || '') }}`,
		placeholderDomain: setting('placeholderDomain'),
		searchSettleTime: setting('searchSettleSeconds'),
		startStatus: setting('startStatus'),
		startSubStatus: setting('startSubStatus'),
		tags: setting('tags'),
	},
};
const attempt = `(${row('attempts')} ?? 0) + 1`;
const trouble = '={{ [$json.error, $json.details].filter(Boolean).join(" ") }}';

/** One export from the queue, in an execution of its own. */
export const workNodes: TemplateNode[] = [
	sticky(
		'About one export',
		[-620, 560],
		[820, 200],
		'### One export\nMarked as at work before anything is written, and as done after everything is: a crash in between repeats it, and repeating does no harm. What a person has to decide is parked with its reason. What cannot go now is tried again, after half a minute at first, then less and less often.',
	),
	core('Called', 'executeWorkflowTrigger', 1.1, [-560, 900], { inputSource: 'passthrough' }),
	when('Work on an Export?', [-360, 900], '$json.step === "export"'),
	rows('Renew Lease', [-160, 840], 'rsc_sync', 'update', {
		filter: {
			organization: ORGANIZATION,
			stream: QUEUE_STREAM,
			leaseOwner: `={{ ${called('owner')} }}`,
		},
		values: { leaseUntilMs: LEASE, heartbeatAt: '={{ $now.toISO() }}' },
	}),
	rows('Next Export', [40, 840], 'rsc_exports', 'get', {
		filter: due(ORGANIZATION),
		limit: 1,
		alwaysOutputData: true,
	}),
	when('Is There One?', [240, 840], 'Boolean($json.exportKey)'),
	set('Nothing Left', [440, 960], { worked: false }),
	rows('Mark as Working', [440, 820], 'rsc_exports', 'update', {
		filter: thisExport,
		values: {
			state: 'working',
			startedAtMs: '={{ Date.now() }}',
			attempts: `={{ ${attempt} }}`,
		},
		executeOnce: true,
	}),
	route(
		'What Is to Do?',
		[640, 820],
		[
			['Fetch', `!${row('payload')}`],
			['Decision', `['link', 'create'].includes(${decision}.decision)`],
		],
		'Export',
	),
	own(
		'Get Export',
		'exportCandidate',
		[880, 640],
		{ operation: 'getExport', requestId: `={{ ${row('exportKey')} }}`, exportData: '' },
		{ credentials: CREDENTIALS.linkedIn, onError: 'continueErrorOutput' },
	),
	rows('Keep Export', [1120, 560], 'rsc_exports', 'upsert', {
		filter: { organization: ORGANIZATION, exportKey: '={{ $json.exportKey }}' },
		values: {
			organization: ORGANIZATION,
			exportKey: '={{ $json.exportKey }}',
			state: 'waiting',
			person: '={{ $json.person }}',
			seat: '={{ $json.seat }}',
			jobId: '={{ $json.jobId }}',
			candidateId: '',
			payload: '={{ $json.payload }}',
			decision: '',
			receivedAt: `={{ ${row('receivedAt')} }}`,
			receivedAtMs: `={{ ${row('receivedAtMs')} }}`,
			// Nothing was written yet.
			startedAtMs: 0,
			attempts: 0,
			nextTryAtMs: 0,
			message: '',
			doneAt: '',
		},
	}),
	own(
		'Apply Decision',
		'exportCandidate',
		[1120, 800],
		{
			operation: 'decide',
			decision: `={{ ${decision}.decision }}`,
			candidate: { __rl: true, mode: 'id', value: `={{ ${decision}.candidateId ?? '' }}` },
			...exporting,
		},
		{ credentials: both, onError: 'continueErrorOutput' },
	),
	rows('Known Person', [880, 980], 'rsc_people', 'get', {
		filter: { organization: ORGANIZATION, person: `={{ ${row('person')} }}` },
		alwaysOutputData: true,
		executeOnce: true,
	}),
	own(
		'Export',
		'exportCandidate',
		[1120, 980],
		{ operation: 'export', ...exporting, knownCandidateId: ONLY_CANDIDATE },
		{ executeOnce: true, credentials: both, onError: 'continueErrorOutput' },
	),

	core('Exported', 'noOp', 1, [1400, 640], {}),
	rows('Remember the Person', [1600, 640], 'rsc_people', 'upsert', {
		filter: {
			organization: '={{ $json.organization }}',
			person: '={{ $json.person }}',
			candidateId: '={{ $json.candidateId }}',
		},
		values: {
			organization: '={{ $json.organization }}',
			person: '={{ $json.person }}',
			candidateId: '={{ $json.candidateId }}',
			knownBy: '={{ $json.knownBy }}',
			knownAt: '={{ $json.exportedAt }}',
		},
	}),
	rows('Mark as Exported', [1800, 640], 'rsc_exports', 'update', {
		filter: thisExport,
		values: {
			state: 'exported',
			person: "={{ $('Exported').first().json.person }}",
			jobId: "={{ $('Exported').first().json.jobId }}",
			candidateId: "={{ $('Exported').first().json.candidateId }}",
			payload: '',
			decision: '',
			message: "={{ $('Exported').first().json.message }}",
			doneAt: "={{ $('Exported').first().json.exportedAt }}",
			lagSeconds: `={{ Math.round((Date.now() - ${row('receivedAtMs')}) / 100) / 10 }}`,
		},
		executeOnce: true,
	}),
	rows('Unpark', [2000, 640], 'rsc_parked', 'deleteRows', {
		filter: {
			organization: ORGANIZATION,
			recordKey: `={{ 'export:' + ${row('exportKey')} }}`,
		},
		alwaysOutputData: true,
		executeOnce: true,
	}),
	rows('Tell the Progress', [2200, 640], 'rsc_sync', 'update', {
		filter: { organization: ORGANIZATION, stream: QUEUE_STREAM },
		values: {
			activity: 'Exports arrive in SmartRecruiters by themselves',
			// Every hour the whole month is counted.
			done: "={{ ($('Renew Lease').first().json.done ?? 0) + 1 }}",
			message: '',
			heartbeatAt: '={{ $now.toISO() }}',
		},
		executeOnce: true,
	}),

	core('Needs a Person', 'noOp', 1, [1400, 880], {}),
	rows('Park', [1600, 880], 'rsc_parked', 'upsert', {
		filter: { organization: '={{ $json.organization }}', recordKey: '={{ $json.recordKey }}' },
		values: {
			organization: '={{ $json.organization }}',
			recordKey: '={{ $json.recordKey }}',
			kind: '={{ $json.kind }}',
			code: '={{ $json.code }}',
			reason: '={{ $json.reason }}',
			whatToDo: '={{ $json.whatToDo }}',
			lastSeenAt: '={{ $now.toISO() }}',
			firstSeenAt: `={{ ${row('receivedAt')} }}`,
			attempts: `={{ ${attempt} }}`,
			payload:
				'={{ JSON.stringify({ exported: $json.payload, candidateIds: $json.candidateIds, candidateUrls: $json.candidateUrls, jobId: $json.jobId }) }}',
		},
	}),
	rows('Mark as Parked', [1800, 880], 'rsc_exports', 'update', {
		filter: thisExport,
		values: {
			state: 'review',
			payload: '',
			decision: '',
			message: "={{ $('Needs a Person').first().json.reason }}",
		},
		executeOnce: true,
	}),

	core('Not Now', 'noOp', 1, [1400, 1120], {}),
	rows('Try Later', [1600, 1120], 'rsc_exports', 'update', {
		filter: thisExport,
		values: {
			state: 'waiting',
			message: trouble,
			nextTryAtMs: `={{ Date.now() + Math.min(1800000, 30000 * 2 ** Math.min(${row('attempts')} ?? 0, 10)) }}`,
		},
		executeOnce: true,
	}),
	rows('Tell the Trouble', [1800, 1120], 'rsc_sync', 'update', {
		filter: { organization: ORGANIZATION, stream: QUEUE_STREAM },
		values: {
			activity: 'Exports wait, and are tried again by themselves',
			message:
				"={{ [$('Not Now').first().json.error, $('Not Now').first().json.details].filter(Boolean).join(' ') }}",
			heartbeatAt: '={{ $now.toISO() }}',
		},
		executeOnce: true,
	}),
	set('Worked', [2440, 880], { worked: true }, { executeOnce: true }),
];

export const workLinks: Link[] = [
	['Called', 'Work on an Export?'],
	['Work on an Export?', 0, 'Renew Lease'],
	// Another workflow hands over what its trigger received.
	['Work on an Export?', 1, 'Settings'],
	['Renew Lease', 'Next Export'],
	['Next Export', 'Is There One?'],
	['Is There One?', 0, 'Mark as Working'],
	['Is There One?', 1, 'Nothing Left'],
	['Mark as Working', 'What Is to Do?'],
	['What Is to Do?', 0, 'Get Export'],
	['What Is to Do?', 1, 'Apply Decision'],
	['What Is to Do?', 2, 'Known Person'],
	['Get Export', 0, 'Keep Export'],
	['Get Export', 1, 'Needs a Person'],
	['Get Export', 2, 'Not Now'],
	['Keep Export', 'Worked'],
	['Known Person', 'Export'],
	['Export', 0, 'Exported'],
	['Export', 1, 'Needs a Person'],
	['Export', 2, 'Not Now'],
	['Apply Decision', 0, 'Exported'],
	['Apply Decision', 1, 'Needs a Person'],
	['Apply Decision', 2, 'Not Now'],
	['Exported', 'Remember the Person'],
	['Remember the Person', 'Mark as Exported'],
	['Mark as Exported', 'Unpark'],
	['Unpark', 'Tell the Progress'],
	['Tell the Progress', 'Worked'],
	['Needs a Person', 'Park'],
	['Park', 'Mark as Parked'],
	['Mark as Parked', 'Worked'],
	['Not Now', 'Try Later'],
	['Try Later', 'Tell the Trouble'],
	['Tell the Trouble', 'Worked'],
];
