import { createHmac, timingSafeEqual } from 'node:crypto';

/** Stands before the body when LinkedIn signs (LinkedIn reference §3.3). */
const PREFIX = 'hmacsha256=';
const SIGNATURE = /^(?:hmacsha256=)?([0-9a-f]{64})$/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What stands in `X-LI-Signature` for this body (LinkedIn reference §3.3): lowercase hex. */
export function signatureOf(body: Uint8Array | string, clientSecret: string): string {
	return digestOf(body, clientSecret).toString('hex');
}

/** Whether this could be the value of `X-LI-Signature` at all. */
export function isSignatureForm(signature: string): boolean {
	return SIGNATURE.test(signature.trim());
}

/**
 * Whether LinkedIn signed these bytes with one of the secrets. LinkedIn signs non-ASCII text as `\uXXXX` escapes; a body
 * may arrive escaped or not, so both forms count. The time that it takes does not tell which secret or byte differs.
 *
 * @param signature the header's value; a prefix `hmacsha256=` is tolerated
 */
export function isSigned(
	body: Uint8Array,
	signature: string,
	clientSecrets: readonly string[],
): boolean {
	const hex = SIGNATURE.exec(signature.trim())?.[1];
	if (hex === undefined) return false;
	const given = Buffer.from(hex, 'hex');
	const forms = body.some((byte) => byte > 0x7f) ? [body, escapeNonAscii(body)] : [body];
	let matches = 0;
	for (const secret of clientSecrets) {
		if (secret === '') continue;
		for (const form of forms) {
			if (timingSafeEqual(digestOf(form, secret), given)) matches += 1;
		}
	}
	return matches > 0;
}

/** Whether this is a challenge (LinkedIn reference §3.2). */
export function isChallengeCode(text: string): boolean {
	return UUID.test(text);
}

/**
 * The answer to LinkedIn's challenge (LinkedIn reference §3.2).
 *
 * @throws RangeError for anything but a UUID: who could have any text signed here, could have a whole notification signed
 */
export function challengeResponse(challengeCode: string, clientSecret: string): string {
	if (!isChallengeCode(challengeCode)) throw new RangeError('A challenge code is a UUID');
	return createHmac('sha256', clientSecret).update(challengeCode).digest('hex');
}

function digestOf(body: Uint8Array | string, clientSecret: string): Buffer {
	return createHmac('sha256', clientSecret).update(PREFIX).update(body).digest();
}

/** Every UTF-16 unit above 0x7F becomes a lowercase `\uXXXX`. */
function escapeNonAscii(body: Uint8Array): string {
	return Buffer.from(body)
		.toString('utf8')
		.replace(
			/[\u0080-\uffff]/g,
			(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
		);
}
