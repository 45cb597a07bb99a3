import { z } from 'zod';
import type { HostContext } from './HostContext';
import { LINKEDIN_CREDENTIAL } from './readConnection';

const SecretsSchema = z.object({
	clientSecret: z.string().catch(''),
	previousClientSecret: z.string().catch(''),
});

/**
 * The secrets with which LinkedIn may have signed, the current one first; during a rotation there are two (LinkedIn
 * reference §1.4). Empty when the credential has none.
 */
export async function readClientSecrets(context: HostContext): Promise<string[]> {
	const secrets = SecretsSchema.parse(await context.getCredentials(LINKEDIN_CREDENTIAL));
	return [secrets.clientSecret, secrets.previousClientSecret].filter((secret) => secret !== '');
}
