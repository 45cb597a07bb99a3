import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { LINKEDIN_CREDENTIAL } from './readConnection';

const SecretsSchema = z.object({
	clientSecret: z.string().catch(''),
	previousClientSecret: z.string().catch(''),
});

/** Reading a credential takes n8n tens of milliseconds: too much for every call of a flood. */
const FRESH_MS = 1_000;

/** Also while it is being read: calls that come meanwhile wait for the same reading. */
const byNode = new Map<string, { secrets: Promise<string[]>; readAtMs: number }>();

/**
 * The secrets with which LinkedIn may have signed, the current one first; during a rotation there are two (LinkedIn
 * reference §1.4). Empty when the credential has none. They are at most a second old.
 */
export async function readClientSecrets(context: IWebhookFunctions): Promise<string[]> {
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}:${context.getMode()}`;
	const known = byNode.get(key);
	if (known && Date.now() - known.readAtMs < FRESH_MS) return await known.secrets;
	const secrets = read(context);
	byNode.set(key, { secrets, readAtMs: Date.now() });
	secrets.catch(() => byNode.delete(key));
	return await secrets;
}

async function read(context: IWebhookFunctions): Promise<string[]> {
	const { clientSecret, previousClientSecret } = SecretsSchema.parse(
		await context.getCredentials(LINKEDIN_CREDENTIAL),
	);
	return [clientSecret, previousClientSecret].filter((secret) => secret !== '');
}
