import { CASES } from '../../scripts/resilience/cases';
import { countVerdicts, playCase, playCases } from '../../scripts/resilience/playCases';
import { allOf, onStage } from '../../scripts/resilience/Stage';

describe('npm run resilience', () => {
	it.each(CASES.map((one) => [`${one.row}, ${one.kind}`, one.input, one.wanted, one] as const))(
		'row %s: %s → %s',
		async (_row, _input, _wanted, one) => {
			expect(await playCase(one)).toMatchObject({ ok: true });
		},
	);

	it('has every row of the table', () => {
		const rows = [...new Set(CASES.map(({ row }) => row))].sort((a, b) => a - b);
		expect(rows).toEqual(Array.from({ length: 19 }, (_, at) => at + 1));
	});

	it('counts a case as failed that does not hold, or that throws', async () => {
		const one = { row: 1, kind: 'kind', input: 'input', wanted: 'wanted' };
		const lines: string[] = [];
		const played = await playCases(
			[
				{ ...one, run: async () => await Promise.resolve({ ok: true, got: 'well' }) },
				{ ...one, run: async () => await Promise.resolve({ ok: false, got: 'badly' }) },
				{ ...one, run: async () => await Promise.reject(new Error('not at all')) },
			],
			(line) => lines.push(line),
		);
		expect(countVerdicts(played)).toEqual({ passed: 1, failed: 2 });
		expect(lines.join('\n')).toMatch(
			/pass {2}input[^]*well[^]*FAIL {2}input[^]*badly[^]*not at all/,
		);
	});

	it('fails a case in which one thing of several does not hold', () => {
		const good = { ok: true, got: 'good' };
		expect(allOf(good, { ok: false, got: 'bad' }, good)).toEqual({ ok: false, got: 'bad' });
	});

	it('notices what is missing at LinkedIn', async () => {
		const verdict = await onStage(async (stage) => {
			await stage.backfill();
			const { id } = stage.person();
			stage.held.candidates.delete(id);
			expect(stage.arrived(id).ok).toBe(true);
			return stage.arrived();
		});
		expect(verdict).toMatchObject({ ok: false, got: expect.stringContaining('candidates') });
	});
});
