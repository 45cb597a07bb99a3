import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { settleTasks } from '../../sandbox/linkedin/jobRoutes';
import {
	historyRuntime,
	ORGANIZATION,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import { backfillInput, runToEnd } from '../../scripts/support/runToEnd';
import {
	mapEverySeat,
	showToEverybody,
	syncVisibilityToEnd,
} from '../../scripts/support/visibility';
import { setVisibility } from '../../src/operations/contract/setVisibility';
import { backfill } from '../../src/operations/history/backfill';
import { syncVisibility } from '../../src/operations/history/syncVisibility';
import { VisibilityLedger } from '../../src/state/VisibilityLedger';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** More than one look at the table takes. */
const MANY = 230;
const NOT_AT_LINKEDIN = 'job-that-linkedin-does-not-hold';

let sandbox: Sandbox;
let runtime: TestRuntime;
let ledger: VisibilityLedger;
beforeEach(async () => {
	sandbox = await createSandbox({
		...{ people: 5, jobs: 12, teamSize: 4, limits: 'off' },
		startAtMs: Date.UTC(2026, 10, 2),
	});
	runtime = await historyRuntime(sandbox, { requestsPerSecond: 1000 });
	await runToEnd(sandbox, runtime, { candidates: false, applications: false, details: false });
	showToEverybody(sandbox);
	await mapEverySeat(sandbox, runtime);
	ledger = new VisibilityLedger(runtime.store, ORGANIZATION);
	await setVisibility(runtime, {
		choice: {
			...{ who: 'team', openDepartments: [], openJobs: [], scheme: 'person', accessGroups: [] },
			...{ confidentialToTeam: false, changedBy: 'Ada Lo' },
		},
		allowsNobody: true,
		previewOnly: false,
	});
	await syncVisibilityToEnd(sandbox, runtime, 'due');
	settle();
});
afterEach(async () => {
	await sandbox.close();
});

const held = () => sandbox.store.of(ORGANIZATION);
const now = (): number => runtime.effects.now();
const settle = (): void => {
	sandbox.context.clock.advance(10 * MINUTE_MS);
	settleTasks(sandbox.room, held());
};
const everyMinute = async () => await backfill(runtime, backfillInput({ details: false }));
const syncWaiting = async () =>
	await syncVisibility(runtime, {
		...{ scope: 'waiting', jobIds: [], timeLimitMs: MINUTE_MS, jobCheckDelayMs: MINUTE_MS },
	});
const waiting = async (): Promise<string[]> =>
	(await ledger.wanted(1000)).flatMap(({ jobIds }) => jobIds);

/** Takes somebody off a team. @returns whether Recruiter still shows them the job, and the job */
function leaveATeam(): { jobId: string; isStillSeen: () => boolean } {
	const row = held()
		.acls.dump()
		.entities.find(({ group }) => group.startsWith('u-'));
	if (!row) throw new Error('Nobody is on a team');
	const { entityId: jobId, group } = row;
	const { company } = sandbox.context;
	company.changeTeam(
		jobId,
		company.teamOf(jobId).filter(({ userId }) => `u-${userId}` !== group),
	);
	return { jobId, isStillSeen: () => held().acls.groupsOfEntity('JOB_POSTING', jobId).has(group) };
}

describe('a team that has changed', () => {
	it('is followed by the next run of Backfill, behind however many jobs that wait for longer', async () => {
		for (let nth = 0; nth < MANY; nth += 1)
			await ledger.want([`${NOT_AT_LINKEDIN}-${nth}`], now() - 2 * HOUR_MS);
		const { jobId, isStillSeen } = leaveATeam();
		await ledger.want([jobId], now());
		expect(isStillSeen()).toBe(true);
		await everyMinute();
		expect(isStillSeen()).toBe(false);
		expect(await waiting()).toHaveLength(MANY);
		expect(await waiting()).not.toContain(jobId);
	});

	it('is not asked for every minute because others wait for longer', async () => {
		await ledger.want([NOT_AT_LINKEDIN], now() - 2 * HOUR_MS);
		await everyMinute();
		const { transport } = runtime.linkedIn;
		let requests = 0;
		runtime.linkedIn.transport = async (request) => {
			requests += 1;
			return await transport(request);
		};
		await everyMinute();
		expect(requests).toBe(0);
		expect(await waiting()).toEqual([NOT_AT_LINKEDIN]);
	});
});

describe('jobs that LinkedIn does not hold yet', () => {
	it('wait each for its own time, and are tried every minute for an hour', async () => {
		await ledger.want(['waits-for-days'], now() - 7 * DAY_MS + HOUR_MS);
		await ledger.want(['new'], now());
		await syncWaiting();
		expect((await waiting()).sort()).toEqual(['new', 'waits-for-days']);
		expect(await ledger.wanted(1, { sinceMs: now() - HOUR_MS })).toMatchObject([
			{ jobIds: ['new'] },
		]);
		sandbox.context.clock.advance(2 * HOUR_MS);
		await syncWaiting();
		expect(await waiting()).toEqual(['new']);
	});

	it('are put back in few rows, whenever each of them came', async () => {
		for (let nth = 0; nth < MANY; nth += 1) await ledger.want([`job-${nth}`], now() - nth * 60_000);
		await syncWaiting();
		expect(await waiting()).toHaveLength(MANY);
		expect((await ledger.wanted(1000)).length).toBeLessThan(10);
	});
});

describe('the ledger', () => {
	it('gives what follows behind entries that are left out', async () => {
		const entries = new Set<string>();
		for (let nth = 0; nth < MANY; nth += 1) entries.add(await ledger.want([`job-${nth}`], now()));
		await ledger.want(['behind'], now());
		expect(await ledger.wanted(200, { except: entries })).toMatchObject([{ jobIds: ['behind'] }]);
	});
});
