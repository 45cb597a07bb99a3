import type { FastifyRequest } from 'fastify';
import { type SandboxContext, scaledLimit } from '../core/SandboxContext';
import { DAY_MS } from '../core/durations';
import type { ActivityStore } from './activity/ActivityStore';
import type { ExportDesk } from './exports/ExportDesk';
import type { Members } from './Members';
import type { LinkedInApp, LinkedInApps } from './LinkedInApps';
import type { LinkedInStore } from './LinkedInStore';
import { notPermitted, problem, throttled } from './problems';
import type { Pushes } from './push/Pushes';
import { readRequest, type RestliRequest } from './readRequest';
import type { RecruiterDirectory } from './recruiter/RecruiterDirectory';
import type { Sessions } from './recruiter/Sessions';
import type { RecruiterSeats } from './seats/RecruiterSeats';

/** Versions of the versioned API that live (LinkedIn reference §15.1). */
const VERSIONS = new Set([
	'202505',
	'202506',
	'202507',
	'202508',
	'202510',
	'202511',
	'202512',
	'202602',
	'202603',
	'202604',
]);

export type Generation = 'v2' | 'rest';

/** What a route declares about itself. */
export interface RouteRules {
	/** For messages and for the group of its daily limit. */
	resource: string;
	generation: Generation;
	/** Per application and UTC day (§5, §2.3, §4.4). */
	dailyLimit: number;
	dailyGroup: string;
	/** Integration that must be switched on before data may be sent (§2.1). */
	needs?: string;
	/** Which application may call. */
	caller: 'parent' | 'child';
	/** Whether a person must have signed in (§1.3); everything else takes an application's own token alone. */
	signedIn?: boolean;
}

export interface GuardedCall extends RestliRequest {
	app: LinkedInApp;
	/** Who signed in, where the route asks for that: `urn:li:person:…`. */
	person?: string;
}

export interface LinkedInRoom {
	context: SandboxContext;
	apps: LinkedInApps;
	store: LinkedInStore;
	/** Notifications to the customers' callbacks. */
	pushes: Pushes;
	/** People and contracts, and who of them is signed in to Recruiter's pages. */
	recruiter: RecruiterDirectory;
	sessions: Sessions;
	/** Who holds which Recruiter seat. */
	seats: RecruiterSeats;
	/** Who is on LinkedIn. */
	members: Members;
	/** InMails, notes and shared contacts. */
	activity: ActivityStore;
	/** Recruiter's *Export to ATS*. */
	exports: ExportDesk;
}

/** Everything that LinkedIn checks before it looks at the content: token, version, caller, throttle, enablement. */
export function guard(room: LinkedInRoom, request: FastifyRequest, rules: RouteRules): GuardedCall {
	const { context, apps, store } = room;
	const call = readRequest(request);
	const { app, person } = apps.authenticate(request.headers.authorization);
	if (rules.generation === 'rest') {
		const version = request.headers['linkedin-version'];
		if (typeof version !== 'string')
			throw problem(400, 'A version must be present in the header LinkedIn-Version');
		if (!VERSIONS.has(version.slice(0, 6)))
			throw problem(426, `Requested version ${version} is not active`);
	}
	if (app.kind !== rules.caller || (person !== undefined) !== (rules.signedIn ?? false))
		throw notPermitted(call.method, rules.resource);
	// Each page of §5 and §6 states the quota for its own resource (§14.7).
	const isOwn = rules.dailyGroup === 'sync' && !context.switches.boolean('li§14.7 one sync quota');
	const counted = isOwn ? `${rules.dailyGroup} ${rules.resource}` : rules.dailyGroup;
	const group = `${Math.floor(context.clock.now() / DAY_MS)} ${counted}`;
	const used = app.days.get(group) ?? 0;
	if (used >= scaledLimit(rules.dailyLimit, context.limits)) throw throttle(room);
	app.days.set(group, used + 1);
	if (rules.needs && context.switches.boolean('li§2.1 sync needs enablement')) {
		const integration = store
			.of(app.organization)
			.integrations.get(`${app.organization} ${rules.needs}`);
		if (!integration?.enabled) throw notPermitted(call.method, rules.resource);
	}
	return { ...call, app, ...(person !== undefined && { person }) };
}

/** Which switch says how many records LinkedIn takes in a minute (§5). */
export const RECORDS_PER_MINUTE = 'li§5 records per minute';

/** Takes records from the minute (§5). */
export function takeRecords(room: LinkedInRoom, app: LinkedInApp, records: number): void {
	const { context } = room;
	const limit = scaledLimit(context.switches.number(RECORDS_PER_MINUTE), context.limits);
	if (!app.records.take(records, context.clock.now(), limit)) throw throttle(room);
}

/** LinkedIn documents no `Retry-After` (§16.12); a switch adds one. */
export function throttle({ context }: LinkedInRoom): Error {
	const seconds = context.switches.number('li§16.12 retry-after seconds');
	const error = throttled();
	if (seconds > 0) error.headers['retry-after'] = String(seconds);
	return error;
}

/** Rest.li needs the method on every batch write: without it, the answer is a 403 (§4.3, §14.3). */
export function needMethod(call: GuardedCall, resource: string, ...methods: string[]): string {
	if (!call.restliMethod || !methods.includes(call.restliMethod))
		throw notPermitted(call.method, resource);
	return call.restliMethod;
}

/** @throws Problem for a record that spoils the call that it is in (§4.3, §14.1) */
export function needUnspoilt({ store }: LinkedInRoom, record: string): void {
	const spoiler = store.spoilers.get(record);
	if (spoiler) throw problem(spoiler.status, spoiler.message);
}

export function readJson(call: GuardedCall): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(call.body);
		if (isRecord(value)) return value;
	} catch {
		// Falls through to the same answer.
	}
	throw problem(400, 'The request body could not be parsed');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
