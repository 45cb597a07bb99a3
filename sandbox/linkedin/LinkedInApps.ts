import { randomBytes } from '../core/chance';
import type { SandboxClock } from '../core/SandboxClock';
import { SlidingWindow } from '../core/SlidingWindow';
import { DAY_MS, MINUTE_MS } from '../core/durations';
import { ACME, connectable, GLOBEX } from './recruiter/contracts';
import { emptyToken, expiredToken, invalidToken } from './problems';

/** A developer application: the partner's own, or one customer's (LinkedIn reference §1.1). */
export interface LinkedInApp {
	kind: 'parent' | 'child';
	clientId: string;
	clientSecret: string;
	/** For a child: `urn:li:organization:{id}`. */
	organization: string;
	/** Recruiter contracts of that organization that can be connected: without Recruiter Lite. */
	contracts: string[];
	uniqueForeignId?: string;
	name?: string;
	description?: string;
	callbackUrls: string[];
	/** Origins that may host the widgets; `:*` at the end, which LinkedIn does not know, stands for any port. */
	jsDomains: string[];
	urn: string;
	/** Records written, in a sliding minute. */
	records: SlidingWindow;
	/** Requests by UTC day and resource group. */
	days: Map<string, number>;
}

interface Token {
	app: LinkedInApp;
	expiresAtMs: number;
	createdAtMs: number;
	/** Who signed in, of a three-legged token: `urn:li:person:…`. */
	person?: string;
}

/** What somebody has consented to, until the application takes it for a token. */
interface Code {
	app: LinkedInApp;
	person: string;
	redirectUri: string;
	expiresAtMs: number;
}

const TOKEN_LIFE_MS = 30 * MINUTE_MS;
const MEMBER_TOKEN_LIFE_MS = 60 * DAY_MS;
const CODE_LIFE_MS = 30 * MINUTE_MS;

export class LinkedInApps {
	private readonly apps = new Map<string, LinkedInApp>();

	private readonly tokens = new Map<string, Token>();

	private readonly codes = new Map<string, Code>();

	constructor(private readonly clock: SandboxClock) {
		this.reset();
	}

	/** The applications that come with the sandbox: a partner's, and two customers'. */
	reset(): void {
		this.apps.clear();
		this.tokens.clear();
		this.codes.clear();
		this.add({
			kind: 'parent',
			clientId: 'sandbox-parent',
			clientSecret: 'sandbox-parent-secret',
			organization: '',
			contracts: [],
		});
		this.add({
			kind: 'child',
			clientId: 'sandbox-child',
			clientSecret: 'sandbox-child-secret',
			organization: ACME,
			contracts: connectable(ACME),
			name: 'SmartRecruiters - Acme',
			jsDomains: ['http://127.0.0.1:*', 'http://localhost:*'],
		});
		this.add({
			kind: 'child',
			clientId: 'sandbox-other-child',
			clientSecret: 'sandbox-other-child-secret',
			organization: GLOBEX,
			contracts: connectable(GLOBEX),
			name: 'SmartRecruiters - Globex',
			jsDomains: ['http://127.0.0.1:*', 'http://localhost:*'],
		});
	}

	add(
		app: Pick<LinkedInApp, 'kind' | 'clientId' | 'clientSecret' | 'organization' | 'contracts'> &
			Partial<LinkedInApp>,
	): LinkedInApp {
		const full: LinkedInApp = {
			callbackUrls: [],
			jsDomains: [],
			urn: `urn:li:developerApplication:${200 + this.apps.size}`,
			records: new SlidingWindow(MINUTE_MS),
			days: new Map(),
			...app,
		};
		this.apps.set(full.clientId, full);
		return full;
	}

	byClientId(clientId: string): LinkedInApp | undefined {
		return this.apps.get(clientId);
	}

	children(): LinkedInApp[] {
		return [...this.apps.values()].filter(({ kind }) => kind === 'child');
	}

	/** @returns a token that lives 30 minutes (LinkedIn reference §1.2) */
	issue(app: LinkedInApp): { token: string; expiresInS: number } {
		const token = `AQX${randomBytes(24).toString('base64url')}`;
		const now = this.clock.now();
		this.tokens.set(token, { app, createdAtMs: now, expiresAtMs: now + TOKEN_LIFE_MS });
		return { token, expiresInS: TOKEN_LIFE_MS / 1000 };
	}

	/** A code for the application that somebody has just let in. */
	consent(app: LinkedInApp, person: string, redirectUri: string): string {
		const code = `AQT${randomBytes(24).toString('base64url')}`;
		const expiresAtMs = this.clock.now() + CODE_LIFE_MS;
		this.codes.set(code, { app, person, redirectUri, expiresAtMs });
		return code;
	}

	/** @returns a person's token, of 60 days; nothing for a code that is used, old, or of another application or address (§1.3) */
	redeem(
		app: LinkedInApp,
		code: string,
		redirectUri: string,
	): { token: string; expiresInS: number } | undefined {
		const known = this.codes.get(code);
		const now = this.clock.now();
		if (known?.app !== app || known.redirectUri !== redirectUri || known.expiresAtMs <= now)
			return undefined;
		this.codes.delete(code);
		const token = `AQV${randomBytes(24).toString('base64url')}`;
		const expiresAtMs = now + MEMBER_TOKEN_LIFE_MS;
		this.tokens.set(token, { app, person: known.person, createdAtMs: now, expiresAtMs });
		return { token, expiresInS: MEMBER_TOKEN_LIFE_MS / 1000 };
	}

	lookUp(token: string): Token | undefined {
		return this.tokens.get(token);
	}

	expireTokens(): void {
		for (const token of this.tokens.values()) token.expiresAtMs = this.clock.now();
	}

	/** Whose call it is. @throws Problem 401 without a living token */
	authenticate(header: string | undefined): Pick<Token, 'app' | 'person'> {
		const token = /^Bearer (.+)$/.exec(header ?? '')?.[1];
		if (!token) throw emptyToken();
		const known = this.tokens.get(token);
		if (!known) throw invalidToken();
		if (known.expiresAtMs <= this.clock.now()) throw expiredToken();
		return known;
	}
}
