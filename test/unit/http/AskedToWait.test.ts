import { AskedToWait } from '../../../src/http/AskedToWait';
import type { HttpRequest } from '../../../src/http/Transport';

const NOW_MS = 10_000_000;
const request = (method: 'GET' | 'POST', path = '/thing'): HttpRequest => ({
	method,
	url: `https://api.example.com${path}`,
	headers: {},
});

describe('what a vendor asked to wait', () => {
	const asked = new AskedToWait();
	asked.put(request('GET'), 'linkedInThrottling', NOW_MS + 7_000, NOW_MS);

	it('waits until then, by method and address', () => {
		expect(asked.of(request('GET'), NOW_MS + 6_999)?.untilMs).toBe(NOW_MS + 7_000);
		expect(asked.of(request('GET'), NOW_MS + 7_000)).toBe(undefined);
		expect(asked.of(request('POST'), NOW_MS)).toBe(undefined);
		expect(asked.of(request('GET', '/other'), NOW_MS)).toBe(undefined);
	});

	it('is over when the clock was put back', () => {
		expect(asked.of(request('GET'), NOW_MS - 3_600_000)).toBe(undefined);
	});

	it('lasts as long as the longest answer has asked', () => {
		asked.put(request('GET'), 'linkedInThrottling', NOW_MS + 3_000, NOW_MS);
		expect(asked.of(request('GET'), NOW_MS + 5_000)?.untilMs).toBe(NOW_MS + 7_000);
	});
});
