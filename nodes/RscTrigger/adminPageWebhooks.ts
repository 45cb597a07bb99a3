import { type INodeParameters, type IWebhookDescription, WEBHOOK_RESOLVERS } from 'n8n-workflow';

/** Of these choices of Source, a node opens an address with this method; of others, none. */
function openFor(method: 'GET' | 'POST', triggers: readonly string[]) {
	const httpMethod = {
		template: `={{ ${JSON.stringify(triggers)}.includes($parameter["trigger"]) ? "${method}" : "" }}`,
		resolve: ({ trigger }: INodeParameters) =>
			typeof trigger === 'string' && triggers.includes(trigger) ? method : '',
	};
	const path = {
		template: '={{ $parameter["path"] || "rsc-connect" }}',
		resolve: ({ path: chosen }: INodeParameters) => chosen || 'rsc-connect',
	};
	return {
		httpMethod: httpMethod.template,
		path: path.template,
		[WEBHOOK_RESOLVERS]: { httpMethod, path },
	};
}

/** Reads a page, and sends its form: the next node answers. Neither registers anything. */
export const adminPageWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		...openFor('GET', ['page']),
		isFullPath: true,
		responseMode: 'responseNode',
		ndvHideUrl: '={{ $parameter["trigger"] !== "page" }}',
		ndvHideMethod: true,
	},
	{
		name: 'default',
		...openFor('POST', ['page', 'callback']),
		isFullPath: true,
		responseMode: 'responseNode',
		ndvHideUrl: '={{ $parameter["trigger"] !== "callback" }}',
		ndvHideMethod: true,
	},
];
