import type { ResilienceCase, Verdict } from './ResilienceCase';

export interface Played {
	row: number;
	verdict: Verdict;
}

/** One after the other, each told as soon as it is over. */
export async function playCases(
	cases: readonly ResilienceCase[],
	tell: (line: string) => void,
): Promise<Played[]> {
	const played: Played[] = [];
	for (const one of cases) {
		const { row, kind, input, wanted } = one;
		if (row !== played.at(-1)?.row) tell(`\n${String(row).padStart(2)}  ${kind}`);
		const verdict = await playCase(one);
		tell(`    ${verdict.ok ? '✓ pass' : '✗ FAIL'}  ${input}`);
		tell(`            wanted: ${wanted}`);
		tell(`            now:    ${verdict.got}`);
		played.push({ row, verdict });
	}
	return played;
}

/** A case that throws has failed. */
export async function playCase({ run }: Pick<ResilienceCase, 'run'>): Promise<Verdict> {
	try {
		return await run();
	} catch (error) {
		return { ok: false, got: error instanceof Error ? error.message : String(error) };
	}
}

export function countVerdicts(played: readonly Played[]): { passed: number; failed: number } {
	const passed = played.filter(({ verdict }) => verdict.ok).length;
	return { passed, failed: played.length - passed };
}
