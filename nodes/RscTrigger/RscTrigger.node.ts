import {
	type IHookFunctions,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
	WEBHOOK_RESOLVERS,
} from 'n8n-workflow';
import { receivePageCall } from './adminPage';
import { receivePageCallback } from './adminPageCallback';
import { testPagesCredential } from './adminPageCredential';
import { adminPageFields } from './adminPageFields';
import { adminPageWebhooks } from './adminPageWebhooks';
import { isRegistered, register, registerWhenRequested, unregister } from './callbackMethods';
import { getSeatHolders } from './getSeatHolders';
import { polledFields, pollTimesNotice, triggerField } from './polledFields';
import { pollRecruiter } from './pollRecruiter';
import { pushedFields } from './pushedFields';
import { receiveWebhook } from './receiveWebhook';

/** Names of the outputs, by what starts the workflow; short, because the canvas cuts longer ones off. */
const OUTPUTS = {
	polled: ['Activity'],
	pushed: ['Exported', 'Status'],
	page: ['Call'],
	callback: ['Call'],
};
const NAMES = {
	candidateExported: 'Candidate Exported',
	integrationStatusChanged: 'Integration Status Changed',
	inMail: 'InMail',
	prospectNote: 'Prospect Note',
	stub: 'InMail Stub Profile',
};
/**
 * Without a method, n8n opens no address and registers nothing: it only polls. n8n asks for it at every call, before
 * this node can refuse anything: by the function, which costs nothing, while the editor and an older n8n take the
 * expression, for which n8n starts an engine.
 */
function whenPushed(method: 'GET' | 'POST') {
	const httpMethod = {
		template: `={{ ($parameter["trigger"] || "pushed") === "pushed" ? "${method}" : "" }}`,
		resolve: ({ trigger }: INodeParameters) => ((trigger || 'pushed') === 'pushed' ? method : ''),
	};
	return { httpMethod: httpMethod.template, [WEBHOOK_RESOLVERS]: { httpMethod } };
}

export class RscTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RSC Trigger',
		name: 'rscTrigger',
		icon: {
			light: 'file:../../icons/rscTrigger.svg',
			dark: 'file:../../icons/rscTrigger.dark.svg',
		},
		group: ['trigger'],
		// Above 1, n8n hands over a call without evaluating an expression first, and unread if it is no JSON.
		version: 1.1,
		polling: true,
		subtitle: `={{ ["page", "callback"].includes($parameter["trigger"]) ? $parameter["path"] : ($parameter["trigger"] === "polled" ? $parameter["polledEvents"] : $parameter["events"]).map((event) => (${JSON.stringify(NAMES)})[event]).join(", ") }}`,
		description: 'Starts the workflow when something happens in LinkedIn Recruiter',
		eventTriggerDescription: 'Waiting for a notification from LinkedIn',
		activationMessage:
			'LinkedIn sends its notifications for this customer to this workflow, from the moment that access is requested. It starts when one arrives.',
		defaults: { name: 'RSC Trigger' },
		triggerPanel: {
			header: 'Pull in events from LinkedIn Recruiter',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, click <b>Execute step</b>, and the editor listens for two minutes. LinkedIn goes on sending to the published address, so send a signed notification to the test URL yourself, or switch on the option <b>Register Test URL</b>.<br /><br /><b>Once you publish</b>, this node gives LinkedIn its production URL, and every notification starts the workflow. You see those runs in the executions list, not in the editor.',
				active:
					'<b>While you build</b>, click <b>Execute step</b>, and the editor listens for two minutes. LinkedIn goes on sending to the published address, so send a signed notification to the test URL yourself, or switch on the option <b>Register Test URL</b>.<br /><br /><b>This workflow is published</b>: every notification starts it. You see those runs in the <a data-key="executions">executions list</a>, not in the editor.',
			},
			activationHint:
				'Publish the workflow, and LinkedIn is given its production URL. n8n must be reachable by HTTPS on port 443.',
		},
		inputs: [],
		// With these, somebody acts as the person who opened a page: n8n hides them in its executions.
		sensitiveOutputFields: ['key', 'scriptKey', 'callbackKeys'],
		outputs: `={{ (${JSON.stringify(OUTPUTS)})[$parameter["trigger"] || "pushed"].map((name) => ({ type: "main", displayName: name })) }}`,
		credentials: [
			{
				name: 'linkedInRscOAuth2Api',
				displayName: 'LinkedIn RSC',
				required: true,
				displayOptions: { hide: { trigger: ['callback', 'page'] } },
			},
			{
				name: 'rscPagesApi',
				displayName: 'RSC Pages',
				required: true,
				testedBy: 'testPagesCredential',
				displayOptions: { hide: { trigger: ['polled', 'pushed'] } },
			},
		],
		// The challenge first: LinkedIn may ask while it is given the address. When that fails, n8n closes both addresses, and
		// tries again only from the webhook that failed: so it is the first one that registers, and the other cannot fail.
		webhooks: [
			{
				name: 'setup',
				...whenPushed('GET'),
				responseMode: 'onReceived',
				path: 'rsc',
				ndvHideUrl: true,
			},
			{
				name: 'default',
				...whenPushed('POST'),
				responseMode: 'onReceived',
				path: 'rsc',
				ndvHideUrl: '={{ $parameter["trigger"] !== "pushed" }}',
			},
			...adminPageWebhooks,
		],
		properties: [
			triggerField,
			pollTimesNotice,
			...pushedFields,
			...polledFields,
			...adminPageFields,
		],
	};

	methods = { loadOptions: { getSeatHolders }, credentialTest: { testPagesCredential } };

	webhookMethods = {
		setup: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const trigger = this.getNodeParameter('trigger', 'pushed');
		if (trigger === 'page') return await receivePageCall(this);
		if (trigger === 'callback') return await receivePageCallback(this);
		return await receiveWebhook(this);
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const trigger = this.getNodeParameter('trigger', 'pushed');
		if (trigger === 'polled') return await pollRecruiter(this);
		if (trigger === 'pushed') await registerWhenRequested(this);
		return null;
	}
}
