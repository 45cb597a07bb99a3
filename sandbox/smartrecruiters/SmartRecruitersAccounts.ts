import { randomBytes } from '../core/chance';
import { scaledLimit } from '../core/SandboxContext';
import type { LimitMode } from '../core/SandboxWorld';
import type { SandboxClock } from '../core/SandboxClock';
import { SlidingWindow } from '../core/SlidingWindow';
import { DAY_MS, MINUTE_MS } from '../core/durations';
import { oauthProblem, unauthorized } from './problems';

/** Scopes that the sandbox knows (SmartRecruiters reference §2.6). */
export const ALL_SCOPES = [
	'company_read',
	'configuration_read',
	'user_me_read',
	'users_read',
	'users_manage',
	'jobs_read',
	'jobs_manage',
	'jobs_publications_manage',
	'candidates_read',
	'candidates_create',
	'candidates_manage',
	'job_applications_read',
	'job_applications_manage',
	'messages_read',
	'messages_write',
	'reviews_read',
	'reviews_write',
	'webhooks_read',
	'webhooks_write',
	'webhooks_delete',
	'audit_events_read',
	'reporting_read',
	'reporting_write',
] as const;

/** A credential: limits are counted for each (§1.6). */
export interface Account {
	name: string;
	/** Undefined for an API key: its role alone decides. */
	scopes?: ReadonlySet<string>;
	administrator: boolean;
	/** Whose sight the credential has; without one, it sees every job. */
	userId?: string;
	second: SlidingWindow;
	publications: SlidingWindow;
	running: number;
	runningLists: number;
}

interface Client {
	clientId: string;
	clientSecret: string;
	redirectUris: readonly string[];
	account: Account;
}

const ACCESS_LIFE_MS = 30 * MINUTE_MS;
const REFRESH_LIFE_MS = 28 * DAY_MS;
const CODE_LIFE_MS = 600_000;

function account(name: string, scopes?: readonly string[], administrator = true): Account {
	return {
		name,
		...(scopes && { scopes: new Set(scopes) }),
		administrator,
		second: new SlidingWindow(1_000),
		publications: new SlidingWindow(1_000),
		running: 0,
		runningLists: 0,
	};
}

/** Who may call, and the three grants of OAuth (§2). */
export class SmartRecruitersAccounts {
	private clients: Client[] = [];

	private keys = new Map<string, Account>();

	private access = new Map<string, { account: Account; expiresAtMs: number }>();

	private refresh = new Map<string, { client: Client; expiresAtMs: number; used: boolean }>();

	private codes = new Map<string, { client: Client; expiresAtMs: number }>();

	constructor(private readonly clock: SandboxClock) {
		this.reset();
	}

	reset(): void {
		this.access.clear();
		this.refresh.clear();
		this.codes.clear();
		const client = (
			clientId: string,
			scopes: readonly string[],
			administrator: boolean,
		): Client => ({
			clientId,
			clientSecret: `${clientId}-secret`,
			redirectUris: [],
			account: account(clientId, scopes, administrator),
		});
		this.clients = [
			client('sandbox-sr', ALL_SCOPES, true),
			client('sandbox-sr-limited', ['jobs_read', 'user_me_read'], false),
		];
		this.keys = new Map([['SANDBOX-KEY', account('api key')]]);
	}

	/** Whose call it is. @throws Problem 401 */
	authenticate(headers: { authorization?: string | undefined; key?: string | undefined }): Account {
		if (headers.key) {
			const known = this.keys.get(headers.key);
			if (!known) throw unauthorized();
			return known;
		}
		const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
		const known = token ? this.access.get(token) : undefined;
		if (!known || known.expiresAtMs <= this.clock.now()) throw unauthorized();
		return known.account;
	}

	/** The token endpoint. @throws Problem 400 or 401 in OAuth's shape */
	grant(
		form: URLSearchParams,
		basic: { id: string; secret: string } | undefined,
	): Record<string, unknown> {
		const id = basic?.id ?? form.get('client_id') ?? '';
		const secret = basic?.secret ?? form.get('client_secret') ?? '';
		const client = this.clients.find((one) => one.clientId === id && one.clientSecret === secret);
		if (!client) throw oauthProblem(401, 'invalid_client', 'Client authentication failed');
		const kind = form.get('grant_type');
		if (kind === 'client_credentials') return this.issue(client, false);
		if (kind === 'authorization_code') {
			const code = this.codes.get(form.get('code') ?? '');
			this.codes.delete(form.get('code') ?? '');
			if (!code || code.client !== client || code.expiresAtMs <= this.clock.now()) {
				throw oauthProblem(400, 'invalid_grant', 'Authorization code is not valid');
			}
			return this.issue(client, true);
		}
		if (kind === 'refresh_token') {
			const token = this.refresh.get(form.get('refresh_token') ?? '');
			if (
				!token ||
				token.client !== client ||
				token.used ||
				token.expiresAtMs <= this.clock.now()
			) {
				throw oauthProblem(400, 'invalid_grant', 'Refresh token is not valid');
			}
			token.used = true;
			return this.issue(client, true);
		}
		throw oauthProblem(400, 'unsupported_grant_type', 'Grant type is not supported');
	}

	/** A code for the consent page. @throws Problem 400 for an unknown client */
	authorize(clientId: string): string {
		const client = this.clients.find((one) => one.clientId === clientId);
		if (!client) throw oauthProblem(400, 'invalid_client', 'Unknown client');
		const code = randomBytes(16).toString('base64url');
		this.codes.set(code, { client, expiresAtMs: this.clock.now() + CODE_LIFE_MS });
		return code;
	}

	/** Gives a client's credential the sight of one user. @returns whether there is such a client */
	actAs(clientId: string, userId: string): boolean {
		const client = this.clients.find((one) => one.clientId === clientId);
		if (client) client.account.userId = userId;
		return client !== undefined;
	}

	expireTokens(): void {
		for (const token of this.access.values()) token.expiresAtMs = this.clock.now();
	}

	private issue(client: Client, withRefresh: boolean): Record<string, unknown> {
		const token = randomBytes(24).toString('base64url');
		this.access.set(token, {
			account: client.account,
			expiresAtMs: this.clock.now() + ACCESS_LIFE_MS,
		});
		const answer = {
			access_token: token,
			token_type: 'Bearer',
			expires_in: ACCESS_LIFE_MS / 1000 - 1,
		};
		if (!withRefresh) return answer;
		const refresh = randomBytes(24).toString('base64url');
		this.refresh.set(refresh, {
			client,
			used: false,
			expiresAtMs: this.clock.now() + REFRESH_LIFE_MS,
		});
		return { ...answer, refresh_token: refresh };
	}
}

/** What one request may do under the documented limits (§1.6); `undefined` when it is too much. */
export function admit(
	account: Account,
	kind: 'list' | 'publication' | 'other',
	nowMs: number,
	mode: LimitMode,
): boolean {
	const perSecond = scaledLimit(10, mode);
	if (account.running >= scaledLimit(8, mode)) return false;
	// One list request at a time holds even for those who were granted more.
	if (kind === 'list' && mode !== 'off' && account.runningLists >= 1) return false;
	if (kind === 'publication' && !account.publications.take(1, nowMs, scaledLimit(2, mode)))
		return false;
	return account.second.take(1, nowMs, perSecond);
}
