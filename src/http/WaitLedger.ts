import type { LimitName } from '../errors/limitTexts';

/** Adds up what was waited for, so that progress can name the limit that binds. */
export class WaitLedger {
	private readonly waitedMs = new Map<LimitName, number>();

	add(limit: LimitName, ms: number): void {
		this.waitedMs.set(limit, (this.waitedMs.get(limit) ?? 0) + ms);
	}

	/** The limit that cost the most time, if any cost at least `share` of `elapsedMs`. */
	binding(elapsedMs: number, share = 0.1): LimitName | undefined {
		const [worst] = [...this.waitedMs].sort((a, b) => b[1] - a[1]);
		return worst && worst[1] >= elapsedMs * share ? worst[0] : undefined;
	}
}
