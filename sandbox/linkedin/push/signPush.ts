import { createHmac } from 'node:crypto';
import type { Switches } from '../../core/Switches';

/** What the reference leaves open about a push's body and signature (LinkedIn reference §3.3, §3.4). */
export function defineSignSwitches(switches: Switches): void {
	switches.define('li§3.3 signature', 'right');
	switches.define('li§3.3 body escaped', false);
	switches.define('li§3.3 signature escaped', true);
	switches.define('li§3.4 extra text', '');
	switches.define('li§3.4 id field', 'id');
	switches.define('li§3.4 id as number', false);
	switches.define('li§3.4 type field', 'type');
	switches.define('li§3.4 expiresAt field', 'expiresAt');
	switches.define('li§3.4 expiresAt form', 'number');
}

export interface SignedPush {
	body: string;
	headers: Record<string, string>;
}

/** Lower-case hex of HMAC-SHA256. */
export const hmacHex = (text: string, secret: string): string =>
	createHmac('sha256', secret).update(text).digest('hex');

/** The bytes that are posted, and their signature: over `hmacsha256=` and the body, escaped or as it is. */
export function signPush(
	switches: Switches,
	push: { id: string; type: string; expiresAtMs: number },
	secret: string,
): SignedPush {
	const raw = JSON.stringify(fieldsOf(switches, push));
	const body = switches.boolean('li§3.3 body escaped') ? escapeUnicode(raw) : raw;
	const signed = switches.boolean('li§3.3 signature escaped') ? escapeUnicode(body) : body;
	const kind = switches.text('li§3.3 signature');
	const key = kind === 'wrong' ? `${secret}-of-somebody-else` : secret;
	return {
		body,
		headers: {
			'content-type': 'application/json',
			...(kind !== 'none' && { 'x-li-signature': hmacHex(`hmacsha256=${signed}`, key) }),
		},
	};
}

function fieldsOf(
	switches: Switches,
	{ id, type, expiresAtMs }: { id: string; type: string; expiresAtMs: number },
): Record<string, unknown> {
	const expires = switches.text('li§3.4 expiresAt form');
	const extra = switches.text('li§3.4 extra text');
	return {
		[switches.text('li§3.4 id field')]: switches.boolean('li§3.4 id as number') ? Number(id) : id,
		[switches.text('li§3.4 type field')]: type,
		...(expires !== 'absent' && {
			[switches.text('li§3.4 expiresAt field')]:
				expires === 'text' ? String(expiresAtMs) : expiresAtMs,
		}),
		...(extra !== '' && { extra }),
	};
}

const escapeUnicode = (text: string): string =>
	text.replace(
		/[\u0080-\uffff]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
