import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../sandbox/createSandbox';
import { FaultSchema } from '../../sandbox/core/FaultBoard';
import type { Subscription } from '../../sandbox/live/WebhookHub';
import type { Transport } from '../../src/http/Transport';
import type { FindingCode } from '../../src/operations/preflight/findings/findings';
import { preflight, type PreflightInput } from '../../src/operations/preflight/preflight';
import type { Check, PreflightLine } from '../../src/operations/preflight/PreflightLine';
import { CONTRACTS } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import type { ConnectionChoice } from '../../scripts/support/sandboxConnection';
import type { VirtualTime } from '../../scripts/support/VirtualTime';
import type { CallbackReceiver } from './CallbackReceiver';
import { contractRuntime } from './contractRuntime';
import { ORGANIZATION } from './contractSandbox';

/** Of the customer's application in the sandbox. */
export const SECRET = 'sandbox-child-secret';
export const FIRST = 'urn:li:contract:2001';
export const NOT_REGISTERED = { code: 404, message: 'The requested webhook is not registered.' };

const overFetch: Transport = async ({ method, url, headers, body }) => {
	const answer = await fetch(url, { method, headers, redirect: 'manual', ...(body && { body }) });
	return {
		status: answer.status,
		headers: Object.fromEntries(answer.headers),
		body: await answer.text(),
	};
};

/** A set-up that one thing can be broken in. */
export class PreflightWorld {
	readonly store = new MemoryStore();

	readonly choice: ConnectionChoice = {};

	tableNames: () => Promise<string[]> = async () => [CONTRACTS.name];

	takesRows = true;

	ownIntegrationOff = false;

	/** What answers under n8n's public address; undefined closes the connection. */
	front: { status: number; body: string } | undefined = {
		status: 404,
		body: JSON.stringify(NOT_REGISTERED),
	};

	/** Calls that n8n got, by method. */
	readonly frontCalls: string[] = [];

	private readonly server: Server;

	constructor(
		readonly sandbox: Sandbox,
		readonly receiver: CallbackReceiver,
	) {
		this.server = createServer((request, response) => {
			this.frontCalls.push(request.method ?? '');
			if (!this.front) {
				response.destroy();
				return;
			}
			response.writeHead(this.front.status, { 'content-type': 'application/json' });
			response.end(this.front.body);
		});
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	get webhooks(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhook`;
	}

	/** Every call to this part of a path fails. */
	fail(vendor: 'linkedin' | 'smartrecruiters', path: string, status: number): void {
		this.sandbox.context.faults.add([
			FaultSchema.parse({ vendor, path, kind: 'status', status, times: 1_000 }),
		]);
	}

	/** Every call to this part of a path is answered with this. */
	answer(vendor: 'linkedin' | 'smartrecruiters', path: string, body: unknown): void {
		this.sandbox.context.faults.add([
			FaultSchema.parse({ vendor, path, kind: 'status', status: 200, body, times: 1_000 }),
		]);
	}

	async contract(change: object): Promise<void> {
		await this.store.put(CONTRACTS, [
			CONTRACTS.schema.parse({
				organization: ORGANIZATION,
				contract: FIRST,
				state: 'chosen',
				product: 'recruiterCorporate',
				...change,
			}),
		]);
	}

	callback(url: string | undefined): void {
		const configurations = this.sandbox.store
			.of(ORGANIZATION)
			.integrations.get(`${ORGANIZATION} ONE_CLICK_EXPORT`)?.configurations;
		if (url === undefined) configurations?.delete('CALLBACK_URL');
		else configurations?.set('CALLBACK_URL', url);
	}

	webhook(change: Partial<Subscription> = {}): void {
		this.sandbox.context.live.hub.subscriptions.set('one', {
			id: 'one',
			owner: 'sandbox-sr',
			callbackUrl: `${this.webhooks}/smartrecruiters`,
			events: ['job.created'],
			status: 'active',
			keys: [],
			log: [],
			...change,
		});
	}

	ownIntegration(): void {
		this.sandbox.context.live.audit.add({
			eventName: 'LRSC_CONSENT_GIVEN',
			atMs: Date.UTC(2026, 5, 12),
			entityType: 'COMPANY',
			entityId: 'SampleCo',
		});
	}

	async look(): Promise<PreflightLine[]> {
		const { runtime } = contractRuntime(this.sandbox, this.store, this.choice);
		const input: PreflightInput = {
			tables: {
				names: this.tableNames,
				takesRows: async () => this.takesRows,
				size: async () => ({ rows: 0, bytes: 0 }),
			},
			own: {
				webhooks: this.webhooks,
				isOwn: (url) => url.startsWith('http://127.0.0.1:'),
			},
			challenge: {
				clientSecret: SECRET,
				challengeCode: randomUUID(),
				send: (runtime.effects as VirtualTime).watch(overFetch),
			},
			ownIntegrationOff: this.ownIntegrationOff,
		};
		return (await preflight(runtime, input)).lines;
	}
}

/** Something broken: which line tells it, how, and what an admin reads. */
export type Broken = [
	title: string,
	breakIt: (world: PreflightWorld) => void | Promise<void>,
	check: Check,
	finding: FindingCode,
	says: string,
];
