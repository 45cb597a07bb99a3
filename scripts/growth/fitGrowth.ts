/** How a cost grows with a size: `base + step × size^exponent`. */
export interface Growth {
	/** 0 where it does not grow, 1 where it grows in proportion. */
	exponent: number;
	at: (size: number) => number;
}

/**
 * Fits costs measured at three sizes, each the same number of times the one before. What does not depend on the size at
 * all drops out: only differences count.
 *
 * @throws RangeError for sizes that are not such
 */
export function fitGrowth(
	sizes: readonly [number, number, number],
	costs: readonly [number, number, number],
): Growth {
	const [small, middle, large] = sizes;
	const ratio = middle / small;
	if (ratio <= 1 || Math.abs(large / middle - ratio) > 1e-9)
		throw new RangeError(`${sizes.join(', ')} are no sizes to fit`);
	const first = costs[1] - costs[0];
	const second = costs[2] - costs[1];
	if (second <= 0) return { exponent: 0, at: () => Math.max(...costs) };
	// A first step of nothing would make any growth infinite: it is at most as steep as from nothing to one.
	const exponent = Math.max(0, Math.log(second / Math.max(first, 1)) / Math.log(ratio));
	const power = Math.max(exponent, 1e-9);
	const step = second / (large ** power - middle ** power);
	return { exponent, at: (size) => costs[2] + step * (size ** power - large ** power) };
}
