import { createHash } from 'node:crypto';

/** Sums hashes of records, so that the order does not matter and nothing has to be held. */
export class Digest {
	count = 0;

	private sum = 0n;

	add(hash: Buffer): void {
		this.count += 1;
		this.sum = (this.sum + hash.readBigUInt64BE(0)) & 0xffff_ffff_ffff_ffffn;
	}

	get summary(): { count: number; hash: string } {
		return { count: this.count, hash: this.sum.toString(16).padStart(16, '0') };
	}
}

/** A record as canonical text, field by field: absent, null, empty text and empty list are the same. */
export type Canonical = Readonly<Record<string, string>>;

export function canonical(fields: Record<string, unknown>): Canonical {
	const entries: Array<[string, string]> = [];
	for (const name of Object.keys(fields).sort()) {
		const value = fields[name];
		if (
			value === undefined ||
			value === null ||
			value === '' ||
			(Array.isArray(value) && value.length === 0)
		)
			continue;
		entries.push([name, typeof value === 'string' ? value : JSON.stringify(value)]);
	}
	return Object.fromEntries(entries);
}

export function hashOf(id: string, record: Canonical): Buffer {
	return createHash('sha256')
		.update(JSON.stringify([id, record]))
		.digest();
}
