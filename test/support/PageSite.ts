import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { WebhookContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IWebhookData,
	type IWebhookFunctions,
	Workflow,
} from 'n8n-workflow';
import { RscTrigger } from '../../nodes/RscTrigger/RscTrigger.node';
import { additionalData, runNode, type SentAnswer } from '../../scripts/support/runNode';
import type { MemoryDataTables } from '../../scripts/support/MemoryDataTables';

/** A page of a workflow: RSC Trigger, and the node that answers. */
export interface SitePage {
	/** Parameters of RSC Trigger; `path` decides which page a call is for. */
	trigger: INode['parameters'];
	/** The node behind it; without one, the trigger's item is answered as JSON. */
	type?: INodeType;
	parameters?: INode['parameters'];
}

interface SiteOptions {
	pages: readonly SitePage[];
	credentials: Record<string, ICredentialDataDecryptedObject>;
	tables: MemoryDataTables;
}

/**
 * Two-node workflows on a real HTTP server, as n8n serves them: RSC Trigger on n8n's webhook context, then the page's node
 * on n8n's engine, which answers. What n8n does around it is played: it reads the body, and puts pages into a sandbox.
 */
export class PageSite {
	/** Items with which an execution was started. */
	readonly started: INodeExecutionData[] = [];

	/** What RSC Trigger wrote to n8n's log. */
	readonly warnings: string[] = [];

	/** Errors of executions. */
	readonly failed: string[] = [];

	/** Of the workflow that all pages are in. */
	private readonly staticData: IDataObject = {};

	private readonly server: Server;

	constructor(private readonly options: SiteOptions) {
		const app = express();
		app.use((request: Request, response: Response) => {
			void this.serve(request, response).catch((error: unknown) => {
				this.failed.push(String(error));
				if (!response.headersSent) response.status(500).json({ message: 'Error in workflow' });
			});
		});
		this.server = createServer(app);
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhook`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async serve(request: Request, response: Response): Promise<void> {
		const path = request.path.replace(/^\/webhook\//, '').replace(/\/$/, '');
		const page = this.options.pages.find(({ trigger }) => trigger.path === path);
		if (!page) {
			response.status(404).json({ message: 'This webhook is not registered' });
			return;
		}
		if (request.headers.origin) {
			response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
		}
		if (request.method === 'OPTIONS') {
			response.setHeader('Access-Control-Allow-Headers', 'content-type');
			response.status(204).end();
			return;
		}
		const type = request.headers['content-type'] ?? '';
		const rawBody = await readAll(request);
		Object.assign(request, {
			...(!type.startsWith('multipart/') && { rawBody }),
			readRawBody: async () => Object.assign(request, { rawBody }),
		});
		const result = await this.runTrigger(page, request, response);
		if (!result?.workflowData) return;
		const items = result.workflowData[0] ?? [];
		this.started.push(...items);
		if (!page.type) {
			response.json(items[0]?.json);
			return;
		}
		const answers: SentAnswer[] = [];
		const { error } = await runNode(page.type, page.parameters ?? {}, this.options.credentials, {
			items,
			tables: this.options.tables,
			answers,
			staticData: this.staticData,
		});
		if (error) this.failed.push(`${error.message} ${error.description ?? ''}`);
		const [answer] = answers;
		if (!answer) {
			response.status(500).json({ message: 'Error in workflow' });
			return;
		}
		response.status(answer.statusCode ?? 200);
		for (const [name, value] of Object.entries(answer.headers ?? {})) {
			response.setHeader(name, String(value));
		}
		response.setHeader(
			'Content-Security-Policy',
			'sandbox allow-downloads allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-scripts allow-top-navigation-by-user-activation',
		);
		response.send(answer.body);
	}

	private async runTrigger(page: SitePage, request: Request, response: Response) {
		const type: INodeType = new RscTrigger();
		const credentials = this.options.credentials;
		const node: INode = {
			id: 'trigger',
			name: 'RSC Trigger',
			type: 'test.rscTrigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: page.trigger,
			webhookId: '6c1d8a52-0000-4000-8000-000000000009',
			credentials: Object.fromEntries(
				Object.keys(credentials).map((name) => [name, { id: name, name }]),
			),
		};
		const nodeTypes: INodeTypes = {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		};
		const workflow = new Workflow({
			id: 'workflow',
			name: 'Test',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: this.staticData,
		});
		const data = additionalData(workflow, credentials, this.options.tables);
		const http: unknown = { httpRequest: request, httpResponse: response };
		const webhookData: unknown = {
			webhookDescription: type.description.webhooks?.[0],
			isTest: false,
			node: node.name,
			httpMethod: request.method,
		};
		const context = new WebhookContext(
			workflow,
			workflow.getNode(node.name) ?? node,
			Object.assign(data, http),
			'webhook',
			webhookData as IWebhookData,
			[],
			null,
		);
		context.logger.warn = (line: string) => {
			this.warnings.push(line);
		};
		const functions: unknown = context;
		return await type.webhook?.call(functions as IWebhookFunctions);
	}
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
	return Buffer.concat(chunks);
}
