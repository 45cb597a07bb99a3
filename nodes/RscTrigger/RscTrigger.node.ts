import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { isRegistered, register, unregister } from './callbackMethods';
import { pushedFields } from './pushedFields';
import { receiveWebhook } from './receiveWebhook';

export class RscTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RSC Trigger',
		name: 'rscTrigger',
		icon: {
			light: 'file:../../icons/recruiterSystemConnect.svg',
			dark: 'file:../../icons/recruiterSystemConnect.dark.svg',
		},
		group: ['trigger'],
		// Above 1, n8n hands over a call without evaluating an expression first, and unread if it is no JSON.
		version: 1.1,
		subtitle:
			'={{ $parameter["events"].map((event) => ({candidateExported: "Candidate Exported", integrationStatusChanged: "Integration Status Changed"}[event])).join(", ") }}',
		description: 'Starts the workflow when something happens in LinkedIn Recruiter',
		eventTriggerDescription: 'Waiting for a notification from LinkedIn',
		activationMessage:
			'LinkedIn now sends its notifications for this customer to this workflow. It starts when one arrives.',
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
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		// Short, because the canvas cuts longer names off.
		outputNames: ['Exported', 'Status'],
		credentials: [{ name: 'linkedInRscOAuth2Api', required: true }],
		// The challenge first: LinkedIn may ask while it is given the address.
		webhooks: [
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'rsc',
				ndvHideUrl: true,
			},
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'rsc' },
		],
		properties: pushedFields,
	};

	webhookMethods = {
		default: {
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
		return await receiveWebhook(this);
	}
}
