import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { PageKeys } from '../../src/pages/PageKeys';
import { signatureOf as linkedInSignature } from '../../src/linkedin/signature';
import { signatureOf as smartRecruitersSignature } from '../../src/smartrecruiters/signature';
import { PAGES_USER } from '../n8n/connectStack';
import { makeStack, type Stack } from '../n8n/makeStack';
import { pause } from '../n8n/pause';
import { ALL_WORKFLOWS } from '../start/publishInOrder';
import { diskUse } from './diskUse';
import { Interceptor } from './Interceptor';
import { Thief } from './Thief';

/** Of the customer's site with the onboarding page and the profile page. */
export const SITE = 'https://careers.example.com';
export const ORGANIZATION = 'urn:li:organization:1000';
/** Of workflows 05 and 06. */
const PUSHES = '/webhook/8bbbeca4-dcf7-5998-b7c1-daf1aae76c16/rsc';
const CHANGES = '/webhook/53d318b9-b785-5c9a-8f14-b949cb450ed2/smartrecruiters';
const LINKEDIN_SECRET = 'sandbox-child-secret';
export const SIGNING_SECRET = 'sandbox-only';

const ExecutionsSchema = z.object({
	data: z.array(z.object({ id: z.coerce.number(), mode: z.string(), status: z.string() })),
	nextCursor: z.string().nullish(),
});

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
}

export interface Call {
	method?: string;
	headers?: Record<string, string>;
	body?: string | FormData | Uint8Array<ArrayBuffer>;
}

/** A real n8n as SECURITY.md wants it set up, all nine workflows published, and somebody between it and the vendors. */
export class AttackScene {
	readonly paths = { pushes: PUSHES, changes: CHANGES };

	/** When “Try again now” was pressed, which schedules then work off. */
	pressedAtMs = 0;

	private constructor(
		readonly stack: Stack,
		readonly between: Interceptor,
		readonly thief: Thief,
		private readonly uploads: string,
	) {}

	static async open(): Promise<AttackScene> {
		const between = await Interceptor.open();
		const uploads = mkdtempSync(join(tmpdir(), 'rsc-uploads-'));
		const stack = await makeStack({
			people: 30,
			workflows: [],
			unpublished: ALL_WORKFLOWS,
			keepExecutions: true,
			vendors: {
				linkedInUrl: `${between.url}/linkedin`,
				smartRecruitersUrl: `${between.url}/smartrecruiters`,
			},
			entered: {
				rscConnectContract: {
					'Show Connect Page': { onboardingPage: `${SITE}/onboarding` },
					'Contract Chosen': { allowedOrigin: SITE },
				},
				rscProfile: {
					'Profile Page Calls': { allowedOrigin: SITE },
					'Show the Way': { profilePage: `${SITE}/profile` },
				},
			},
			env: {
				N8N_FORMDATA_FILE_SIZE_MAX: '1',
				TMPDIR: uploads,
			},
		});
		between.target = stack.sandbox.url;
		const scene = new AttackScene(stack, between, await Thief.open(), uploads);
		try {
			await stack.start();
			for (const id of ALL_WORKFLOWS) await stack.n8n.api('POST', `/workflows/${id}/activate`);
			await scene.untilServed();
		} catch (error) {
			await scene.close();
			throw error;
		}
		return scene;
	}

	async close(): Promise<void> {
		await this.stack.close();
		await this.between.close();
		await this.thief.close();
		rmSync(this.uploads, { recursive: true, force: true });
	}

	/** As after a power cut. */
	async restart(): Promise<void> {
		await this.stack.n8n.kill();
		await this.stack.n8n.start();
		await this.untilServed();
	}

	private async untilServed(): Promise<void> {
		for (const path of ['/webhook/rsc-connect', '/webhook/rsc-disconnect', PUSHES])
			await this.stack.n8n.untilServed(path);
		// A trigger with POST alone is not there for GET.
		for (let tries = 0; tries < 300; tries += 1) {
			if ((await this.call(CHANGES, { method: 'POST' })).status !== 404) return;
			await pause(100);
		}
		throw new Error('SmartRecruiters Trigger does not answer');
	}

	/** A call as anybody can make it. */
	async call(path: string, { method = 'GET', headers = {}, body }: Call = {}): Promise<Answer> {
		const answer = await fetch(this.stack.n8n.url + path, {
			method,
			headers,
			redirect: 'manual',
			...(body !== undefined && { body }),
		});
		return { status: answer.status, headers: answer.headers, text: await answer.text() };
	}

	/** As the admin, with name and password. */
	signedIn(more: Record<string, string> = {}): Record<string, string> {
		const { user, password } = PAGES_USER;
		return { authorization: `Basic ${btoa(`${user}:${password}`)}`, ...more };
	}

	/** A key as a page gives it, or as it would have given it with other claims. */
	async key(
		purpose: string,
		claims: { user?: string; subject?: string; expiresAtMs?: number; password?: string } = {},
	): Promise<string> {
		const { user = PAGES_USER.user, subject = '', password = PAGES_USER.password } = claims;
		const { expiresAtMs = Date.now() + 600_000 } = claims;
		const keys = await PageKeys.from(password, SIGNING_SECRET);
		return keys.issue({ purpose, user, subject, expiresAtMs });
	}

	/** A form, sent by the admin from the page itself. */
	async press(path: string, fields: Record<string, string>): Promise<Answer> {
		const key = await this.key(`page ${path}`);
		return await this.call(`/webhook/${path}`, {
			method: 'POST',
			headers: this.signedIn({ 'content-type': 'application/x-www-form-urlencoded' }),
			body: new URLSearchParams({ key, ...fields }).toString(),
		});
	}

	/** What a page on the customer's site sends. */
	async callBack(path: string, body: object): Promise<Answer> {
		return await this.call(`/webhook/${path}`, {
			method: 'POST',
			headers: { origin: SITE, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	}

	/** A notification, signed as LinkedIn does. */
	pushCall(body: string, more: Record<string, string> = {}): Call {
		const signature = linkedInSignature(body, LINKEDIN_SECRET);
		const headers = { 'content-type': 'application/json', 'x-li-signature': signature, ...more };
		return { method: 'POST', headers, body };
	}

	/** An event, signed as SmartRecruiters does. */
	eventCall(key: string, id: string, body: object, more: Record<string, string> = {}): Call {
		const text = JSON.stringify(body);
		const headers: Record<string, string> = {
			'content-type': 'application/json',
			'event-id': id,
			'event-name': 'candidate.updated',
			'event-version': 'v201907',
			'smartrecruiters-timestamp': String(Math.floor(Date.now() / 1000)),
			...more,
		};
		const signature = smartRecruitersSignature(headers, Buffer.from(text), key);
		headers['smartrecruiters-signature'] ??= `v1=${signature}`;
		return { method: 'POST', headers, body: text };
	}

	/** The key that SmartRecruiters gave workflow 06. */
	async signingKey(): Promise<string> {
		const { smartRecruitersUrl } = this.stack.sandbox;
		const token = await fetch(`${smartRecruitersUrl}/identity/oauth/token`, {
			method: 'POST',
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: 'sandbox-sr',
				client_secret: 'sandbox-sr-secret',
			}),
		});
		const { access_token } = z.object({ access_token: z.string() }).parse(await token.json());
		const ask = async (path: string): Promise<unknown> => {
			const headers = { authorization: `Bearer ${access_token}` };
			const url = `${smartRecruitersUrl}/webhooks-api/v201907/subscriptions${path}`;
			const answer: unknown = await (await fetch(url, { headers })).json();
			return answer;
		};
		const [subscription] = z.array(z.object({ id: z.string() })).parse(await ask(''));
		const key = await ask(`/${subscription?.id ?? ''}/secret-key`);
		return z.object({ secretKey: z.string() }).parse(key).secretKey;
	}

	/** How many executions calls from outside have started, of one workflow or of all: every one is kept. */
	async started(workflowId = ''): Promise<number> {
		let found = 0;
		let cursor = '';
		do {
			const query = new URLSearchParams({
				limit: '250',
				...(workflowId && { workflowId }),
				...(cursor && { cursor }),
			});
			const page = ExecutionsSchema.parse(
				await this.stack.n8n.api('GET', `/executions?${query.toString()}`),
			);
			found += page.data.filter(({ mode }) => mode === 'webhook').length;
			cursor = page.nextCursor ?? '';
		} while (cursor);
		return found;
	}

	/** Waits until so many have been started, or long enough. @returns how many there are */
	async untilStarted(workflowId: string, count: number): Promise<number> {
		// What was accepted just now is answered before it begins.
		await pause(500);
		for (let tries = 0; tries < 100; tries += 1) {
			const found = await this.started(workflowId);
			if (found >= count && !(await this.stack.n8n.isAtWork())) return found;
			await pause(200);
		}
		return await this.started(workflowId);
	}

	/** Bytes that n8n and its uploads take. */
	disk(): number {
		return diskUse(this.stack.n8n.folder, this.uploads);
	}

	/** Bytes of uploads alone. */
	uploaded(): number {
		return diskUse(this.uploads);
	}
}
