import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { LINKEDIN_CREDENTIAL } from '../../src/n8n/readConnection';

const SecretSchema = z.object({ clientSecret: z.string().min(1) });

/** What page keys are computed from: the application's secret, which never leaves n8n. */
export async function readPageSecret(context: IExecuteFunctions): Promise<string> {
	const parsed = SecretSchema.safeParse(await context.getCredentials(LINKEDIN_CREDENTIAL));
	return parsed.success ? parsed.data.clientSecret : '';
}
