import { HOUR_MS } from '../../basics/durations';
import type { Source } from '../../smartrecruiters/sources';

/** A source that is renamed or deleted is noticed within this time, or when SmartRecruiters refuses it. */
const KEPT_MS = HOUR_MS;

/** Sources of one SmartRecruiters credential, looked up once for many exports. */
export class KnownSources {
	private readonly known = new Map<string, { source: Source; atMs: number }>();

	/**
	 * @param name the label or key that is wanted
	 * @param lookUp finds it; what is not there is looked up again each time
	 */
	async of(
		name: string,
		nowMs: number,
		lookUp: () => Promise<Source | undefined>,
	): Promise<Source | undefined> {
		const found = this.known.get(name);
		if (found && nowMs - found.atMs < KEPT_MS) return found.source;
		const source = await lookUp();
		if (source) this.known.set(name, { source, atMs: nowMs });
		return source;
	}

	/** After something went wrong: it may have been the source. */
	forget(): void {
		this.known.clear();
	}
}
