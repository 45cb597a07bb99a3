import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these when it is loaded.
process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'rsc-core-'));
process.env.N8N_ENCRYPTION_KEY = 'tests-only';
process.env.N8N_LOG_LEVEL = 'silent';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	jsonParse,
	ManualExecutionCancelledError,
	Workflow,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { MemoryDataTables } from './MemoryDataTables';

export interface NodeRun {
	/** Items by output. */
	outputs: INodeExecutionData[][];
	error: { message: string; description: string | null; name: string } | undefined;
	hints: string[];
	/** What the node answered to the call that started the workflow. */
	responses: Array<{ statusCode: number; headers: Record<string, string>; body: string }>;
}

/** What a node answered a webhook with. */
export interface SentAnswer {
	body?: unknown;
	headers?: Record<string, unknown>;
	statusCode?: number;
}

export interface RunOptions {
	items?: INodeExecutionData[];
	onError?: INode['onError'];
	/** State that outlives this run; without it, the run begins with no tables. */
	tables?: MemoryDataTables;
	/** Takes what the node answers a webhook with. */
	answers?: SentAnswer[];
	/** What has started it; a person in the editor if absent. */
	mode?: 'manual' | 'trigger' | 'webhook';
	/** Of the workflow; outlives this run. */
	staticData?: IDataObject;
	/** Further credentials that are saved in n8n, by id. */
	saved?: Record<string, ICredentialDataDecryptedObject>;
}

const START = 'Start';

/** A trigger that hands its pinned items on. */
const startNode: INodeType = {
	description: {
		displayName: START,
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: START },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/**
 * Runs one node on n8n's own engine: real expressions, real credentials helper, real OAuth token requests over HTTP.
 *
 * @param credentials decrypted data by credential type
 */
export async function runNode(
	type: INodeType,
	parameters: INode['parameters'],
	credentials: Record<string, ICredentialDataDecryptedObject>,
	{
		items = [{ json: {} }],
		onError,
		tables = new MemoryDataTables(),
		answers = [],
		mode = 'manual',
		staticData = {},
		saved = {},
	}: RunOptions = {},
): Promise<NodeRun> {
	const node: INode = {
		id: 'node',
		name: 'Node',
		type: `test.${type.description.name}`,
		typeVersion: 1,
		position: [200, 0],
		parameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((name) => [name, { id: name, name }]),
		),
		...(onError && { onError }),
	};
	const start: INode = {
		id: 'start',
		name: START,
		type: 'test.start',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const nodeTypes: INodeTypes = {
		getByName: (name) => (name === 'test.start' ? startNode : type),
		getByNameAndVersion: (name) => (name === 'test.start' ? startNode : type),
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'workflow',
		name: 'Test',
		nodes: [start, node],
		connections: {
			[START]: { main: [[{ node: 'Node', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
		staticData,
	});
	const stored = { ...credentials, ...saved };
	const data = additionalData(workflow, stored, tables, type);
	const responses: NodeRun['responses'] = [];
	data.hooks?.addHandler('sendResponse', (response) => {
		responses.push(response as NodeRun['responses'][number]);
		answers.push(response);
	});
	const run = await new WorkflowExecute(data, mode).run({
		workflow,
		startNode: start,
		pinData: { [START]: items },
	});
	Object.assign(staticData, jsonParse(JSON.stringify(workflow.staticData)));
	const { resultData } = run.data;
	const task = resultData.runData.Node?.[0];
	if (!task && resultData.error instanceof ManualExecutionCancelledError) throw resultData.error;
	const error = task?.error ?? resultData.error;
	return {
		outputs: (task?.data?.main ?? []).map((output) => output ?? []),
		error: error && {
			message: error.message,
			description: error.description ?? null,
			name: error.name,
		},
		responses,
		hints: (task?.hints ?? []).map(({ message }) => message),
	};
}

/** What n8n hands its engine: here with credentials from memory. */
export function additionalData(
	workflow: Workflow,
	stored: Record<string, ICredentialDataDecryptedObject>,
	tables: MemoryDataTables = new MemoryDataTables(),
	ours?: INodeType,
): IWorkflowExecuteAdditionalData {
	const credentialsHelper = {
		getParentTypes: (name: string) => (name.includes('OAuth2') ? ['oAuth2Api'] : []),
		getDecrypted: async (_data: unknown, { id }: { id: string | null }, name: string) =>
			stored[id ?? name] ?? stored[name] ?? {},
		isCredentialUsableByNode: () => true,
		runPreAuthentication: async () => undefined,
		preAuthentication: async () => undefined,
		updateCredentialsOauthTokenData: async (
			{ id }: { id: string | null },
			name: string,
			data: ICredentialDataDecryptedObject,
		) => {
			const key = id !== null && stored[id] ? id : name;
			stored[key] = { ...stored[key], ...data };
		},
		getCredentialsProperties: () => [],
		authenticate: async (
			_credentials: ICredentialDataDecryptedObject,
			name: string,
			options: { headers?: object },
		) =>
			name === 'smartRecruitersApi'
				? { ...options, headers: { ...options.headers, 'X-SmartToken': stored[name]?.apiKey } }
				: options,
	};
	const data: unknown = {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks('manual', 'execution', {
			id: workflow.id,
			name: 'Test',
			active: false,
			activeVersionId: null,
			isArchived: false,
			createdAt: new Date(0),
			updatedAt: new Date(0),
			nodes: Object.values(workflow.nodes),
			connections: workflow.connectionsBySourceNode,
		}),
		executionId: 'execution',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
		currentNodeExecutionIndex: 0,
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		instanceBaseUrl: 'http://127.0.0.1',
		restApiUrl: 'http://127.0.0.1/rest',
		variables: {},
		dataTableProjectId: 'project',
		'data-table': { dataTableProxyProvider: tables.provider },
		executeWorkflow: tables.executeWorkflow(
			() => additionalData(workflow, stored, tables, ours),
			ours,
		),
		setExecutionStatus: () => undefined,
		sendDataToUI: () => undefined,
		logAiEvent: () => undefined,
	};
	return data as IWorkflowExecuteAdditionalData;
}
