/** A pure hash of a few numbers to 32 bits: the same inputs give the same company, on any machine. */
export function hash(...parts: number[]): number {
	let h = 0x9e3779b9;
	for (const part of parts) {
		h = Math.imul(h ^ part, 0x85ebca6b);
		h ^= h >>> 13;
		h = Math.imul(h, 0xc2b2ae35);
		h ^= h >>> 16;
	}
	return h >>> 0;
}

/** Draws from one record's own stream of numbers. */
export class Draw {
	private step = 0;

	constructor(
		private readonly seed: number,
		private readonly index: number,
		private readonly kind: number,
	) {}

	/** A whole number from 0 to `below - 1`. */
	int(below: number): number {
		this.step += 1;
		return hash(this.seed, this.kind, this.index, this.step) % below;
	}

	/** True in `perMille` of 1,000 cases. */
	chance(perMille: number): boolean {
		return this.int(1000) < perMille;
	}

	pick<T>(items: readonly T[]): T {
		const item = items[this.int(items.length)];
		if (item === undefined) throw new Error('Nothing to pick from');
		return item;
	}
}

/** A UUID that hides an index: reversible, and different for every seed and kind. */
export function indexToUuid(seed: number, kind: number, index: number): string {
	const hex = (value: number, digits: number): string =>
		(value >>> 0).toString(16).padStart(8, '0').slice(-digits);
	const mask = hash(seed, kind, 0x5eed);
	const hidden = (index ^ mask) >>> 0;
	const check = hash(seed, kind, index, 1);
	const more = hash(seed, kind, index, 2);
	const c = hex(check, 8);
	const m = hex(more, 8);
	return `${hex(hidden, 8)}-${c.slice(0, 4)}-4${c.slice(5, 8)}-a${m.slice(1, 4)}-${m.slice(4, 8)}${hex(hash(seed, kind, index, 3), 8)}`;
}

/** The index that `indexToUuid` hid, if this is one of its ids. */
export function uuidToIndex(seed: number, kind: number, uuid: string): number | undefined {
	const hidden = Number.parseInt(uuid.slice(0, 8), 16);
	if (Number.isNaN(hidden)) return undefined;
	const index = (hidden ^ hash(seed, kind, 0x5eed)) >>> 0;
	return indexToUuid(seed, kind, index) === uuid ? index : undefined;
}
