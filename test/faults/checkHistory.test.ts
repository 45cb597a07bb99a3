import { checkHistory } from '../../scripts/faults/worlds/checkHistory';

const POST = 'http SmartRecruiters POST /messages/shares';
const UPDATE = 'http LinkedIn BATCH_UPDATE /rest/candidates';
const DELETE = 'http LinkedIn BATCH_DELETE /rest/candidates';
const OTHER = { url: 'http://v.example/y' };
const GET = 'http SmartRecruiters GET /messages';
const HELD = {
	leases: [{ owner: 'execution process 1.4, Sync New, 1', untilMs: 60_000 }],
	host: 0,
};

/** A history: lines follow each other by a second unless they say when. */
const history = (...lines: object[]): string[] =>
	lines.map((line, nth) =>
		JSON.stringify({ t: nth * 1_000, run: 'process 1', url: 'http://v.example/x', ...line }),
	);
const READY = { type: 'ready' };
const found = (...lines: object[]): string[] =>
	checkHistory(history(...lines)).map(({ promise, what }) => `${promise}: ${what.split(':')[0]}`);

it('finds nothing in a history in which all is well', () => {
	expect(
		found(
			{ type: 'invoke', at: GET },
			{ type: 'ok', at: GET, status: 200 },
			READY,
			{ type: 'invoke', at: UPDATE, ...HELD },
			{ type: 'fault', at: UPDATE, kind: 'throttledFor' },
			{ type: 'ok', at: UPDATE, status: 429 },
			{ type: 'wait', at: UPDATE, status: 7 },
			{ type: 'invoke', at: UPDATE, t: 13_001, ...HELD },
			{ type: 'invoke', at: POST, body: 'b', ...HELD, ...OTHER },
			{ type: 'info', at: POST, body: 'b', ...OTHER },
			{ type: 'ok', at: GET, status: 200 },
			{ type: 'invoke', at: POST, body: 'b', ...HELD, ...OTHER },
			{ type: 'invoke', at: DELETE, leases: [{ owner: '', untilMs: 0 }], host: 0, ...OTHER },
		),
	).toEqual([]);
});

const BAD: Array<[string, string, object[]]> = [
	[
		'a write before the acknowledgement',
		'wrong: a write before the acknowledgement',
		[{ type: 'invoke', at: UPDATE, ...HELD }],
	],
	[
		'a write without any lock',
		'doubled: a write without a lease',
		[READY, { type: 'invoke', at: UPDATE, leases: [], host: 0 }],
	],
	[
		'a write after the end of the lease',
		'doubled: a write without a lease',
		[READY, { type: 'invoke', at: UPDATE, ...HELD, host: 60_000 }],
	],
	[
		'a deletion after the end of the lease',
		'doubled: a write without a lease',
		[READY, { type: 'invoke', at: DELETE, ...HELD, host: 60_000 }],
	],
	[
		'a write under the lock of another process',
		'doubled: a write without a lease',
		[READY, { type: 'invoke', at: UPDATE, ...HELD, run: 'process 11' }],
	],
	[
		'a 429 that nobody planned',
		'beyondQuota: a 429 that was not planned',
		[
			{ type: 'fault', at: UPDATE, kind: 'throttled' },
			{ type: 'ok', at: UPDATE, status: 429 },
			{ type: 'ok', at: UPDATE, status: 429 },
		],
	],
	[
		'a call before Retry-After is over',
		'beyondQuota: sooner than asked for',
		[
			{ type: 'wait', at: GET, status: 7 },
			{ type: 'invoke', at: GET, t: 6_999 },
		],
	],
	[
		'a note that is sent again without a look',
		'doubled: sent again without a look',
		[
			READY,
			{ type: 'invoke', at: POST, body: 'b', ...HELD },
			{ type: 'info', at: POST, body: 'b' },
			{ type: 'invoke', at: POST, body: 'b', ...HELD, run: 'process 1' },
		],
	],
	[
		'a call that names another organization',
		'wrong: another organization',
		[{ type: 'invoke', at: GET, url: 'http://v.example/x?q=urn%3Ali%3Aorganization%3A2000' }],
	],
];
it.each(BAD)('finds %s', (_title, expected, lines) => {
	expect(found(...lines)).toEqual([expected]);
});
