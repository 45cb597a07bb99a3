import {
	core,
	createTable,
	CREDENTIALS,
	insertRow,
	make,
	node,
	own,
	rows,
	set,
	sticky,
	type TemplateNode,
	when,
} from './nodes';
import type { WorkflowDraft } from './workflow';

const BOTH = { ...CREDENTIALS.linkedIn, ...CREDENTIALS.smartRecruiters };
const LINKEDIN = { credentials: CREDENTIALS.linkedIn };

/** The two leases of `rsc_sync`: nobody writes beside somebody else, and one seat's past is read at a time. */
const WRITING = 'activityWrite';
const IMPORTING = 'activityImport';
const ORGANIZATION = "={{ $('Get Connection').first().json.organization }}";
/** In the parts that are called with items, each item carries it. */
const OWN = '={{ $json.organization }}';
const CALLED = "={{ $('Write These').first().json.organization }}";

/** Calls this workflow itself, at `Write These`. */
function writeThese(name: string, position: [number, number]): TemplateNode {
	return core(name, 'executeWorkflow', 1.2, position, {
		workflowId: { __rl: true, mode: 'id', value: '={{ $workflow.id }}' },
		workflowInputs: {
			mappingMode: 'defineBelow',
			value: {},
			matchingColumns: [],
			schema: [],
			attemptToConvertTypes: false,
			convertFieldsToString: true,
		},
		mode: 'once',
		options: { waitForSubWorkflow: true },
	});
}

const every = (name: string, position: [number, number], rule: object): TemplateNode =>
	core(name, 'scheduleTrigger', 1.2, position, { rule: { interval: [rule] } });

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
const leaseOf = (stream: string, organization: string) => ({ organization, stream });

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

const reading: TemplateNode[] = [
	node(
		'RSC Trigger',
		'n8n-nodes-recruiter-system-connect.rscTrigger',
		1.1,
		[-720, -260],
		{
			trigger: 'polled',
			pollTimes: { item: [{ mode: 'everyX', value: 30, unit: 'minutes' }] },
			polledEvents: ['inMail', 'prospectNote', 'stub'],
			contracts: '',
			seatChoice: 'all',
			lookBackHours: 12,
		},
		LINKEDIN,
	),
	every('Every 30 Minutes', [-720, 0], { field: 'minutes', minutesInterval: 30 }),
	core('Start by Hand', 'manualTrigger', 1, [-720, 360], {}),
	set(
		'Settings',
		[-500, 180],
		{
			daysToReconcile: 3,
			fillGapsOfCandidates: true,
			createCandidates: false,
		},
		{ executeOnce: true },
	),
	own('Get Connection', 'historicalSync', [-300, 180], { operation: 'getConnection' }, LINKEDIN),
	createTable('rsc_seats', [-100, 180]),
	createTable('rsc_people', [100, 180]),
	createTable('rsc_activity', [300, 180]),
	createTable('rsc_parked', [500, 180]),
	createTable('rsc_sync', [700, 180]),
	when('Polled?', [920, -240], "$('RSC Trigger').isExecuted"),
	make(
		'What It Found',
		[1120, -240],
		"{ events: $('RSC Trigger').all().map((item) => ({ ...item.json, settings: $('Settings').first().json })) }",
	),
	core('Each That It Found', 'splitOut', 1, [1320, -240], {
		fieldToSplitOut: 'events',
		options: {},
	}),
	core('In Parts', 'splitInBatches', 3, [1540, -240], { batchSize: 300, options: {} }),
	writeThese('Write a Part', [1780, -240]),
	rows('Read Last Reconcile', [920, 60], 'rsc_sync', 'get', {
		filter: leaseOf('activityReconcile', ORGANIZATION),
		limit: 1,
		executeOnce: true,
		alwaysOutputData: true,
	}),
	when(
		'Reconcile Due?',
		[1020, 60],
		"$('Start by Hand').isExecuted || (!$('RSC Trigger').isExecuted && !(Date.parse($json.startedAt) > Date.now() - 86400000))",
	),
	rows('Read Mapped Seats', [1120, 60], 'rsc_seats', 'get', {
		filter: { organization: ORGANIZATION },
		executeOnce: true,
	}),
	core('Mapped Ones', 'filter', 2.2, [1220, 60], {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			conditions: [
				{
					id: 'mapped',
					leftValue: '={{ Boolean($json.userId) }}',
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
			combinator: 'and',
		},
		options: {},
	}),
	set('What to Read', [1320, 60], {
		seat: '={{ $json.seat }}',
		contract: '={{ $json.contract }}',
		checkpoint: '',
		begunAt: '={{ $now.toUTC().toISO() }}',
		// At least back to the last Reconcile that came to its end, and half a day more.
		from: "={{ new Date(Math.min(Date.now() - $('Settings').first().json.daysToReconcile * 86400000, (Date.parse($('Read Last Reconcile').first().json.startedAt) || Date.now()) - 43200000)).toISOString() }}",
	}),
	own(
		'Get Many',
		'recruiterActivity',
		[1540, 60],
		{
			operation: 'getMany',
			contract: '={{ $json.contract }}',
			seat: { __rl: true, mode: 'id', value: '={{ $json.seat }}' },
			kinds: ['stub', 'inMail', 'prospectNote'],
			from: '={{ $json.from ?? $now.toUTC().toISO() }}',
			checkpoint: '={{ $json.checkpoint }}',
			getManyOptions: {},
		},
		{ ...LINKEDIN, onError: 'continueErrorOutput' },
	),
	make('With Settings', [1780, -60], "{ ...$json, settings: $('Settings').first().json }"),
	writeThese('Write Them', [2000, -60]),
	when(
		'More Now?',
		[1780, 100],
		'!$json.done && $runIndex < 200 && (!$json.resumeAt || Date.parse($json.resumeAt) < Date.now() + 600000)',
	),
	core('Wait for the Limit', 'wait', 1.1, [2000, 100], {
		resume: 'timeInterval',
		amount:
			'={{ Math.max(0, Math.ceil((Date.parse($json.resumeAt ?? "") - Date.now()) / 1000)) || 0 }}',
		unit: 'seconds',
	}),
	when('Done With It?', [2000, 200], '$json.done'),
	rows('Note What Is Left', [2200, 200], 'rsc_sync', 'upsert', {
		filter: leaseOf('activity', ORGANIZATION),
		values: {
			organization: ORGANIZATION,
			stream: 'activity',
			activity: 'Waiting for a limit',
			message: '={{ `Reading goes on after ${$json.resumeAt ?? "a while"} (${$json.boundBy}).` }}',
			heartbeatAt: '={{ $now.toUTC().toISO() }}',
		},
	}),
	when(
		'Reconciled?',
		[920, 380],
		"$('What to Read').isExecuted && !$('Note What Failed').isExecuted && !$('Note What Is Left').isExecuted",
	),
	rows('Note the Reconcile', [1120, 380], 'rsc_sync', 'upsert', {
		filter: leaseOf('activityReconcile', ORGANIZATION),
		values: {
			organization: ORGANIZATION,
			stream: 'activityReconcile',
			activity: 'Reconciled',
			startedAt: "={{ $('What to Read').first().json.begunAt }}",
			finishedAt: '={{ $now.toUTC().toISO() }}',
			heartbeatAt: '={{ $now.toUTC().toISO() }}',
		},
		executeOnce: true,
	}),
	rows('Note What Failed', [1780, 280], 'rsc_sync', 'upsert', {
		filter: leaseOf('activity', ORGANIZATION),
		values: {
			organization: ORGANIZATION,
			stream: 'activity',
			activity: 'Reading failed',
			message: '={{ `${$json.error ?? ""} ${$json.details ?? ""}`.trim() }}',
			heartbeatAt: '={{ $now.toUTC().toISO() }}',
		},
	}),
	rows('Note That It Works', [920, -420], 'rsc_sync', 'upsert', {
		filter: leaseOf('activity', ORGANIZATION),
		values: {
			organization: ORGANIZATION,
			stream: 'activity',
			activity: 'Importing InMails and notes',
			message: '',
			heartbeatAt: '={{ $now.toUTC().toISO() }}',
		},
		executeOnce: true,
	}),
	rows('Read Parked', [920, 240], 'rsc_parked', 'get', {
		filter: [
			['organization', 'eq', ORGANIZATION],
			['recordKey', 'like', 'activity:%'],
		],
		executeOnce: true,
	}),
	core('Due Again', 'filter', 2.2, [1120, 240], {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			conditions: [
				{
					id: 'due',
					leftValue:
						'={{ Boolean($json.payload) && (Boolean($json.retryAskedAt) || (!["REMOVE_BY_HAND", "CANNOT_LOOK", "CREATE_BLOCKED", "NO_PERSON"].includes($json.code) && Date.now() >= Date.parse($json.lastSeenAt) + Math.min(86400000, 900000 * 2 ** ($json.attempts ?? 0)))) }}',
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
			combinator: 'and',
		},
		options: {},
	}),
	make(
		'As It Was Parked',
		[1320, 240],
		"{ ...JSON.parse($json.payload), organization: $json.organization, settings: $('Settings').first().json }",
	),
	writeThese('Try Again', [1540, 240]),
];

const writing: TemplateNode[] = [
	core('Write These', 'executeWorkflowTrigger', 1.1, [-720, 900], { inputSource: 'passthrough' }),
	rows('No Lease Yet?', [-500, 720], 'rsc_sync', 'rowNotExists', {
		filter: leaseOf(WRITING, CALLED),
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
	make('All of Them', [-100, 900], "{ events: $('Write These').all().map((item) => item.json) }", {
		executeOnce: true,
	}),
	core('Each Event', 'splitOut', 1, [80, 900], { fieldToSplitOut: 'events', options: {} }),
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
		{ credentials: BOTH, onError: 'continueErrorOutput' },
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
	core('Learned Who It Is', 'filter', 2.2, [1000, 1120], {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			conditions: [
				{
					id: 'learned',
					leftValue: '={{ Boolean($json.learnedPerson) }}',
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
			combinator: 'and',
		},
		options: {},
	}),
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
	rows('Put Down the Pen', [300, 1720], 'rsc_sync', 'update', {
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

const importing: TemplateNode[] = [
	every('Every Minute', [-720, 2000], { field: 'minutes', minutesInterval: 1 }),
	own(
		'Get Connection Too',
		'historicalSync',
		[-500, 2000],
		{ operation: 'getConnection' },
		LINKEDIN,
	),
	createTable('rsc_seats', [-300, 2000], 'Ensure rsc_seats'),
	createTable('rsc_people', [-300, 2160], 'Ensure rsc_people'),
	createTable('rsc_activity', [-300, 2320], 'Ensure rsc_activity'),
	createTable('rsc_parked', [-100, 2320], 'Ensure rsc_parked'),
	createTable('rsc_sync', [-100, 2160], 'Ensure rsc_sync'),
	rows('Read Seats to Import', [100, 2000], 'rsc_seats', 'get', {
		filter: { organization: "={{ $('Get Connection Too').first().json.organization }}" },
		executeOnce: true,
	}),
	core('Past Is Missing', 'filter', 2.2, [300, 2000], {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			conditions: [
				{
					id: 'due',
					leftValue:
						'={{ Boolean($json.userId) && Boolean($json.importedFromMs) && ($json.importedUntilMs ?? 0) < Date.parse($json.mappedAt) }}',
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
			combinator: 'and',
		},
		options: {},
	}),
	core('One at a Time', 'limit', 1, [500, 2000], { maxItems: 1 }),
	rows('No Import Lease Yet?', [700, 1860], 'rsc_sync', 'rowNotExists', {
		filter: leaseOf(IMPORTING, OWN),
	}),
	insertRow('First Import Lease', [900, 1860], 'rsc_sync', {
		organization: OWN,
		stream: IMPORTING,
		activity: '',
		checkpoint: '',
		leaseOwner: '',
		leaseUntilMs: 0,
		resumeAtMs: 0,
	}),
	rows('Take Import Lease', [700, 2000], 'rsc_sync', 'update', {
		filter: [
			['organization', 'eq', OWN],
			['stream', 'eq', IMPORTING],
			['leaseUntilMs', 'lt', '={{ Date.now() }}'],
		],
		values: { leaseOwner: '={{ $execution.id }}', leaseUntilMs: '={{ Date.now() + 1800000 }}' },
	}),
	rows('No Progress Yet?', [900, 2000], 'rsc_sync', 'rowNotExists', {
		filter: leaseOf("={{ `import ${$('One at a Time').first().json.seat}` }}", OWN),
	}),
	insertRow('First Progress', [1100, 1920], 'rsc_sync', {
		organization: OWN,
		stream: "={{ `import ${$('One at a Time').first().json.seat}` }}",
		activity: 'Starting',
		checkpoint: '',
		done: 0,
		resumeAtMs: 0,
		startedAt: '={{ $now.toUTC().toISO() }}',
		finishedAt: '',
	}),
	rows('Read Import', [900, 2140], 'rsc_sync', 'get', {
		filter: leaseOf("={{ `import ${$('One at a Time').first().json.seat}` }}", OWN),
		limit: 1,
	}),
	when('Not Before', [1100, 2140], '($json.resumeAtMs ?? 0) <= Date.now()'),
	own(
		'Get Past',
		'recruiterActivity',
		[1320, 2140],
		{
			operation: 'getMany',
			contract: "={{ $('One at a Time').first().json.contract }}",
			seat: { __rl: true, mode: 'id', value: "={{ $('One at a Time').first().json.seat }}" },
			kinds: ['stub', 'inMail', 'prospectNote'],
			// A seat that was mapped again after a pause: only the pause is missing, and the old import is over.
			from: "={{ new Date($('One at a Time').first().json.importedUntilMs ?? $('One at a Time').first().json.importedFromMs).toISOString() }}",
			checkpoint:
				"={{ $json.finishedAt && Date.parse($json.finishedAt) < Date.parse($('One at a Time').first().json.mappedAt) ? '' : $json.checkpoint }}",
			getManyOptions: {},
		},
		{ ...LINKEDIN, onError: 'continueErrorOutput' },
	),
	writeThese('Write the Past', [1560, 2040]),
	rows('Save Progress', [1560, 2180], 'rsc_sync', 'update', {
		filter: leaseOf('={{ `import ${$json.seat}` }}', OWN),
		values: {
			checkpoint: '={{ $json.checkpoint }}',
			activity: '={{ $json.activity }}',
			done: '={{ $json.events }}',
			total: '={{ $json.calls + $json.callsLeft }}',
			requests: '={{ String($json.calls) }}',
			etaSeconds: '={{ $json.etaSeconds }}',
			boundBy: '={{ $json.boundBy }}',
			heartbeatAt: '={{ $now.toUTC().toISO() }}',
			resumeAtMs: '={{ $json.resumeAt ? Date.parse($json.resumeAt) : 0 }}',
			message: '',
			finishedAt: '={{ $json.done ? $now.toUTC().toISO() : "" }}',
		},
	}),
	when('All Imported?', [1780, 2180], "$('Get Past').all(1)[0].json.done"),
	rows('Mark as Imported', [2000, 2180], 'rsc_seats', 'update', {
		filter: { organization: OWN, seat: "={{ $('One at a Time').first().json.seat }}" },
		values: { importedUntilMs: "={{ Date.parse($('One at a Time').first().json.mappedAt) }}" },
	}),
	rows('Note Why It Stopped', [1560, 2340], 'rsc_sync', 'update', {
		filter: leaseOf(
			"={{ `import ${$('One at a Time').first().json.seat}` }}",
			"={{ $('One at a Time').first().json.organization }}",
		),
		values: {
			activity: 'Stopped',
			message: '={{ `${$json.error ?? ""} ${$json.details ?? ""}`.trim() }}',
			resumeAtMs: '={{ Date.now() + 900000 }}',
		},
	}),
	rows('Release Import Lease', [900, 2480], 'rsc_sync', 'update', {
		filter: [
			['organization', 'eq', OWN],
			['stream', 'eq', IMPORTING],
			['leaseOwner', 'eq', '={{ $execution.id }}'],
		],
		values: { leaseOwner: '', leaseUntilMs: 0 },
		executeOnce: true,
	}),
	core('n8n Starts', 'n8nTrigger', 1, [-720, 2640], { events: ['init'] }),
	createTable('rsc_sync', [-500, 2640], 'Have rsc_sync'),
	rows('Forget Leases', [-300, 2640], 'rsc_sync', 'update', {
		filter: [['stream', 'like', 'activity%']],
		values: { leaseOwner: '', leaseUntilMs: 0 },
	}),
];

const notes: TemplateNode[] = [
	sticky(
		'Read Me',
		[-1460, -160],
		[640, 640],
		[
			'## RSC 04 InMails and Notes',
			'What mapped seat holders write in Recruiter is on the candidate in SmartRecruiters: once, with author and time; edited and deleted when the original is.',
			'**Before:** connect a contract (workflow 01), map people (workflow 02).',
			'**Set up:** choose the credentials *LinkedIn RSC* and *SmartRecruiters*, enter the numbers of your contracts in *RSC Trigger*, publish. The SmartRecruiters credential needs messages_read and messages_write and the role of an administrator: SmartRecruiters shows notes to nobody else, and after a power cut this workflow looks before it writes again.',
			'**What is not certain is never written.** It waits in the Data Table `rsc_parked` with the reason and what to do, and is tried again by itself.',
			'**State:** `rsc_activity` (which note belongs to which event, and `lagSeconds`: how long it took), `rsc_people`, `rsc_parked`, `rsc_sync` (rows *activity* and *import …*).',
			'**Settings:** how many days Reconcile covers (a start by hand reconciles at once), whether shared contact details fill gaps of candidates or create candidates.',
		].join('\n\n'),
		4,
	),
	sticky(
		'About Reading',
		[-760, -160],
		[1500, 130],
		'### 1. Read\n\nRSC Trigger brings what is new every 30 minutes; n8n forgets a poll whose run is killed, so once a day the last days are read again (Reconcile), at least back to the last one that came to its end, and what is missing is written. Every 30 minutes, what is parked and due is tried again.',
		7,
	),
	sticky(
		'About Writing',
		[-760, 560],
		[900, 130],
		'### 2. Write, one run at a time\n\nOnly mapped seats, only what is new. An event is marked in the ledger before it is written, and stored after: a kill in between is settled by looking.',
		7,
	),
	sticky(
		'About the Past',
		[-760, 1840],
		[900, 130],
		'### 3. The past of seats that were mapped later\n\nOne chunk a minute, newest first; workflow 02 marks what is wanted. It goes on after a restart where it stood, and leaves half of LinkedIn’s daily limit to the reading above.',
		7,
	),
];

/** What seat holders write in Recruiter comes to SmartRecruiters. */
export const IN_MAILS_AND_NOTES: WorkflowDraft = {
	id: 'rscActivity',
	name: 'RSC 04 InMails and Notes',
	file: '04-inmails-and-notes',
	nodes: [...notes, ...reading, ...writing, ...importing],
	links: [
		['RSC Trigger', 'Settings'],
		['Every 30 Minutes', 'Settings'],
		['Start by Hand', 'Settings'],
		['Settings', 'Get Connection'],
		['Get Connection', 'Create rsc_seats'],
		['Create rsc_seats', 'Create rsc_people'],
		['Create rsc_people', 'Create rsc_activity'],
		['Create rsc_activity', 'Create rsc_parked'],
		['Create rsc_parked', 'Create rsc_sync'],
		['Create rsc_sync', 'Note That It Works'],
		['Create rsc_sync', 'Polled?'],
		['Polled?', 'What It Found'],
		['What It Found', 'Each That It Found'],
		['Each That It Found', 'In Parts'],
		['In Parts', 1, 'Write a Part'],
		['Write a Part', 'In Parts'],
		['Create rsc_sync', 'Read Last Reconcile'],
		['Read Last Reconcile', 'Reconcile Due?'],
		['Reconcile Due?', 'Read Mapped Seats'],
		['Create rsc_sync', 'Reconciled?'],
		['Reconciled?', 'Note the Reconcile'],
		['Create rsc_sync', 'Read Parked'],
		['Read Mapped Seats', 'Mapped Ones'],
		['Mapped Ones', 'What to Read'],
		['What to Read', 'Get Many'],
		['Get Many', 0, 'With Settings'],
		['With Settings', 'Write Them'],
		['Get Many', 1, 'More Now?'],
		['Get Many', 2, 'Note What Failed'],
		['More Now?', 'Wait for the Limit'],
		['More Now?', 1, 'Done With It?'],
		['Done With It?', 1, 'Note What Is Left'],
		['Wait for the Limit', 'Get Many'],
		['Read Parked', 'Due Again'],
		['Due Again', 'As It Was Parked'],
		['As It Was Parked', 'Try Again'],

		['Write These', 'No Lease Yet?'],
		['Write These', 'Take the Pen'],
		['No Lease Yet?', 'First Lease'],
		['Take the Pen', 'Got It?'],
		['Got It?', 0, 'All of Them'],
		['Got It?', 1, 'Wait for the Pen'],
		['Wait for the Pen', 'Take the Pen'],
		['All of Them', 'Each Event'],
		['All of Them', 'Put Down the Pen'],
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

		['Every Minute', 'Get Connection Too'],
		['Get Connection Too', 'Ensure rsc_seats'],
		['Ensure rsc_seats', 'Ensure rsc_people'],
		['Ensure rsc_people', 'Ensure rsc_activity'],
		['Ensure rsc_activity', 'Ensure rsc_parked'],
		['Ensure rsc_parked', 'Ensure rsc_sync'],
		['Ensure rsc_sync', 'Read Seats to Import'],
		['Read Seats to Import', 'Past Is Missing'],
		['Past Is Missing', 'One at a Time'],
		['One at a Time', 'No Import Lease Yet?'],
		['No Import Lease Yet?', 'First Import Lease'],
		['One at a Time', 'Take Import Lease'],
		['Take Import Lease', 'No Progress Yet?'],
		['No Progress Yet?', 'First Progress'],
		['Take Import Lease', 'Read Import'],
		['Take Import Lease', 'Release Import Lease'],
		['Read Import', 'Not Before'],
		['Not Before', 'Get Past'],
		['Get Past', 0, 'Write the Past'],
		['Get Past', 1, 'Save Progress'],
		['Get Past', 2, 'Note Why It Stopped'],
		['Save Progress', 'All Imported?'],
		['All Imported?', 'Mark as Imported'],

		['n8n Starts', 'Have rsc_sync'],
		['Have rsc_sync', 'Forget Leases'],
	],
};
