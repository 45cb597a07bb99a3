import { liveMonth } from '../../scripts/month/liveMonth';
import { brokenIn } from '../../scripts/month/monthReport';
import { FEW_TICKS_AT_MS } from '../../scripts/month/planMonth';
import { QueueBackend } from '../support/QueueBackend';

let backend: QueueBackend;
beforeAll(async () => {
	backend = new QueueBackend();
	await backend.start();
}, 120_000);
afterAll(async () => {
	await backend.stop();
});

describe('some days of a company in queue mode, with PostgreSQL, Redis and two workers', () => {
	it('arrive event by event, though the main process and both workers are killed, and each vendor is out for a day', async () => {
		const result = await liveMonth(
			{
				...{ seed: 4, people: 200, jobs: 16, seats: 4, days: 6 },
				...{ actionsPerDay: 12, activityPerDay: 1, exportsPerDay: 1, kills: 3, outages: true },
				ticksAtMs: FEW_TICKS_AT_MS,
			},
			console.log,
			{ env: backend.env, workers: 2 },
		);
		expect(brokenIn(result)).toEqual([]);
		expect(new Set(result.kills.map(({ who }) => who)).size).toBe(3);
		expect(result.judged.filter(({ verdict }) => verdict === 'once').length).toBeGreaterThan(60);
	}, 1_200_000);
});
