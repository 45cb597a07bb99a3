import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { toHookError } from '../../src/n8n/toHookError';
import { answerWebhook } from './answerWebhook';
import { triggerFields } from './properties';
import { createOwnSubscription, deleteOwnSubscription, subscriptionExists } from './subscription';

export class SmartRecruitersTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SmartRecruiters Trigger',
		name: 'smartRecruitersTrigger',
		icon: {
			light: 'file:../../icons/smartRecruitersTrigger.svg',
			dark: 'file:../../icons/smartRecruitersTrigger.dark.svg',
		},
		group: ['trigger'],
		// Above 1, n8n hands over a call without evaluating an expression first, and unread if it is no JSON.
		version: 1.1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens in SmartRecruiters',
		eventTriggerDescription: 'Waiting for something to happen in SmartRecruiters',
		activationMessage: 'SmartRecruiters notifies this workflow from now on.',
		defaults: { name: 'SmartRecruiters Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'smartRecruitersOAuth2Api',
				required: true,
				displayName: 'SmartRecruiters',
				displayOptions: { hide: { authentication: ['smartRecruitersApi'] } },
			},
			{
				name: 'smartRecruitersApi',
				required: true,
				displayName: 'SmartRecruiters',
				displayOptions: { hide: { authentication: ['smartRecruitersOAuth2Api'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'smartrecruiters',
			},
		],
		properties: triggerFields,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				try {
					return await subscriptionExists(this);
				} catch (error) {
					throw toHookError(this, error);
				}
			},
			async create(this: IHookFunctions): Promise<boolean> {
				try {
					await createOwnSubscription(this);
					return true;
				} catch (error) {
					throw toHookError(this, error);
				}
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				try {
					await deleteOwnSubscription(this);
					return true;
				} catch (error) {
					throw toHookError(this, error);
				}
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerWebhook(this);
	}
}
