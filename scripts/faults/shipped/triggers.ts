import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	IHookFunctions,
	INodeExecutionData,
	IWebhookData,
	IWebhookFunctions,
	Workflow,
} from 'n8n-workflow';
import type { N8nView } from '../worlds/WorldView';
import type { ShippedWorkflow } from './shippedWorkflows';

/** A trigger of a ready-made workflow, and what n8n stores of it: that outlives processes. */
export interface ShippedTrigger {
	shipped: ShippedWorkflow;
	node: string;
	staticData: IDataObject;
}

export interface Called {
	headers: Record<string, string>;
	body: string;
}

export interface CalledAnswer {
	status: number;
	headers: Record<string, string>;
	/** Items that an execution begins with; none when nothing starts. */
	started: INodeExecutionData[] | undefined;
}

/** What n8n does when a workflow is published. */
export async function publish(n8n: N8nView, trigger: ShippedTrigger): Promise<void> {
	const { workflow, node, data } = open(n8n, trigger);
	const given: unknown = new HookContext(
		workflow,
		node,
		data,
		'trigger',
		'activate',
		webhookData(n8n, workflow, trigger),
	);
	const context = given as IHookFunctions;
	n8n.connect(context);
	const { default: methods } = n8n.typeOf(shortName(node.type)).webhookMethods ?? {};
	if (!(await methods?.checkExists?.call(context))) await methods?.create?.call(context);
	keep(trigger, workflow);
}

/** A call of the trigger's address, as n8n hands it over. */
export async function callTrigger(
	n8n: N8nView,
	trigger: ShippedTrigger,
	{ headers, body }: Called,
): Promise<CalledAnswer> {
	const { workflow, node, data } = open(n8n, trigger);
	const answer: CalledAnswer = { status: 0, headers: {}, started: undefined };
	const response = {
		setHeader: (name: string, value: string) => {
			answer.headers[name.toLowerCase()] = value;
		},
		status: (status: number) => {
			answer.status = status;
			return response;
		},
		json: () => response,
	};
	const http: unknown = {
		httpRequest: {
			method: 'POST',
			headers,
			query: {},
			params: {},
			body: {},
			rawBody: Buffer.from(body),
		},
		httpResponse: response,
	};
	const context: WebhookContext = new WebhookContext(
		workflow,
		node,
		Object.assign(data, http),
		'webhook',
		webhookData(n8n, workflow, trigger),
		[],
		null,
	);
	for (const level of ['warn', 'error', 'info', 'debug'] as const)
		context.logger[level] = (line: string) => {
			n8n.world.logs.push(line);
		};
	n8n.connect(context);
	const given: unknown = context;
	const type = n8n.typeOf(shortName(node.type));
	const result = await type.webhook?.call(given as IWebhookFunctions);
	keep(trigger, workflow);
	answer.started = result?.workflowData?.flat();
	return answer;
}

const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

function open(n8n: N8nView, { shipped, node: name, staticData }: ShippedTrigger) {
	const workflow = n8n.workflowOf(shipped, {}, structuredClone(staticData));
	const node = workflow.getNode(name);
	if (!node) throw new Error(`There is no ${name}`);
	return { workflow, node, data: n8n.additional(workflow) };
}

function keep(trigger: ShippedTrigger, { staticData }: Workflow): void {
	trigger.staticData = JSON.parse(JSON.stringify(staticData)) as IDataObject;
}

function webhookData(
	n8n: N8nView,
	workflow: Workflow,
	{ node: name }: ShippedTrigger,
): IWebhookData {
	const node = workflow.getNode(name);
	const webhookDescription = n8n
		.typeOf(shortName(node?.type ?? ''))
		.description.webhooks?.find((one) => one.name === 'default');
	const data: unknown = { webhookDescription, isTest: false, node: name, httpMethod: 'POST' };
	return data as IWebhookData;
}
