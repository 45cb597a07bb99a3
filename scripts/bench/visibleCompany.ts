import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/basics/durations';
import { compareSight, type SightComparison } from '../../sandbox/compare/sight';
import type { SightReport } from '../../sandbox/compare/SightWatch';
import { Draw } from '../../sandbox/company/random';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { actOnTeams } from '../../sandbox/live/actOnTeams';
import { sidesOf } from '../../sandbox/sightControlRoutes';
import { WaitLedger } from '../../src/http/WaitLedger';
import type { HttpRequest } from '../../src/http/Transport';
import { ALL_VIEWERS, setConfigurations } from '../../src/linkedin/configurations';
import { openLinkedIn } from '../../src/operations/connect';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { syncVisibility } from '../../src/operations/history/syncVisibility';
import type { VisibilityScope } from '../../src/operations/history/VisibilityInput';
import type { VisibilityReport } from '../../src/operations/history/VisibilityReport';
import { SEATS } from '../../src/state/tables';
import { VisibilityLedger } from '../../src/state/VisibilityLedger';
import {
	historyRuntime,
	ORGANIZATION,
	PROFILE_URL,
	type TestRuntime,
} from '../support/historyRuntime';
import { runToEnd } from '../support/runToEnd';
import { chooseTeams, mappedSeat, TEAM_ACTIONS } from '../support/visibility';

const CONTRACT = 'urn:li:contract:2001';
const START_MS = Date.UTC(2026, 10, 1, 6);

export interface VisibleOptions {
	jobs: number;
	users: number;
	/** Recruiter seats of the first contract: at most one for four users; default: the sandbox's. */
	seats?: number;
	teamSize: number;
	days: number;
	actionsPerDay: number;
	/** Per cent of webhooks that are lost, and that come twice. */
	lose: number;
	double: number;
	/** On which days the nightly run is killed, and after how many requests to LinkedIn. */
	kills: ReadonlyMap<number, number>;
	/** How many seats are mapped only later, one each third day. */
	mappedLater: number;
}

export interface Calls {
	made: number;
	/** What the same work takes at least: a team a job and pages of 100, nothing twice. */
	least: number;
}

export interface Visible {
	sandbox: Sandbox;
	runtime: TestRuntime;
	watched: SightReport;
	comparison: SightComparison;
	/** Rows that LinkedIn holds and the state does not, and the other way round. */
	rowsOnOneSide: number;
	rows: number;
	calls: Calls;
	killed: number;
	webhooks: { sent: number; lost: number; doubled: number };
	last: VisibilityReport;
	close: () => Promise<void>;
}

class Killed extends Error {}

/** A company whose hiring teams and users change, with workflow 06's operations at work on it. Time is the sandbox's. */
export async function liveVisibly(options: VisibleOptions): Promise<Visible> {
	const { jobs, users, teamSize, days, actionsPerDay } = options;
	const sandbox = await createSandbox({
		people: 5,
		jobs,
		users,
		teamSize,
		startAtMs: START_MS,
		limits: 'off',
	});
	const { clock, company } = sandbox.context;
	const counter = { requests: 0, killAfter: Number.POSITIVE_INFINITY };
	const runtimeOf = async (store?: TestRuntime['store']): Promise<TestRuntime> => {
		const runtime = await historyRuntime(sandbox, {
			requestsPerSecond: 1000,
			...(store && { store }),
		});
		for (const side of [runtime.linkedIn, runtime.smartRecruiters]) {
			const { transport } = side;
			side.transport = async (request: HttpRequest) => {
				counter.requests += 1;
				counter.killAfter -= 1;
				if (counter.killAfter < 0) throw new Killed('killed');
				return await transport(request);
			};
		}
		return runtime;
	};
	let runtime = await runtimeOf();
	const { store } = runtime;
	await runToEnd(sandbox, runtime, { candidates: false, applications: false, details: false });
	const { api } = openLinkedIn(runtime.linkedIn, runtime, {
		deadlineMs: clock.now() + HOUR_MS,
		ledger: new WaitLedger(),
	});
	await setConfigurations(
		api,
		new Map([
			['JOB_POSTING_VIEWERS', ALL_VIEWERS],
			['APPLICATION_VIEWERS', ALL_VIEWERS],
		]),
	);
	if (options.seats !== undefined) sandbox.seats.setCount(CONTRACT, options.seats);
	// Of all contracts, each person once.
	const seats = [
		...new Map(
			sidesOf(sandbox.room, ORGANIZATION)
				.seats.filter(({ trueUserId }) => trueUserId)
				.flatMap((seat) => (seat.personUrn ? [[seat.personUrn, seat] as const] : []))
				.reverse(),
		).values(),
	].reverse();
	const mapSeat = async (nth: number): Promise<void> => {
		const seat = seats[nth];
		if (!seat) return;
		await store.put(SEATS, [mappedSeat(seat)]);
	};
	const mappedFirst = seats.length - options.mappedLater;
	for (let nth = 0; nth < mappedFirst; nth += 1) await mapSeat(nth);
	await chooseTeams(store);
	sandbox.sight.start();
	const calls: Calls = { made: 0, least: 0 };
	let killed = 0;
	const run = async (scope: VisibilityScope): Promise<VisibilityReport> => {
		for (let tries = 0; tries < 200; tries += 1) {
			try {
				const { report } = await syncVisibility(runtime, {
					scope: tries === 0 ? scope : 'due',
					jobIds: [],
					timeLimitMs: 5 * MINUTE_MS,
					jobCheckDelayMs: 5 * MINUTE_MS,
				});
				if (report.state === 'done') return report;
				clock.set(
					Math.max(clock.now() + MINUTE_MS, report.resumeAt ? Date.parse(report.resumeAt) : 0),
				);
			} catch (error) {
				if (counter.killAfter >= 0) throw error;
				// The process is gone; the next one begins when the lock has ended.
				killed += 1;
				counter.killAfter = Number.POSITIVE_INFINITY;
				clock.advance(2 * MINUTE_MS);
				runtime = await runtimeOf(store);
			}
		}
		throw new Error('Never done');
	};
	const held = () => sandbox.store.of(ORGANIZATION).acls.dump();
	const rowsNow = (): number => held().entities.length + held().assignees.length;
	let last = await run('due');
	const pages = Math.ceil(jobs / 100);
	counter.requests = 0;
	const draw = new Draw(7, 1, 99);
	const webhooks = { sent: 0, lost: 0, doubled: 0 };
	for (let day = 1; day <= days; day += 1) {
		for (let nth = 0; nth < actionsPerDay; nth += 1) {
			clock.advance((20 * HOUR_MS) / actionsPerDay);
			const kind = draw.pick(TEAM_ACTIONS);
			const job = company.job(draw.int(jobs));
			const before = rowsNow();
			actOnTeams(kind, { company, draw, job, atMs: clock.now() });
			if (!/Team/.test(kind)) continue;
			webhooks.sent += 1;
			if (draw.int(100) < options.lose) {
				webhooks.lost += 1;
				continue;
			}
			const times = draw.int(100) < options.double ? 2 : 1;
			webhooks.doubled += times - 1;
			for (let time = 0; time < times; time += 1) {
				await syncRecords(runtime, {
					items: [
						{
							event: 'job.hiring-team.updated',
							jobId: job.id,
							candidateId: '',
							applicationId: '',
							reviewId: '',
						},
					],
					profileUrl: PROFILE_URL,
					timeLimitMs: MINUTE_MS,
				});
				// The job and its department, the team, and a user who gains sight.
				calls.least += 2;
			}
			calls.least += rowsNow() === before ? 0 : 1;
		}
		if (day % 3 === 0) await mapSeat(mappedFirst + day / 3 - 1);
		const kill = options.kills.get(day);
		if (kill !== undefined) counter.killAfter = kill;
		clock.set(START_MS + day * DAY_MS);
		last = await run('all');
		counter.killAfter = Number.POSITIVE_INFINITY;
		calls.least += jobs + pages + Math.ceil(users / 100) + 1;
	}
	calls.made = counter.requests;
	const ledger = new VisibilityLedger(store, ORGANIZATION);
	const stored = new Set<string>();
	for (const kind of ['job', 'person'] as const)
		for (const [id, groups] of await ledger.all(kind))
			for (const [group, isConfirmed] of groups) stored.add(`${id} ${group} ${isConfirmed}`);
	const atLinkedIn = new Set([
		...held().entities.map(({ entityId, group }) => `${entityId} ${group} true`),
		...held().assignees.map(({ assignee, group }) => `${assignee} ${group} true`),
	]);
	const oneSided = [...stored, ...atLinkedIn].filter(
		(row) => !(stored.has(row) && atLinkedIn.has(row)),
	);
	return {
		sandbox,
		runtime,
		watched: sandbox.sight.report(),
		comparison: compareSight(sidesOf(sandbox.room, ORGANIZATION)),
		rowsOnOneSide: oneSided.length,
		rows: rowsNow(),
		calls,
		killed,
		webhooks,
		last,
		close: async () => {
			await sandbox.close();
		},
	};
}
