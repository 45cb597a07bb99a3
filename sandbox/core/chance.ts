import * as crypto from 'node:crypto';

let drawn: { seed: number; count: number } | undefined;

/** From here on, all ids, tokens and secrets of the sandbox follow from a seed; without one, they are random again. */
export function seedChance(seed: number | undefined): void {
	drawn = seed === undefined ? undefined : { seed, count: 0 };
}

export function randomBytes(size: number): Buffer {
	if (!drawn) return crypto.randomBytes(size);
	drawn.count += 1;
	const bytes = crypto.createHash('sha512').update(`${drawn.seed} ${drawn.count}`).digest();
	return bytes.subarray(0, size);
}

export function randomUUID(): string {
	if (!drawn) return crypto.randomUUID();
	const hex = randomBytes(16).toString('hex');
	return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}
