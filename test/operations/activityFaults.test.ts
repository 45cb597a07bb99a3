import { liveThrough } from '../../scripts/faults/liveThrough';
import { scenarios } from '../../scripts/faults/scenarios';

/** The scenarios of `npm run faults`, smaller. */
const small = scenarios(5, 2).filter(({ title }) => !/burst/.test(title));

describe('after two days with everything that goes wrong', () => {
	it.each(small.map((scenario) => [scenario.title, scenario] as const))(
		'the end is the same: %s',
		async (_title, scenario) => {
			const { ok, comparison, idle, events } = await liveThrough(scenario);
			expect({ ok, ...comparison }).toMatchObject({ ok: true, missing: { count: 0 } });
			expect(events).toBeGreaterThan(15);
			// InMails of five seats, notes, contact details; an hourly look at the seats may come on top.
			expect(idle.calls).toBeLessThanOrEqual(8);
			expect(idle.writes).toBe(0);
		},
	);
});
