import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What a key says, and to whom it was given. */
export interface KeyClaims {
	/** What it lets its bearer do; one purpose does not open another. */
	purpose: string;
	/** Who signed in when it was given. */
	user: string;
	/** What it is about, for example a candidate's id; empty when about nothing in particular. */
	subject: string;
	/** Epoch milliseconds. */
	expiresAtMs: number;
}

const LONGEST_KEY = 2_000;
const MOST_DERIVED = 20;
const SALT = 'n8n-nodes-recruiter-system-connect pages';

/** A signing key costs some milliseconds and 16 MB: it is made once a process and password. */
const derived = new Map<string, Promise<Buffer>>();

/**
 * Signs and reads the keys that pages put into their forms and links. A key needs no place to be kept: it carries what
 * it is good for, and a signature. A changed password or secret ends all of them.
 */
export class PageKeys {
	private constructor(private readonly signingKey: Buffer) {}

	/** A key that leaks must not tell a weak password to whoever tries many: hence the slow derivation. */
	static async from(password: string, signingSecret: string): Promise<PageKeys> {
		const secret = JSON.stringify([password, signingSecret]);
		const name = createHmac('sha256', SALT).update(secret).digest('hex');
		let signingKey = derived.get(name);
		if (!signingKey) {
			if (derived.size >= MOST_DERIVED) derived.clear();
			signingKey = derive(secret);
			derived.set(name, signingKey);
		}
		return new PageKeys(await signingKey);
	}

	/** Every key differs, also for the same claims. */
	issue({ purpose, user, subject, expiresAtMs }: KeyClaims): string {
		const nonce = randomBytes(12).toString('base64url');
		const claims = JSON.stringify([purpose, user, subject, expiresAtMs, nonce]);
		const payload = Buffer.from(claims).toString('base64url');
		return `${payload}.${this.sign(payload)}`;
	}

	/** @returns what the key says; `undefined` when it is forged, too old, or for something else */
	read(key: unknown, purpose: string, nowMs: number): KeyClaims | undefined {
		if (typeof key !== 'string' || key.length > LONGEST_KEY) return undefined;
		const [payload = '', signature = ''] = key.split('.', 2);
		const given = Buffer.from(signature);
		const wanted = Buffer.from(this.sign(payload));
		if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
		const claims = parseClaims(Buffer.from(payload, 'base64url').toString());
		return claims && claims.purpose === purpose && claims.expiresAtMs > nowMs ? claims : undefined;
	}

	private sign(payload: string): string {
		return createHmac('sha256', this.signingKey).update(payload).digest('base64url');
	}
}

async function derive(secret: string): Promise<Buffer> {
	return await new Promise((resolve, reject) => {
		scrypt(secret, SALT, 32, (error, key) => {
			if (error) reject(error);
			else resolve(key);
		});
	});
}

const ClaimsSchema = z.tuple([z.string(), z.string(), z.string(), z.number(), z.string()]);

function parseClaims(json: string): KeyClaims | undefined {
	let claims: unknown;
	try {
		claims = JSON.parse(json);
	} catch {
		return undefined;
	}
	const parsed = ClaimsSchema.safeParse(claims);
	if (!parsed.success) return undefined;
	const [purpose, user, subject, expiresAtMs] = parsed.data;
	return { purpose, user, subject, expiresAtMs };
}
