import {
	core,
	insertRow,
	keepIf,
	make,
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
import { BOTH, ifStopped, notePause, OWN, streamOf } from './shared';

/** The lease of `rsc_sync`: nobody writes beside somebody else. */
export const WRITING = 'activityWrite';
const CALLED = "={{ $('Write These').first().json.organization }}";

/** The row of a table that belongs to the item, among those that were read for all of them. */
const rowOf = (node: string, column: string, value: string): string =>
	`$('${node}').all().map((item) => item.json).find((row) => row.${column} === ${value})`;

const ledgerRow = {
	organization: OWN,
	activityId: '={{ $json.activityId }}',
	kind: '={{ $json.kind }}',
	seat: '={{ $json.seat }}',
	person: '={{ $json.person }}',
	candidateId: '={{ $json.candidateId }}',
	noteIds: '={{ $json.noteIds }}',
	contentHash: '={{ $json.contentHash }}',
	state: '={{ $json.state }}',
	happenedAt: '={{ $json.happenedAt }}',
	writtenAt: '={{ $json.writtenAt }}',
	lagSeconds: '={{ $json.lagSeconds }}',
};
const byActivity = { organization: OWN, activityId: '={{ $json.activityId }}' };
const byRecord = { organization: OWN, recordKey: '={{ $json.recordKey }}' };

/** Parked again: counted, and with the first time kept. */
const parkedRow = {
	organization: OWN,
	recordKey: '={{ $json.recordKey }}',
	kind: '={{ $json.kind }}',
	code: '={{ $json.code }}',
	reason: '={{ $json.reason }}',
	whatToDo: '={{ $json.whatToDo }}',
	payload: '={{ $json.payload }}',
	attempts: `={{ (${rowOf('Read Parked of Them', 'recordKey', '$json.recordKey')}?.attempts ?? 0) + 1 }}`,
	firstSeenAt: `={{ ${rowOf('Read Parked of Them', 'recordKey', '$json.recordKey')}?.firstSeenAt || $now.toUTC().toISO() }}`,
	lastSeenAt: '={{ $now.toUTC().toISO() }}',
	retryAskedAt: '',
};

/** Called with events: brings each that is new and a mapped seat's onto its candidate. One run at a time. */
export const writingNodes: TemplateNode[] = [
	sticky(
		'About Writing',
		[-760, 560],
		[900, 130],
		'### 2. Write, one run at a time\n\nOnly mapped seats, only what is new. An event is marked in the ledger before it is written, and stored after: a kill in between is settled by looking.',
		7,
	),
	core('Write These', 'executeWorkflowTrigger', 1.1, [-720, 900], { inputSource: 'passthrough' }),
	rows('No Lease Yet?', [-500, 720], 'rsc_sync', 'rowNotExists', {
		filter: streamOf(WRITING, CALLED),
		executeOnce: true,
	}),
	insertRow('First Lease', [-300, 720], 'rsc_sync', {
		organization: CALLED,
		stream: WRITING,
		activity: '',
		checkpoint: '',
		leaseOwner: '',
		leaseUntilMs: 0,
	}),
	rows('Take the Pen', [-500, 900], 'rsc_sync', 'update', {
		filter: [
			['organization', 'eq', CALLED],
			['stream', 'eq', WRITING],
			['leaseUntilMs', 'lt', '={{ Date.now() }}'],
		],
		values: { leaseOwner: '={{ $execution.id }}', leaseUntilMs: '={{ Date.now() + 900000 }}' },
		executeOnce: true,
		alwaysOutputData: true,
	}),
	when('Got It?', [-300, 900], 'Boolean($json.leaseOwner)'),
	core('Wait for the Pen', 'wait', 1.1, [-300, 1080], {
		resume: 'timeInterval',
		amount: 3,
		unit: 'seconds',
	}),
	ifConnected('May It Be Written?', [-200, 900], CALLED),
	make('All of Them', [-60, 900], "{ events: $('Write These').all().map((item) => item.json) }", {
		executeOnce: true,
	}),
	splitOut('Each Event', [80, 900], 'events'),
	rows('Read Seats', [300, 620], 'rsc_seats', 'get', {
		filter: { organization: CALLED },
		executeOnce: true,
		alwaysOutputData: true,
	}),
	rows('Read People', [300, 760], 'rsc_people', 'get', {
		filter: { organization: OWN, person: '={{ $json.person ?? "nobody" }}' },
		alwaysOutputData: true,
	}),
	rows('Read Ledger', [300, 900], 'rsc_activity', 'get', {
		filter: byActivity,
		alwaysOutputData: true,
	}),
	rows('Read Parked of Them', [300, 1040], 'rsc_parked', 'get', {
		filter: { organization: OWN, recordKey: '={{ `activity:${$json.activityId}` }}' },
		alwaysOutputData: true,
	}),
	make(
		'Put Together',
		[300, 1180],
		`{ ...$json, seatName: ${rowOf('Read Seats', 'seat', '$json.seat')}?.seatName ?? '', mapped: Boolean(${rowOf('Read Seats', 'seat', '$json.seat')}?.userId), people: $('Read People').all().map((item) => item.json).filter((row) => $json.person && row.person === $json.person), ledger: ${rowOf('Read Ledger', 'activityId', '$json.activityId')} ?? {} }`,
	),
	when(
		'Mapped and New?',
		[520, 1180],
		`$json.mapped && !($json.ledger.contentHash === $json.contentHash && ($json.ledger.state === 'deleted' || ($json.ledger.state === 'written' && $json.people.every((row) => row.candidateId === $json.ledger.candidateId))))`,
	),
	rows('Mark as Being Written', [760, 1040], 'rsc_activity', 'upsert', {
		filter: byActivity,
		values: {
			organization: OWN,
			activityId: '={{ $json.activityId }}',
			kind: '={{ $json.kind }}',
			seat: '={{ $json.seat }}',
			person: '={{ $json.person ?? "" }}',
			state: 'writing',
			contentHash: '={{ $json.contentHash }}',
			happenedAt: '={{ new Date($json.happenedAtMs).toISOString() }}',
		},
	}),
	own(
		'Write',
		'recruiterActivity',
		[760, 1200],
		{
			operation: 'write',
			authentication: 'smartRecruitersOAuth2Api',
			activity: '={{ $json }}',
			seatName: '={{ $json.seatName }}',
			people: '={{ $json.people }}',
			ledgerRow: '={{ $json.ledger }}',
			writeOptions: {
				enrich: '={{ $json.settings?.fillGapsOfCandidates ?? true }}',
				createCandidates: '={{ $json.settings?.createCandidates ?? false }}',
			},
		},
		{ ...BOTH, onError: 'continueErrorOutput' },
	),
	rows('Store in Ledger', [1000, 960], 'rsc_activity', 'upsert', {
		filter: byActivity,
		values: ledgerRow,
	}),
	rows('No Longer Parked', [1240, 960], 'rsc_parked', 'deleteRows', {
		filter: {
			organization: OWN,
			recordKey: '={{ `activity:${$json.activityId}` }}',
		},
	}),
	keepIf('Learned Who It Is', [1000, 1120], 'Boolean($json.learnedPerson)'),
	rows('Remember the Person', [1240, 1120], 'rsc_people', 'upsert', {
		filter: {
			organization: OWN,
			person: '={{ $json.learnedPerson }}',
			candidateId: '={{ $json.learnedCandidateId }}',
		},
		values: {
			organization: OWN,
			person: '={{ $json.learnedPerson }}',
			candidateId: '={{ $json.learnedCandidateId }}',
			knownBy: 'stub',
			knownAt: '={{ $now.toUTC().toISO() }}',
		},
	}),
	rows('Store Review in Ledger', [1000, 1280], 'rsc_activity', 'upsert', {
		filter: byActivity,
		values: ledgerRow,
	}),
	rows('Park', [1000, 1420], 'rsc_parked', 'upsert', { filter: byRecord, values: parkedRow }),
	set(
		'What Failed',
		[1000, 1560],
		{
			recordKey: '={{ `activity:${$json.activityId}` }}',
			code: 'FAILED',
			reason: '={{ $json.error ?? "The node stopped" }}',
			whatToDo: '={{ $json.details ?? "Look at the last execution." }}',
			payload:
				'={{ JSON.stringify({ ...$json, error: undefined, details: undefined, ledger: undefined, people: undefined, settings: undefined }) }}',
		},
		{ keepOther: true },
	),
	rows('Park What Failed', [1240, 1560], 'rsc_parked', 'upsert', {
		filter: byRecord,
		values: parkedRow,
	}),
	ifStopped('Not Any More?', [-100, 1560], 'May It Be Written?'),
	notePause('Note What Was Left Out', [80, 1560], CALLED),
	rows('Put Down the Pen', [-100, 1700], 'rsc_sync', 'update', {
		filter: [
			['organization', 'eq', CALLED],
			['stream', 'eq', WRITING],
			['leaseOwner', 'eq', '={{ $execution.id }}'],
		],
		values: { leaseOwner: '', leaseUntilMs: 0 },
		executeOnce: true,
		alwaysOutputData: true,
	}),
];

export const writingLinks: Link[] = [
	['Write These', 'No Lease Yet?'],
	['Write These', 'Take the Pen'],
	['No Lease Yet?', 'First Lease'],
	['Take the Pen', 'Got It?'],
	['Got It?', 0, 'May It Be Written?'],
	['May It Be Written?', 'All of Them'],
	['Got It?', 1, 'Wait for the Pen'],
	['Wait for the Pen', 'Take the Pen'],
	['All of Them', 'Each Event'],
	['Got It?', 0, 'Not Any More?'],
	['Not Any More?', 'Note What Was Left Out'],
	['Got It?', 0, 'Put Down the Pen'],
	['Each Event', 'Read Seats'],
	['Each Event', 'Read People'],
	['Each Event', 'Read Ledger'],
	['Each Event', 'Read Parked of Them'],
	['Each Event', 'Put Together'],
	['Put Together', 'Mapped and New?'],
	['Mapped and New?', 0, 'Mark as Being Written'],
	['Mapped and New?', 0, 'Write'],
	['Write', 0, 'Store in Ledger'],
	['Store in Ledger', 'No Longer Parked'],
	['Write', 0, 'Learned Who It Is'],
	['Learned Who It Is', 'Remember the Person'],
	['Write', 1, 'Store Review in Ledger'],
	['Write', 1, 'Park'],
	['Write', 2, 'What Failed'],
	['What Failed', 'Park What Failed'],
];
