/** A `Date` whose present is n8n's clock in a world. */
export function dateOf(now: () => number): DateConstructor {
	class WorldDate extends Date {
		constructor(...given: unknown[]) {
			if (given.length === 0) super(now());
			else super(...(given as [number]));
		}

		static override now(): number {
			return now();
		}
	}
	return WorldDate as DateConstructor;
}
