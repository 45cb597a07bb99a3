import { ConfigurationError } from '../../../src/errors/ConfigurationError';
import { parseCheckpoint, startCheckpoint } from '../../../src/sync/checkpoint';
import { estimate } from '../../../src/sync/estimate';
import { addToTail, belongsToTail, sameTail } from '../../../src/sync/tail';

const ORGANIZATION = 'urn:li:organization:1000';
const fresh = startCheckpoint(ORGANIZATION, 1_000, null, { jobs: 'submit', people: 'fast' });

describe('checkpoints', () => {
	it.each(['', null, undefined])('begin anew from %j', (value) => {
		expect(parseCheckpoint(value, ORGANIZATION)).toBeUndefined();
	});

	it('come back from text and from an object alike', () => {
		expect(parseCheckpoint(JSON.stringify(fresh), ORGANIZATION)).toEqual(fresh);
		expect(parseCheckpoint(fresh, ORGANIZATION)).toEqual(fresh);
	});

	it.each(['{"version":2}', 'nonsense', 7])('refuse %j by naming the parameter', (value) => {
		expect(() => parseCheckpoint(value, ORGANIZATION)).toThrow(/"Checkpoint"/);
	});

	it('refuse to go on for another organization', () => {
		expect(() => parseCheckpoint(fresh, 'urn:li:organization:2')).toThrow(ConfigurationError);
	});
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
		smartRecruitersRequestsPerSecond: 10,
	};
	const work = {
		jobs: 0,
		fastPeople: 100_000,
		deepPeople: 0,
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
			boundBy: 'LinkedIn records per minute',
		});
	});

	it('names the reader’s pace for the deep pass, and the day when stages cost one request each', () => {
		expect(estimate({ ...work, fastPeople: 0, deepPeople: 10_000 }, limits).boundBy).toBe(
			'SmartRecruiters requests per second',
		);
		expect(estimate({ ...work, fastPeople: 0, deepPeople: 1_000_000 }, limits)).toMatchObject({
			boundBy: 'LinkedIn requests per day',
		});
	});
});
