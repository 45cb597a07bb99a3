import { additionalData } from '../../scripts/support/runNode';
import { HookContext, PollContext, WebhookContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHookFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IPollFunctions,
	type IWebhookData,
	type IWebhookFunctions,
	type WebhookSetupMethodNames,
	Workflow,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/** Where the test's n8n says that it is reached. */
export const WEBHOOK_ID = '6c1d8a52-0000-4000-8000-000000000001';
export const PRODUCTION_URL = `http://127.0.0.1/webhook/${WEBHOOK_ID}/rsc`;
export const TEST_URL = `http://127.0.0.1/webhook-test/${WEBHOOK_ID}/rsc`;

export interface WebhookCall {
	method?: 'GET' | 'POST';
	query?: Record<string, unknown>;
	headers?: Record<string, unknown>;
	rawBody?: Buffer;
	/** A body that n8n leaves to the node, or one that cannot be read anymore. */
	unreadBody?: Buffer | 'gone';
}

export interface WebhookAnswer {
	status: number;
	body: unknown;
	headers: Record<string, string>;
	/** Items by output; `undefined` when no execution starts. */
	started: INodeExecutionData[][] | undefined;
}

/**
 * A trigger node on n8n's own webhook and hook contexts. Its static data is loaded anew for every call and saved
 * after it, as n8n does.
 */
export class TriggerRun {
	/** What n8n has in its database. */
	staticData: IDataObject = {};

	/** While the editor listens, static data live with the test registration. */
	testData: IDataObject = {};

	readonly warnings: string[] = [];

	webhookId = WEBHOOK_ID;

	/** Where n8n is reached. */
	baseUrl = 'http://127.0.0.1';

	constructor(
		private readonly type: INodeType,
		private readonly parameters: INode['parameters'],
		private readonly credentials: Record<string, ICredentialDataDecryptedObject>,
		private readonly nodeId = 'node',
	) {}

	/** Calls a webhook method as n8n does on publish, unpublish, or while the editor listens. */
	async hook(
		method: WebhookSetupMethodNames,
		mode: WorkflowExecuteMode = 'trigger',
		activation: WorkflowActivateMode = 'activate',
	): Promise<boolean> {
		const isTest = mode === 'manual';
		const { workflow, node, data } = this.load(isTest);
		const context: unknown = new HookContext(
			workflow,
			node,
			data,
			method === 'delete' ? 'internal' : mode,
			activation,
			this.webhookData('POST', isTest),
		);
		try {
			return (await this.methods()?.[method]?.call(context as IHookFunctions)) ?? false;
		} finally {
			this.save(workflow, isTest);
		}
	}

	/** Publishes or starts to listen: `create` only where `checkExists` says no. */
	async register(mode: WorkflowExecuteMode = 'trigger'): Promise<void> {
		if (!(await this.hook('checkExists', mode))) await this.hook('create', mode);
	}

	/** As a person changes the credential. */
	change(fields: ICredentialDataDecryptedObject): void {
		for (const credential of Object.values(this.credentials)) Object.assign(credential, fields);
	}

	async call(call: WebhookCall, mode: WorkflowExecuteMode = 'webhook'): Promise<WebhookAnswer> {
		const isTest = mode === 'manual';
		const { workflow, node, data } = this.load(isTest);
		const answer: WebhookAnswer = { status: 0, body: undefined, headers: {}, started: undefined };
		const response = {
			setHeader: (name: string, value: string) => {
				answer.headers[name] = value;
			},
			status: (status: number) => {
				answer.status = status;
				return response;
			},
			json: (body: unknown) => {
				answer.body = body;
				return response;
			},
		};
		const { method = 'POST', query = {}, headers = {}, rawBody } = call;
		const request = {
			method,
			query,
			headers,
			rawBody,
			params: {},
			body: {},
			readRawBody: async () => {
				if (call.unreadBody === 'gone') throw new Error('Request body stream is not readable');
				request.rawBody = call.unreadBody;
			},
		};
		const http: unknown = {
			httpRequest: request,
			httpResponse: response,
		};
		const context = new WebhookContext(
			workflow,
			node,
			Object.assign(data, http),
			mode,
			this.webhookData(method, isTest),
			[],
			null,
		);
		context.logger.warn = (line: string) => {
			this.warnings.push(line);
		};
		const result = await this.type.webhook?.call(asWebhookFunctions(context));
		this.save(workflow, isTest);
		answer.started = result?.workflowData;
		expect(result?.noWebhookResponse).toBe(true);
		return answer;
	}

	/** An activation: its polls share one context, as in n8n. Static data are kept in it, and saved by `save`. */
	activate(
		activation: WorkflowActivateMode = 'activate',
		mode: WorkflowExecuteMode = 'trigger',
		budgetMs?: number,
	): { poll: () => Promise<INodeExecutionData[][] | null>; save: () => void } {
		const isTest = mode === 'manual';
		const { workflow, node, data } = this.load(isTest);
		const fixed = [undefined, undefined, undefined, undefined, undefined] as const;
		const context = new PollContext(
			workflow,
			node,
			data,
			mode,
			activation,
			...fixed,
			...(budgetMs === undefined ? [] : [() => budgetMs]),
		);
		context.logger.warn = (line: string) => {
			this.warnings.push(line);
		};
		const functions: unknown = context;
		return {
			poll: async () => (await this.type.poll?.call(functions as IPollFunctions)) ?? null,
			save: () => {
				this.save(workflow, isTest);
			},
		};
	}

	/** Those of the webhook that registers. */
	private methods() {
		const { setup, default: main } = this.type.webhookMethods ?? {};
		return setup ?? main;
	}

	private load(isTest: boolean) {
		const node: INode = {
			id: this.nodeId,
			name: 'RSC Trigger',
			type: `test.${this.type.description.name}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters,
			webhookId: this.webhookId,
			credentials: Object.fromEntries(
				Object.keys(this.credentials).map((name) => [name, { id: name, name }]),
			),
		};
		const nodeTypes: INodeTypes = {
			getByName: () => this.type,
			getByNameAndVersion: () => this.type,
			getKnownTypes: () => ({}),
		};
		const workflow = new Workflow({
			id: 'workflow',
			name: 'Test',
			nodes: [node],
			connections: {},
			active: !isTest,
			nodeTypes,
			staticData: structuredClone(isTest ? this.testData : this.staticData),
		});
		const loaded = workflow.getNode('RSC Trigger') ?? node;
		const data = additionalData(workflow, this.credentials);
		data.webhookBaseUrl = `${this.baseUrl}/webhook`;
		return { workflow, node: loaded, data };
	}

	private save(workflow: Workflow, isTest: boolean): void {
		const plain = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		if (isTest) this.testData = plain;
		else this.staticData = plain;
	}

	private webhookData(method: 'GET' | 'POST', isTest: boolean): IWebhookData {
		const webhookDescription = this.type.description.webhooks?.find(
			({ name }) => name === (method === 'GET' ? 'setup' : 'default'),
		);
		const data: unknown = { webhookDescription, isTest, node: 'RSC Trigger', httpMethod: method };
		return data as IWebhookData;
	}
}

/** n8n's class and n8n's interface differ where a value may be missing. */
function asWebhookFunctions(context: unknown): IWebhookFunctions {
	return context as IWebhookFunctions;
}
