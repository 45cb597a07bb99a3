import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { OwnAddress } from '../operations/preflight/lookAtAddress';

/** n8n tells a node no address of webhooks but the one under which this execution could be resumed. */
const ProxySchema = z.object({ $execution: z.object({ resumeUrl: z.string().url() }) });

/** Unless N8N_ENDPOINT_WEBHOOK says otherwise, which no node is told. */
const WEBHOOKS = 'webhook';

/** Under which address this n8n believes to be reached (`WEBHOOK_URL`). */
export function readOwnAddress(context: IExecuteFunctions, item: number): OwnAddress {
	const proxy = ProxySchema.safeParse(context.getWorkflowDataProxy(item));
	if (!proxy.success) return { webhooks: undefined, isOwn: () => false };
	const own = new URL(proxy.data.$execution.resumeUrl);
	// …/webhook-waiting/{execution}: what is above belongs to this n8n.
	const folder = own.pathname.split('/').slice(0, -2).join('/');
	return {
		webhooks: `${own.origin}${folder}/${WEBHOOKS}`,
		isOwn: (url) => {
			if (!URL.canParse(url)) return false;
			const { hostname, pathname } = new URL(url);
			return hostname === own.hostname && pathname.startsWith(`${folder}/`);
		},
	};
}
