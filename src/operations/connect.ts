import { DailyBudget, type DailyBudgetState } from '../http/DailyBudget';
import { describeFailure, type FailedCall } from '../http/FailedCall';
import { HttpClient } from '../http/HttpClient';
import type { RateBudget } from '../http/RateBudget';
import type { Effects, Transport } from '../http/Transport';
import { WaitLedger } from '../http/WaitLedger';
import { withContentRefusals } from '../linkedin/contentRefusals';
import { LinkedInApi } from '../linkedin/LinkedInApi';
import type { LinkedInSettings } from '../linkedin/LinkedInSettings';
import { ApiErrorSchema as LinkedInErrorSchema } from '../linkedin/schemas';
import { ApiErrorSchema as SmartRecruitersErrorSchema } from '../smartrecruiters/schemas';
import {
	SmartRecruitersApi,
	type SmartRecruitersSettings,
} from '../smartrecruiters/SmartRecruitersApi';
import type { StateStore } from '../state/StateStore';
import type { QuotaState } from '../sync/quota';
import type { ProcessBudgets } from './budgets/ProcessBudgets';

/** What the world is made of; handed in so that tests can drive it. */
export interface World {
	effects: Effects;
	/** From 0 to 1. */
	random: () => number;
	/** What all executions of this process share. */
	budgets: ProcessBudgets;
	/** Where other processes are known that share the limits, too; absent where n8n gives no way to state. */
	store?: StateStore;
	/** Told of every call that failed. */
	onFailedCall?: (failed: FailedCall) => void;
}

export interface LinkedInSide {
	settings: LinkedInSettings;
	transport: Transport;
}

export interface SmartRecruitersSide {
	settings: SmartRecruitersSettings;
	transport: Transport;
}

/** How to reach both vendors. */
export interface Connection extends World {
	linkedIn: LinkedInSide;
	smartRecruiters: SmartRecruitersSide;
}

export interface Clients {
	linkedIn: LinkedInApi;
	smartRecruiters: SmartRecruitersApi;
	ledger: WaitLedger;
	quota: () => QuotaState;
	requests: () => { linkedIn: number; smartRecruiters: number };
	/** How long a vendor takes to answer, on average, in seconds; `undefined` until enough calls were made. */
	answerSeconds: (vendor: 'linkedIn' | 'smartRecruiters') => number | undefined;
}

/** What one run shares: how long it may wait, and where its waits are told. */
export interface RunFrame {
	/** Epoch milliseconds. */
	deadlineMs: number;
	ledger: WaitLedger;
}

/** Which part of LinkedIn's requests a day a run may take. */
export interface DayUse {
	/** Which part of each quota has to be free still, from 0 to 1: less urgent work leaves the rest to live changes. */
	ceiling?: number;
	/** What this kind of run may take by itself, whatever others take, and what it has taken. */
	own?: { limit: number; state?: DailyBudgetState | undefined };
}

/** So many tell how quick the others will be. */
const ENOUGH_ANSWERS = 20;

/** LinkedIn alone, for use cases that do not need the ATS. */
export function openLinkedIn(
	{ settings, transport }: LinkedInSide,
	{ effects, random, budgets, store, onFailedCall }: World,
	frame: RunFrame,
	{ ceiling = 1, own }: DayUse = {},
): { api: LinkedInApi; client: HttpClient; day: DailyBudget } {
	const account = budgets.ofLinkedIn(settings);
	const limit = own?.limit ?? Number.POSITIVE_INFINITY;
	const day = new DailyBudget('linkedInRequests', limit, own?.state);
	const client = new HttpClient({
		effects,
		random,
		...(onFailedCall && { onFailedCall }),
		...frame,
		service: 'LinkedIn',
		transport: withContentRefusals(transport, (request, failed) => {
			onFailedCall?.(describeFailure(request, { ...failed, atMs: effects.now() }));
		}),
		daily: day,
		asked: account.asked,
		throttled: 'linkedInThrottling',
		unreachable: 'linkedInOutage',
		errorCode: (body) => {
			const parsed = LinkedInErrorSchema.safeParse(body);
			return parsed.success ? parsed.data.serviceErrorCode : undefined;
		},
	});
	const boundary = `rsc-${Math.floor(random() * 2 ** 48).toString(16)}`;
	const costs = account.costs(settings, store, ceiling);
	return { api: new LinkedInApi(settings, client, costs, boundary), client, day };
}

/** SmartRecruiters alone. */
export function openSmartRecruiters(
	{ settings, transport }: SmartRecruitersSide,
	{ effects, random, budgets, store, onFailedCall }: World,
	frame: RunFrame,
): { api: SmartRecruitersApi; client: HttpClient } {
	const { requestsPerSecond } = settings;
	const account = budgets.ofSmartRecruiters(settings);
	const client = new HttpClient({
		effects,
		random,
		...(onFailedCall && { onFailedCall }),
		...frame,
		service: 'SmartRecruiters',
		transport,
		asked: account.asked,
		throttled: 'smartRecruitersThrottling',
		unreachable: 'smartRecruitersOutage',
		errorCode: (body) => {
			const parsed = SmartRecruitersErrorSchema.safeParse(body);
			return parsed.success ? (parsed.data.errors?.[0]?.code ?? parsed.data.error) : undefined;
		},
		onHeaders: (headers) => {
			obeyRemaining(headers, account.requests, requestsPerSecond, effects.now());
		},
	});
	const costs = account.costs(requestsPerSecond, store);
	return { api: new SmartRecruitersApi(settings, client, costs), client };
}

/**
 * Both vendors' clients, sharing one view of the limits.
 *
 * @param quota what this kind of run has taken of the day before
 * @param ceiling see `DayUse`
 * @param ownShare which part of LinkedIn's requests a day this kind of run may take, from 0 to 1; absent for no such limit
 */
export function connect(
	connection: Connection,
	deadlineMs: number,
	quota?: QuotaState,
	ceiling = 1,
	ownShare = Number.POSITIVE_INFINITY,
): Clients {
	const frame = { deadlineMs, ledger: new WaitLedger() };
	const { requestsPerDay } = connection.linkedIn.settings;
	const own = { limit: Math.floor(requestsPerDay * ownShare), state: quota?.linkedInDay };
	const linkedIn = openLinkedIn(connection.linkedIn, connection, frame, { ceiling, own });
	const smartRecruiters = openSmartRecruiters(connection.smartRecruiters, connection, frame);
	return {
		linkedIn: linkedIn.api,
		smartRecruiters: smartRecruiters.api,
		ledger: frame.ledger,
		quota: () => ({ linkedInDay: linkedIn.day.state }),
		answerSeconds: (vendor) => {
			const { requests, answersMs } = { linkedIn, smartRecruiters }[vendor].client;
			return requests < ENOUGH_ANSWERS ? undefined : answersMs / requests / 1_000;
		},
		requests: () => ({
			linkedIn: linkedIn.client.requests,
			smartRecruiters: smartRecruiters.client.requests,
		}),
	};
}

/**
 * SmartRecruiters tells what is left of this second (reference §1.6). When our own requests have used it up, they are paced
 * already; else somebody else uses the credential as well, and one slot is let pass.
 */
function obeyRemaining(
	headers: Record<string, string>,
	budget: RateBudget,
	requestsPerSecond: number,
	nowMs: number,
): void {
	if (headers['x-ratelimit-remaining'] !== '0' || budget.explains(nowMs)) return;
	budget.blockUntil(nowMs + 1000 / requestsPerSecond);
}
