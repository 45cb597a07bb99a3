import { pushIdentity } from './pushIdentity';

/** More keys than are open at a time; only genuine ones are counted, so that strangers cannot fill it. */
const MOST_KEYS = 1_000;

/** Counts the calls made with each key, so that a link that got into other hands has a price that is known. */
export class CallAllowance {
	private readonly calls = new Map<string, number>();

	/** @param most how many calls one key is good for */
	constructor(private readonly most: number) {}

	/** @returns whether one more call is allowed; it counts then */
	take(key: string): boolean {
		const name = pushIdentity(key);
		const before = this.calls.get(name) ?? 0;
		if (before >= this.most) return false;
		this.calls.delete(name);
		this.calls.set(name, before + 1);
		for (const oldest of this.calls.keys()) {
			if (this.calls.size <= MOST_KEYS) break;
			this.calls.delete(oldest);
		}
		return true;
	}
}
