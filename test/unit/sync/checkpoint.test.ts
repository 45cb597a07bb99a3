import { StateError } from '../../../src/errors/StateError';
import { parseCheckpoint, startCheckpoint } from '../../../src/sync/checkpoint';
import { estimate } from '../../../src/sync/estimate';
import { addToTail, belongsToTail, sameTail } from '../../../src/sync/tail';

const fresh = startCheckpoint(1_000, null, { jobs: 'submit', people: 'fast' });

describe('checkpoints', () => {
	it('begin anew where nothing is stored', () => {
		expect(parseCheckpoint('')).toBeUndefined();
	});

	it('come back as they were stored', () => {
		expect(parseCheckpoint(JSON.stringify(fresh))).toEqual(fresh);
	});

	it.each(['{"version":2}', 'nonsense', '7'])(
		'that read %j are damaged, never a beginning',
		(text) => {
			expect(() => parseCheckpoint(text)).toThrow(StateError);
			expect(() => parseCheckpoint(text)).toThrow(/rsc_sync.*"checkpoint"/);
		},
	);
});

describe('the tail of a list', () => {
	const empty = { count: 0, fingerprint: 0 };

	it('is the same in any order, and another when one record changed', () => {
		const a = addToTail(addToTail(empty, 'x', 1), 'y', 2);
		const b = addToTail(addToTail(empty, 'y', 2), 'x', 1);
		const c = addToTail(addToTail(empty, 'y', 2), 'x', 3);
		expect(sameTail(a, b)).toBe(true);
		expect(sameTail(a, c)).toBe(false);
	});

	it('begins ten minutes before the run', () => {
		expect(belongsToTail(400_000, 1_000_000)).toBe(true);
		expect(belongsToTail(399_999, 1_000_000)).toBe(false);
	});
});

describe('the estimate', () => {
	const limits = {
		recordsPerMinute: 10_000,
		linkedInRequestsPerDay: 100_000,
		linkedInSecondsPerCall: 0.7,
		smartRecruitersRequestsPerSecond: 10,
		smartRecruitersSecondsPerAnswer: 0,
	};
	const work = {
		jobs: 0,
		fastPeople: 100_000,
		deepPeople: 0,
		reportPeople: 0,
		applicationsPerPerson: 1.3,
		stagesOneByOne: true,
		candidates: true,
		applications: true,
	};

	it('says that 100,000 people are recognisable within minutes', () => {
		expect(estimate(work, limits)).toMatchObject({
			records: 200_000,
			linkedInRequests: 2_000,
			smartRecruitersRequests: 1_000,
			seconds: 1_200,
			boundBy: 'linkedInRecords',
		});
	});

	it('counts how long LinkedIn takes to answer, where each application is a call', () => {
		const fed = { ...work, fastPeople: 0, reportPeople: 1_000 };
		const [quick, slow] = [0.1, 1].map(
			(linkedInSecondsPerCall) => estimate(fed, { ...limits, linkedInSecondsPerCall }).seconds,
		);
		expect((slow ?? 0) - (quick ?? 0)).toBe(1_300 - 130);
		const batched = estimate({ ...fed, stagesOneByOne: false }, limits);
		expect(batched.seconds).toBeLessThan(quick ?? 0);
	});

	it('names the reader’s pace for the deep pass, and the day when stages cost one request each', () => {
		expect(estimate({ ...work, fastPeople: 0, deepPeople: 10_000 }, limits).boundBy).toBe(
			'smartRecruitersRequests',
		);
		expect(estimate({ ...work, fastPeople: 0, deepPeople: 1_000_000 }, limits)).toMatchObject({
			boundBy: 'linkedInRequests',
		});
	});
});
