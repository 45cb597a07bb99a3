import { ORGANIZATION } from '../../scripts/support/historyRuntime';
import { backfillInput } from '../../scripts/support/runToEnd';
import { DAY_MS, HOUR_MS } from '../../src/basics/durations';
import { backfill } from '../../src/operations/history/backfill';
import { VisibilityLedger } from '../../src/state/VisibilityLedger';
import {
	choose,
	closeAfterEach,
	held,
	leave,
	mapEverybody,
	member,
	open,
	runtime,
	sandbox,
	sync,
	syncOnce,
} from '../support/visibleJobs';

/** More than one look at the table takes. */
const MANY = 230;
const NOT_AT_LINKEDIN = 'job-that-linkedin-does-not-hold';

let ledger: VisibilityLedger;
beforeEach(async () => {
	await open();
	await mapEverybody();
	ledger = new VisibilityLedger(runtime.store, ORGANIZATION);
	await choose();
	await sync();
});
closeAfterEach();

const now = (): number => runtime.effects.now();
const everyMinute = async () => await backfill(runtime, backfillInput({ details: false }));
const syncWaiting = async () => await syncOnce('waiting');
const waiting = async (): Promise<string[]> =>
	(await ledger.wanted(1000)).flatMap(({ jobIds }) => jobIds);

/** @returns whether Recruiter still shows the job to the one who has left, and the job */
function leaveATeam(): { jobId: string; isStillSeen: () => boolean } {
	const one = member();
	leave(one);
	const { jobId, userId } = one;
	const groups = () => held().acls.groupsOfEntity('JOB_POSTING', jobId);
	return { jobId, isStillSeen: () => groups().has(`u-${userId}`) };
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
