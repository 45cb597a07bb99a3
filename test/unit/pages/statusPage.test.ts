import { HISTORY_STREAMS } from '../../../src/pages/historySection';
import { statusPage } from '../../../src/pages/statusPage';
import { STREAMS } from '../../../src/state/tables';
import { contractRow, NOW_MS, parkedRow, runningPage, syncRow } from './fixtures';

/** What a person reads: no tags, no styles, one space between words. */
function textOf(page: string): string {
	return page
		.replace(/<style>[\s\S]*?<\/style>/, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/&#39;/g, "'")
		.replace(/\s+/g, ' ');
}
const headlineOf = (page: string): string | undefined =>
	/data-testid="headline">([^<]*)</.exec(page)?.[1];

describe('the headline', () => {
	const finished = syncRow({
		startedAt: '2026-11-24T10:00:00Z',
		finishedAt: '2026-11-24T11:00:00Z',
	});
	it.each([
		['nothing is there', { contracts: [], sync: [] }, 'Not connected yet.'],
		[
			'nobody has acknowledged',
			{ acknowledged: false, contracts: [], sync: [] },
			'Not connected yet: the sharing of data has not been acknowledged.',
		],
		[
			'it was disconnected',
			{ acknowledged: false, contracts: [contractRow({ state: 'disconnected' })] },
			'Disconnected. Nothing is sent.',
		],
		[
			'a contract waits for its switches',
			{ contracts: [contractRow({ state: 'waiting' })], sync: [] },
			'Not connected yet: access has to be switched on.',
		],
		[
			'it was switched off',
			{
				contracts: [contractRow({ state: 'switchedOff' }), contractRow({ state: 'chosen' })],
				sync: [],
			},
			'Paused: access is switched off in LinkedIn Recruiter, and nothing is sent.',
		],
		[
			'a contract was refused',
			{ contracts: [contractRow({ state: 'refused' })], sync: [] },
			'Not connected yet.',
		],
		[
			'the history has not begun',
			{ sync: [] },
			'Connected. 1 more to connect. The history follows.',
		],
		[
			'it runs',
			{},
			'Connected. 1 more to connect. The history is being sent, about 14 minutes left.',
		],
		[
			'it is done',
			{ sync: [finished] },
			'Connected. 1 more to connect. The history is at LinkedIn.',
		],
		[
			'it has stopped',
			{ sync: [syncRow({ message: 'LinkedIn answered 403' })] },
			'Connected. 1 more to connect. Sending the history has stopped.',
		],
	])('says how it stands when %s', (_when, change, expected) => {
		expect(headlineOf(statusPage(runningPage(change)))).toBe(expected);
	});
});

describe('the page', () => {
	const page = statusPage(runningPage());
	const text = textOf(page);

	it('names each contract with both levels, and what is missing', () => {
		expect(text).toContain('Acme Europe contract 2001 Company level: On Contract level: On');
		expect(text).toContain('Acme Agency contract 2002 Company level: On Contract level: Off');
		expect(text).toContain('Missing: Contract-level access (contract 2002)');
		expect(text).toContain('Checked 2 minutes ago');
	});

	it('tells done of total per stream, what was not accepted, speed, limit and time left', () => {
		expect(text).toContain('Candidates 61,200 of 100,000 · 311 not accepted');
		expect(page.replace(/\s+/g, ' ')).toContain(
			'aria-label="Candidates" aria-valuemin="0" aria-valuemax="100" aria-valuenow="61"',
		);
		expect(text).toContain('Left about 14 minutes');
		// Over the last minute or so, as the plot shows it; not the last chunk's own 9,840.
		expect(text).toContain('Speed 11,248 records a minute');
		expect(text).toContain('Limited by LinkedIn records per minute');
		expect(text).toContain('Last activity just now');
	});

	it('shows no bar for a stream whose total is not known yet', () => {
		expect(text).toContain('Applications 79,560 ');
		expect(page).not.toContain('aria-label="Applications"');
	});

	it('plots the rate over time', () => {
		expect(page).toMatch(/<svg [^>]*role="img"/);
		expect(text).toContain('Records a minute over time:');
	});

	it('groups parked records by reason, lists twenty, counts the rest, and offers to try again', () => {
		expect(text).toContain(
			'24 candidates: LinkedIn needs an e-mail address, and this candidate has none',
		);
		expect(text).toContain('1 job: LinkedIn needs the city');
		expect(page.match(/<code>/g)).toHaveLength(21);
		expect(text).toContain('and 4 more');
		expect(page).toContain('<form method="post" action="rsc-status">');
		expect(page).toMatch(/<input type="hidden" name="key" value="k3y" ?\/?>/);
	});

	it('has no section without parked records', () => {
		expect(textOf(statusPage(runningPage({ parked: [] })))).not.toContain('Set aside');
		expect(text).toContain('Set aside 25 records These');
		expect(textOf(statusPage(runningPage({ parkedLimit: 25 })))).toContain('25 records or more');
	});

	it('says that a retry was asked for', () => {
		const parked = [parkedRow(1, { retryAskedAt: '2026-11-24T11:59:50Z' }), parkedRow(2)];
		expect(textOf(statusPage(runningPage({ parked })))).toContain(
			'1 record will be tried again within a minute.',
		);
	});

	it('comes again every ten seconds while it works, every minute when it does not, and stands still on request', () => {
		expect(page).toContain('http-equiv="refresh" content="10"');
		const done = syncRow({ startedAt: '2026-11-24T10:00:00Z', finishedAt: '2026-11-24T11:00:00Z' });
		expect(statusPage(runningPage({ sync: [done] }))).toContain(
			'http-equiv="refresh" content="60"',
		);
		expect(statusPage(runningPage({ updates: false }))).not.toContain('http-equiv="refresh"');
	});

	it('shows why it has stopped, and when it is tried again', () => {
		const run = syncRow({
			activity: 'Stopped',
			message: 'LinkedIn answered 403. Check the organization.',
			resumeAtMs: NOW_MS + 600_000,
		});
		expect(textOf(statusPage(runningPage({ sync: [run] })))).toContain(
			'Stopped. LinkedIn answered 403. Check the organization. It is tried again automatically in about 10 minutes.',
		);
	});

	it('gives later capabilities room: people, and each stream of rsc_sync under its name', () => {
		const seats = [
			{ seat: 's1', userId: 'u1' },
			{ seat: 's2', userId: '' },
		];
		const sync = [
			syncRow({ stream: 'exports', done: 3, heartbeatAt: '2026-11-24T11:58:00Z' }),
			syncRow({ stream: 'candidateNotes', done: 7, total: 9, activity: 'Reading' }),
			syncRow({
				stream: 'activityWrite',
				activity: 'Importing InMails and notes',
				heartbeatAt: '2026-11-24T11:59:00Z',
			}),
		];
		const with_ = textOf(statusPage(runningPage({ seats, sync })));
		expect(with_).toContain('Recruiter seats that belong to a SmartRecruiters user: 1.');
		expect(with_).toContain('Exported candidates 3 Last activity 2 minutes ago');
		expect(with_).toContain('Candidate notes Reading');
		// Without a number there is none to show, and an empty row is nobody's business.
		expect(with_).toContain(
			'InMails and notes Importing InMails and notes Last activity 1 minute ago',
		);
		expect(page).not.toContain('id="people"');
	});

	it('says above the contracts that LinkedIn’s notifications do not arrive, and else that they do', () => {
		const told = (row: object) =>
			textOf(statusPage(runningPage({ sync: [syncRow({ stream: 'contracts', ...row })] })));
		expect(told({ message: 'LinkedIn’s challenge is answered with 404. Publish it.' })).toMatch(
			/ Contracts LinkedIn’s challenge is answered with 404. Publish it. .*Acme Europe/,
		);
		const well = told({ activity: 'LinkedIn’s notifications arrive here.' });
		expect(well).toMatch(/Acme Europe.* LinkedIn’s notifications arrive here\..* History/);
		expect(told({})).not.toContain('notifications');
	});

	it('escapes every value', () => {
		const evil = '"><script>alert(1)</script>{{ $env }}';
		const attacked = statusPage(
			runningPage({
				contracts: [contractRow({ name: evil, missing: evil, whatToDo: evil, checkedAt: evil })],
				sync: [
					syncRow({ activity: evil, boundBy: evil, message: evil, startedAt: evil, samples: evil }),
					syncRow({ stream: `constructor ${evil}`, done: 1 }),
					syncRow({ stream: 'constructor', done: 1 }),
				],
				parked: [parkedRow(1, { recordKey: evil, code: evil, reason: evil, whatToDo: evil })],
				links: { connect: evil, people: evil, disconnect: evil },
				address: evil,
				key: evil,
				message: evil,
			}),
		);
		expect(attacked).not.toMatch(/<script|\{\{/);
		expect(attacked).toContain('&lt;script&gt;');
	});

	it('loads nothing, runs nothing, and uses no word of the machinery', () => {
		const content = page.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, '');
		expect(content).not.toMatch(/<script|src=|https?:|url\(|@import|javascript:/i);
		expect(text).not.toMatch(/n8n|workflow|node\b|webhook|data table|rsc_|undefined|NaN|null/i);
	});
});

describe('the history', () => {
	it('is told of streams that exist', () => {
		expect(STREAMS).toEqual(expect.arrayContaining([...HISTORY_STREAMS]));
	});
});

describe('the warning about closed accounts', () => {
	const DAY_MS = 86_400_000;
	const iso = (daysAgo: number): string => new Date(NOW_MS - daysAgo * DAY_MS).toISOString();
	const page = (change: { connected: number; checked?: number; exported?: boolean }): string =>
		statusPage(
			runningPage({
				exported: change.exported ?? true,
				contracts: [contractRow({ connectedAt: iso(change.connected) })],
				sync:
					change.checked === undefined
						? []
						: [syncRow({ stream: 'closedProfiles', finishedAt: iso(change.checked) })],
			}),
		).replace(/\s+/g, ' ');

	it('comes when the last good check is older than 25 days, or there never was one', () => {
		expect(page({ connected: 90, checked: 26 })).toContain('LinkedIn was last asked 26 days ago');
		expect(page({ connected: 26 })).toContain('Nobody has asked LinkedIn yet');
	});

	it.each([
		['a recent check', { connected: 90, checked: 25 }],
		['a recent connection', { connected: 20 }],
		['nobody exported', { connected: 90, exported: false }],
	])('does not come with %s', (_what, change) => {
		expect(page(change)).not.toContain('closed their account');
	});
});

it('offers no second try where nothing would try', () => {
	const seat = { kind: 'seat', recordKey: 'seat:1', code: 'NOT_GIVEN_OUT' };
	const only = statusPage(runningPage({ parked: [parkedRow(1, seat)] }));
	expect(only).not.toContain('Try again now');
	const both = statusPage(runningPage({ parked: [parkedRow(1, seat), parkedRow(2)] }));
	expect(both).toContain('Try again now');
});

describe('the space of the tables', () => {
	const tableFill = {
		...{ bytes: 84 * 1024 * 1024, limitBytes: 200 * 1024 * 1024, daysLeft: 210 },
		tables: [{ name: 'rsc_activity', rows: 120_000, bytes: 60 * 1024 * 1024 }],
		measuredAt: new Date(NOW_MS - 3_600_000).toISOString(),
	};

	it('is told with the days that are left and the largest tables, and as no stream of work', () => {
		const sync = [syncRow({ stream: 'dataTables', done: 5, total: 7 })];
		const text = textOf(statusPage(runningPage({ tableFill, sync })));
		expect(text).toContain('Space in n8n about 84 MB of 200 MB');
		expect(text).toContain('At this pace it is enough for about 210 days.');
		expect(text).toContain('rsc_activity: 120,000 rows, 60 MB');
		expect(text.match(/Data Tables/g)).toHaveLength(1);
		expect(text).not.toContain('5 of 7');
	});

	it('is warned of at the top, with what to do', () => {
		const warning = { problem: 'Nearly full', whatToDo: 'Make room' };
		const page = statusPage(runningPage({ tableFill: { ...tableFill, warning } }));
		expect(page).toMatch(/role="alert" data-about="tables">Nearly full\. Make room</);
		expect(page.indexOf('Nearly full')).toBeLessThan(page.indexOf('id="contracts"'));
	});

	it('takes no room before it was measured', () => {
		expect(textOf(statusPage(runningPage({ tableFill: undefined })))).not.toContain('Space in n8n');
	});
});
