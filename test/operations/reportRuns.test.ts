import { VirtualBackfill } from '../../scripts/bench/VirtualBackfill';
import { MINUTE_MS } from '../../src/basics/durations';

describe('a backfill from a report, run by run', () => {
	it('has ended when the next minute begins, which would find it busy', async () => {
		const company = { people: 2_000, stagesInBatches: true, timeLimitMinutes: 1 };
		const backfill = await VirtualBackfill.open(company);
		try {
			await backfill.run({ fromReport: true, details: false });
			expect(backfill.tookMs.length).toBeGreaterThan(4);
			expect(Math.max(...backfill.tookMs)).toBeLessThan(MINUTE_MS);
			expect(backfill.held.stages).toBeGreaterThan(6_000);
		} finally {
			await backfill.close();
		}
	});

	it('fills the calls for stages over the pages of the report', async () => {
		const backfill = await VirtualBackfill.open({ people: 2_000, stagesInBatches: true });
		try {
			await backfill.run({ fromReport: true, details: false });
			const { stages } = backfill.held;
			expect(stages).toBeGreaterThan(6_000);
			// A call more where a run ends.
			expect(backfill.span('stages').calls).toBeLessThanOrEqual(Math.ceil(stages / 100) + 1);
		} finally {
			await backfill.close();
		}
	});
});
