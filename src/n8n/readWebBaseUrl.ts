import { z } from 'zod';
import type { HostContext } from './HostContext';
import { baseUrl, LINKEDIN_CREDENTIAL } from './readConnection';

const WebSchema = z.object({ signInBaseUrl: baseUrl('https://www.linkedin.com') });

/** Where people meet LinkedIn: its website, or the sandbox in its place. */
export async function readWebBaseUrl(context: HostContext): Promise<string> {
	return WebSchema.parse(await context.getCredentials(LINKEDIN_CREDENTIAL)).signInBaseUrl;
}
