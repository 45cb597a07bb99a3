import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { ConfigurationError } from '../src/errors/ConfigurationError';

/** What is wrong with the first field that cannot be used, and what to do, in one text: n8n shows no other in a test. */
export function checkFields(
	credentials: ICredentialDataDecryptedObject,
	checks: Readonly<Record<string, (text: string) => unknown>>,
): string | undefined {
	for (const [name, check] of Object.entries(checks)) {
		const value = credentials[name];
		const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
		try {
			check(text.trim());
		} catch (error) {
			return error instanceof ConfigurationError
				? `${error.message}. ${error.advice}`
				: `"${name}" cannot be used`;
		}
	}
	return undefined;
}
