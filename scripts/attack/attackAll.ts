import { playCase } from '../resilience/playCases';
import type { Verdict } from '../resilience/ResilienceCase';
import { AttackScene } from './AttackScene';
import { ATTACKS } from './attacks';
import { flood } from './flood';

export interface AttackOptions {
	/** Hostile calls in the flood. */
	calls: number;
	/** Of the table, and `FLOOD`; everything when empty. */
	rows: readonly number[];
	tell: (line: string) => void;
}

/** Stands for the flood among the rows. */
export const FLOOD = 0;

/** The whole table, and then a flood, against a real n8n with everything published; each told as soon as it is over. */
export async function attackAll({
	calls,
	rows,
	tell,
}: AttackOptions): Promise<{ passed: number; failed: number }> {
	const wanted = ATTACKS.filter(({ row }) => rows.length === 0 || rows.includes(row));
	const verdicts: Verdict[] = [];
	const report = (row: string, tried: string, verdict: Verdict): void => {
		verdicts.push(verdict);
		tell(`${row.padStart(5)}  ${verdict.ok ? 'pass' : 'FAIL'}  ${tried} → ${verdict.got}`);
	};
	const scene = await AttackScene.open();
	try {
		for (const { prepare } of wanted) await prepare?.(scene);
		for (const { row, tried, run } of wanted)
			report(String(row), tried, await playCase({ run: async () => await run(scene) }));
		if (rows.length === 0 || rows.includes(FLOOD)) {
			for (const verdict of await flood(scene, calls, (line) => {
				tell(`flood  ${line}`);
			}))
				report('flood', 'all kinds in turn', verdict);
		}
	} catch (error) {
		tell(scene.stack.n8n.log().slice(-3_000));
		throw error;
	} finally {
		await scene.close();
	}
	const passed = verdicts.filter(({ ok }) => ok).length;
	return { passed, failed: verdicts.length - passed };
}
