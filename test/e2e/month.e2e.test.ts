import { liveMonth } from '../../scripts/month/liveMonth';
import { brokenIn } from '../../scripts/month/monthReport';
import { FEW_TICKS_AT_MS } from '../../scripts/month/planMonth';

describe('some days of a company on a real n8n', () => {
	it('arrive event by event, though n8n is killed and each vendor is out for a day', async () => {
		const said: string[] = [];
		const result = await liveMonth(
			{
				...{ seed: 3, people: 120, jobs: 16, seats: 4, days: 4 },
				...{ actionsPerDay: 12, activityPerDay: 1, exportsPerDay: 1, kills: 1, outages: true },
				ticksAtMs: FEW_TICKS_AT_MS,
			},
			(line) => said.push(line),
		);
		expect(brokenIn(result)).toEqual([]);
		expect(result.judged.filter(({ verdict }) => verdict === 'once').length).toBeGreaterThan(40);
		expect(said.filter((line) => /^a day without/.test(line))).toHaveLength(2);
	}, 600_000);
});
