import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { CallbackAccess } from '../operations/contract/lookAtCallback';
import { openTransport } from './openTransport';
import { LINKEDIN_CREDENTIAL } from './readConnection';

/** n8n tells a node no address of webhooks but the one under which this execution could be resumed. */
const ProxySchema = z.object({ $execution: z.object({ resumeUrl: z.string().url() }) });

const SecretSchema = z.object({ clientSecret: z.string().catch('') });

/**
 * How to look whether LinkedIn's notifications arrive in this n8n.
 *
 * @returns `undefined` when n8n does not tell its address, or the credential has no client secret
 */
export async function readCallbackAccess(
	context: IExecuteFunctions,
	item: number,
): Promise<CallbackAccess | undefined> {
	const proxy = ProxySchema.safeParse(context.getWorkflowDataProxy(item));
	const { clientSecret } = SecretSchema.parse(await context.getCredentials(LINKEDIN_CREDENTIAL));
	if (!proxy.success || clientSecret === '') return undefined;
	const own = new URL(proxy.data.$execution.resumeUrl);
	// …/webhook-waiting/{execution}: what is above belongs to this n8n.
	const folder = own.pathname.split('/').slice(0, -2).join('/');
	return {
		isOwn: (url) => {
			if (!URL.canParse(url)) return false;
			const { hostname, pathname } = new URL(url);
			return hostname === own.hostname && pathname.startsWith(`${folder}/`);
		},
		clientSecret,
		challengeCode: randomUUID(),
		send: openTransport(context),
	};
}
