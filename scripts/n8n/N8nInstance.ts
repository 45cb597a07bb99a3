import { z } from 'zod';
import { N8nProcess } from './N8nProcess';

/** The owner of every n8n that these scripts start; it listens on loopback only. */
export const OWNER = {
	email: 'admin@example.com',
	firstName: 'Ada',
	lastName: 'Admin',
	password: 'Sandbox-1234',
} as const;

const TablesSchema = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });
const RowsSchema = z.object({
	data: z.array(z.record(z.unknown())),
	nextCursor: z.string().nullish(),
});
export type Row = Record<string, unknown>;

/** A real n8n, driven over its REST API as the editor and its users do. */
export class N8nInstance extends N8nProcess {
	private cookie: string | undefined;

	private apiKey: string | undefined;

	protected override async end(signal: NodeJS.Signals): Promise<void> {
		this.cookie = undefined;
		await super.end(signal);
	}

	/** Creates the owner, or signs in as it. */
	private async signIn(): Promise<void> {
		const created = await this.send('POST', '/rest/owner/setup', OWNER);
		const answer = created.ok
			? created
			: await this.send('POST', '/rest/login', {
					emailOrLdapLoginId: OWNER.email,
					password: OWNER.password,
				});
		if (!answer.ok) throw new Error(`Sign-in to n8n failed with ${answer.status}`);
		this.cookie = answer.headers
			.getSetCookie()
			.map((cookie) => cookie.split(';')[0])
			.join('; ');
	}

	/** A call of the editor's own API. @returns its `data` */
	async rest(method: string, path: string, body?: object): Promise<unknown> {
		if (!this.cookie) await this.signIn();
		const answer = await this.send(method, `/rest${path}`, body);
		const text = await answer.text();
		if (!answer.ok) {
			throw new Error(`${method} /rest${path} answered ${answer.status}: ${text.slice(0, 300)}`);
		}
		const parsed: unknown = text ? JSON.parse(text) : {};
		return z.object({ data: z.unknown() }).parse(parsed).data;
	}

	/** A call of n8n's public API. */
	async api(method: string, path: string, body?: object): Promise<unknown> {
		if (!this.apiKey) {
			const scopes = await this.rest('GET', '/api-keys/scopes');
			const key = await this.rest('POST', '/api-keys', {
				label: `scripts ${Date.now()}`,
				expiresAt: null,
				scopes,
			});
			this.apiKey = z.object({ rawApiKey: z.string() }).parse(key).rawApiKey;
		}
		const answer = await fetch(`${this.url}/api/v1${path}`, {
			method,
			headers: { 'X-N8N-API-KEY': this.apiKey, 'content-type': 'application/json' },
			...(body && { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		if (!answer.ok) {
			throw new Error(`${method} /api/v1${path} answered ${answer.status}: ${text.slice(0, 300)}`);
		}
		return text ? JSON.parse(text) : undefined;
	}

	/** Adds rows to a Data Table, which is created if it is not there. */
	async insertRows(
		name: string,
		columns: Readonly<Record<string, string>>,
		rows: readonly Row[],
	): Promise<void> {
		const { data: tables } = TablesSchema.parse(await this.api('GET', '/data-tables?limit=100'));
		const table =
			tables.find((one) => one.name === name) ??
			z.object({ id: z.string() }).parse(
				await this.api('POST', '/data-tables', {
					name,
					columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
				}),
			);
		await this.api('POST', `/data-tables/${table.id}/rows`, { data: rows, returnType: 'count' });
	}

	/** Changes the rows of a Data Table in which a column has this value. */
	async updateRows(name: string, column: string, value: string, data: Row): Promise<void> {
		const { data: tables } = TablesSchema.parse(await this.api('GET', '/data-tables?limit=100'));
		const id = tables.find((one) => one.name === name)?.id ?? '';
		await this.api('PATCH', `/data-tables/${id}/rows/update`, {
			filter: { type: 'and', filters: [{ columnName: column, condition: 'eq', value }] },
			data,
		});
	}

	/** Unpublishes and publishes a workflow, if it is published. */
	async republish(workflowId: string): Promise<void> {
		const workflows = z
			.object({ data: z.array(z.object({ id: z.string(), active: z.boolean() })) })
			.parse(await this.api('GET', '/workflows?limit=250'));
		if (!workflows.data.some(({ id, active }) => id === workflowId && active)) return;
		await this.api('POST', `/workflows/${workflowId}/deactivate`);
		await this.api('POST', `/workflows/${workflowId}/activate`);
	}

	/** All rows of a Data Table, or none while it does not exist. */
	async table(name: string): Promise<Row[]> {
		const { data: tables } = TablesSchema.parse(await this.api('GET', '/data-tables?limit=100'));
		const table = tables.find((one) => one.name === name);
		if (!table) return [];
		const rows: Row[] = [];
		let cursor = '';
		do {
			const query = `limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
			const page = RowsSchema.parse(
				await this.api('GET', `/data-tables/${table.id}/rows?${query}`),
			);
			rows.push(...page.data);
			cursor = page.nextCursor ?? '';
		} while (cursor);
		return rows;
	}

	/** Whether an execution is under way. */
	async isAtWork(): Promise<boolean> {
		for (const status of ['running', 'waiting']) {
			const found = await this.api('GET', `/executions?status=${status}&limit=1`);
			if (z.object({ data: z.array(z.unknown()) }).parse(found).data.length > 0) return true;
		}
		return false;
	}

	/** Runs a workflow as a person would with its button. */
	async runByHand(workflowId: string, triggerName: string): Promise<void> {
		const workflowData = await this.rest('GET', `/workflows/${workflowId}`);
		await this.rest('POST', `/workflows/${workflowId}/run`, {
			workflowData,
			triggerToStartFrom: { name: triggerName },
		});
	}

	/** What n8n says of a stored credential, as its Test button does. */
	async testCredential(credentialId: string): Promise<{ status: string; message: string }> {
		const credential = z
			.object({ id: z.string(), name: z.string(), type: z.string(), data: z.record(z.unknown()) })
			.parse(await this.rest('GET', `/credentials/${credentialId}?includeData=true`));
		return z
			.object({ status: z.string(), message: z.string() })
			.parse(await this.rest('POST', '/credentials/test', { credentials: credential }));
	}

	private async send(method: string, path: string, body?: object): Promise<Response> {
		return await fetch(this.url + path, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': 'rsc-scripts',
				...(this.cookie && { cookie: this.cookie }),
			},
			...(body && { body: JSON.stringify(body) }),
		});
	}
}
