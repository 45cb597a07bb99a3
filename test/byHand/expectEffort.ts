import type { Effort } from './Person';

/**
 * At most, from an empty n8n to *Connected*, with two contracts, nothing typed wrong, and without what only a sandbox needs.
 * docs/connect.md says the same.
 */
export const SET_UPS = {
	/** All nine parts are published. */
	allInOne: { clicks: 40, fields: 12 },
	/** 01 and 03 are published. */
	twoSingle: { clicks: 61, fields: 19 },
	/** All nine are published. */
	allSingle: { clicks: 117, fields: 19 },
} as const satisfies Record<string, Effort>;

/** Holds what somebody did to what the docs promise, and prints it. */
export function expectEffort(setUp: keyof typeof SET_UPS, { clicks, fields }: Effort): void {
	process.stdout.write(`… to Connected, ${setUp}: ${clicks} clicks, ${fields} fields\n`);
	expect(clicks).toBeLessThanOrEqual(SET_UPS[setUp].clicks);
	expect(fields).toBeLessThanOrEqual(SET_UPS[setUp].fields);
}
