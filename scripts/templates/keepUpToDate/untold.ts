import { forgetPerson, keepPerson, noteDeletion, parkRejected, splitOut } from '../ledger';
import { CREDENTIALS, rows, sticky, type TemplateNode } from '../nodes';
import { syncStream } from '../syncStream';
import type { Link } from '../workflow';
import { ORGANIZATION, sending, SETTINGS, sync } from './shared';

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

/** What nobody tells: changes every hour, both sides compared at night, closed profiles. */
export const untoldNodes: TemplateNode[] = [
	sticky(
		'About the clock',
		[1780, 120],
		[1300, 120],
		'### What nobody tells\nOne bounded chunk a minute for each, in turn; a lease keeps each single. What was deleted and what was rejected is noted before the checkpoint is saved.',
	),
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

export const untoldLinks: Link[] = [
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
];
