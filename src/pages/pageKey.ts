import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a key lets its bearer do; one does not open the other. */
export type PagePurpose = 'chooseContract' | 'mapPeople' | 'retry';

const DAY_MS = 86_400_000;

/**
 * A key that only somebody who was shown one of our pages has. It says nothing about a person, is good until the end of
 * the next day (UTC), and needs no place to be kept: it is computed from a secret that never leaves n8n.
 */
export function pageKey(
	secret: string,
	purpose: PagePurpose,
	organizationUrn: string,
	nowMs: number,
): string {
	const day = Math.floor(nowMs / DAY_MS);
	return keyOf(secret, purpose, organizationUrn, day);
}

/** Whether a key is one of today's or yesterday's. Fails closed: without a secret there is no key. */
export function isPageKey(
	key: string,
	secret: string,
	purpose: PagePurpose,
	organizationUrn: string,
	nowMs: number,
): boolean {
	if (secret === '') return false;
	const today = Math.floor(nowMs / DAY_MS);
	const given = Buffer.from(key);
	return [today, today - 1].some((day) => {
		const wanted = Buffer.from(keyOf(secret, purpose, organizationUrn, day));
		return given.length === wanted.length && timingSafeEqual(given, wanted);
	});
}

function keyOf(secret: string, purpose: PagePurpose, organizationUrn: string, day: number): string {
	return createHmac('sha256', secret)
		.update(['rsc page key', purpose, organizationUrn, day].join('\n'))
		.digest('hex');
}
