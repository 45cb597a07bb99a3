import { createHash } from 'node:crypto';

/** What a push is recognised by when it comes again. Short, so that hundreds can be remembered: 72 bits of a hash. */
export function pushIdentity(...parts: readonly string[]): string {
	return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 12);
}
