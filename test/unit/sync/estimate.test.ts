import { DAY_MS } from '../../../src/basics/durations';
import { estimate, type Limits, type Workload } from '../../../src/sync/estimate';

const MIDNIGHT_MS = Date.UTC(2026, 10, 2);
const HOUR_S = 3_600;

const limits: Limits = {
	recordsPerMinute: 10_000,
	linkedInCallsPerDay: { each: 80_000, together: Number.POSITIVE_INFINITY },
	linkedInSecondsPerCall: 0.7,
	smartRecruitersRequestsPerSecond: 10,
	smartRecruitersSecondsPerAnswer: 0,
	secondsPerRun: 290,
	nowMs: MIDNIGHT_MS,
};
const work: Workload = {
	jobs: 0,
	fastPeople: 100_000,
	awaitsReport: false,
	reportPeople: 0,
	reportStagesPeople: 0,
	deepPeople: 0,
	applicationsPerPerson: 1.3,
	stagesOneByOne: true,
	candidates: true,
	applications: true,
};
const stagesOf = (reportStagesPeople: number): Workload => ({
	...work,
	fastPeople: 0,
	applicationsPerPerson: 1,
	reportStagesPeople,
});

describe('the estimate', () => {
	it('says that 100,000 people are recognisable within minutes, with the rests between runs', () => {
		const { seconds, ...rest } = estimate(work, limits);
		expect(rest).toEqual({
			records: 200_000,
			linkedInRequests: 2_000,
			smartRecruitersRequests: 1_000,
			boundBy: 'linkedInRecords',
		});
		// 200,000 records at the pace that keeps 10,000 in every minute, and four times ten seconds.
		expect(seconds).toBe(1_237 + 40);
	});

	it('counts how long LinkedIn takes to answer, where each application is a call', () => {
		const [quick, slow] = [0.1, 0.2].map(
			(linkedInSecondsPerCall) =>
				estimate(stagesOf(1_000), { ...limits, linkedInSecondsPerCall }).seconds,
		);
		expect([quick, slow]).toEqual([100, 200]);
		const batched = { ...stagesOf(100_000), stagesOneByOne: false };
		// Full calls: what is left over of a page goes with the next one.
		expect(estimate(batched, limits).linkedInRequests).toBe(2_700);
	});

	it('waits for a report while jobs and list pages are sent, not afterwards', () => {
		const withReport = (jobs: number): number =>
			estimate({ ...work, fastPeople: 0, jobs, awaitsReport: true }, limits).seconds;
		expect(withReport(10)).toBe(withReport(100));
		expect(withReport(100)).toBe(210);
		expect(withReport(1_000)).toBe(
			estimate({ ...work, fastPeople: 0, jobs: 1_000 }, limits).seconds,
		);
	});

	it('names the reader’s pace for the deep pass, and the day when stages cost one request each', () => {
		const deep = (deepPeople: number) => estimate({ ...work, fastPeople: 0, deepPeople }, limits);
		expect(deep(10_000).boundBy).toBe('smartRecruitersRequests');
		expect(deep(1_000_000).boundBy).toBe('linkedInRequests');
	});

	it.each([
		['as many calls as a day has', 80_000, 0, 80_000],
		['more, from midnight on: the rest of the day is idle', 100_000, 0, 86_400 + 20_000],
		['more, from noon on: the quota of the first day lasts', 100_000, 12, 100_000],
		['much more', 200_000, 0, 2 * 86_400 + 40_000],
	])('tells when %s are done', (_, calls, hour, seconds) => {
		const unhindered = { ...limits, linkedInSecondsPerCall: 1, secondsPerRun: 1e9 };
		const nowMs = MIDNIGHT_MS + hour * HOUR_S * 1_000;
		expect(estimate(stagesOf(calls), { ...unhindered, nowMs }).seconds).toBe(seconds);
	});

	it('is nothing where nothing is left', () => {
		expect(estimate({ ...work, fastPeople: 0 }, limits)).toMatchObject({ seconds: 0, records: 0 });
	});

	it('counts all calls together where one quota serves all', () => {
		const linkedInCallsPerDay = { each: 1_500, together: 1_500 };
		expect(estimate(work, { ...limits, linkedInCallsPerDay }).seconds).toBeGreaterThan(
			DAY_MS / 1_000,
		);
	});
});
