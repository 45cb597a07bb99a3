import { type Life, liveFor } from '../../scripts/bench/livingCompany';

let life: Life;
afterEach(async () => {
	await life.close();
});

const MINUTE_MS = 60_000;

describe('a company that lives for three days', () => {
	it('is the same at LinkedIn in the end, though webhooks are lost, doubled and shuffled', async () => {
		life = await liveFor({
			people: 120,
			jobs: 20,
			days: 3,
			actionsPerDay: 40,
			lose: 10,
			double: 10,
			shuffle: true,
			weights: { review: 0, dropReview: 0 },
		});
		expect(life.comparison).toMatchObject({ agree: true });
		expect(life.webhooks.lost).toBeGreaterThan(5);
		expect(life.webhooks.doubled).toBeGreaterThan(5);
		expect(life.told.medianMs).toBeLessThan(MINUTE_MS);
		expect(life.untold.p95Ms).toBeLessThan(75 * MINUTE_MS);
	}, 300_000);
});
