import { LONGEST_WAIT_MS, retryDelayMs } from '../../../src/http/retryTiming';

const NOW = Date.UTC(2026, 0, 1);

describe('how long a repetition waits', () => {
	it('waits as long as Retry-After says in seconds', () => {
		expect(retryDelayMs('7', 1, NOW, 0.9)).toBe(7_000);
	});

	it('waits until the hour that Retry-After names', () => {
		expect(retryDelayMs('Thu, 01 Jan 2026 00:00:05 GMT', 3, NOW, 0)).toBe(5_000);
	});

	it('doubles from one second when the vendor says nothing', () => {
		expect([1, 2, 3].map((attempt) => retryDelayMs(undefined, attempt, NOW, 0))).toEqual([
			1_000, 2_000, 4_000,
		]);
	});

	it('falls back to doubling when Retry-After makes no sense', () => {
		expect(retryDelayMs('soon', 1, NOW, 0)).toBe(1_000);
	});

	it('never waits longer than a minute of its own accord', () => {
		expect(retryDelayMs(undefined, 12, NOW, 1)).toBe(LONGEST_WAIT_MS);
	});

	it('spreads repetitions by a quarter at most', () => {
		expect(retryDelayMs(undefined, 1, NOW, 1)).toBe(1_250);
	});

	it.each([
		['seconds since 1970', String(NOW / 1000 + 9)],
		['milliseconds since 1970', String(NOW + 9_000)],
		['an ISO time', '2026-01-01T00:00:09Z'],
	])('understands an instant: %s', (_name, value) => {
		expect(retryDelayMs(value, 1, NOW, 0)).toBe(9_000);
	});

	it.each([
		'1793577660',
		'1793577660000',
		'99999999999999999999',
		'86400',
		'3601',
		'Thu, 01 Jan 2083 00:00:00 GMT',
		'-5',
		'1e400',
		'7'.repeat(5_000),
	])('never waits beyond an hour: %s', (value) => {
		const waitMs = retryDelayMs(value, 1, NOW, 0);
		expect(waitMs).toBeGreaterThanOrEqual(0);
		expect(waitMs).toBeLessThanOrEqual(3_600_000);
	});

	it('does not hammer when the instant is in the past', () => {
		expect(retryDelayMs(String(NOW / 1000 - 90), 2, NOW, 0)).toBe(2_000);
		expect(retryDelayMs('Wed, 31 Dec 2025 23:59:00 GMT', 1, NOW, 0)).toBe(1_000);
	});
});
