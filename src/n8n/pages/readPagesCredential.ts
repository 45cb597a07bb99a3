import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { PageKeys } from '../../pages/PageKeys';

export const PAGES_CREDENTIAL = 'rscPagesApi';

const PagesSchema = z.object({
	user: z.string().min(1),
	password: z.string().min(1),
	signingSecret: z.string().default(''),
});

/** Who may open the pages, and what keys are signed with. */
export interface PagesCredential {
	user: string;
	password: string;
	keys: PageKeys;
}

/** @throws ConfigurationError when name or password is empty: nobody gets in then */
export async function readPagesCredential(context: IWebhookFunctions): Promise<PagesCredential> {
	const parsed = PagesSchema.safeParse(await context.getCredentials(PAGES_CREDENTIAL));
	if (!parsed.success) {
		throw new ConfigurationError(
			'The credential "RSC Pages" lacks a user name or a password',
			'Open the credential in n8n, enter both, and save it.',
		);
	}
	const { user, password, signingSecret } = parsed.data;
	return { user, password, keys: await PageKeys.from(password, signingSecret) };
}
