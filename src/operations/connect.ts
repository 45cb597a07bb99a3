import { DailyBudget } from '../http/DailyBudget';
import { describeFailure, type FailedCall } from '../http/FailedCall';
import { HttpClient } from '../http/HttpClient';
import type { RateBudget } from '../http/RateBudget';
import type { Effects, Transport } from '../http/Transport';
import { WaitLedger } from '../http/WaitLedger';
import { withContentRefusals } from '../linkedin/contentRefusals';
import { LinkedInApi } from '../linkedin/LinkedInApi';
import type { LinkedInSettings } from '../linkedin/LinkedInSettings';
import { recordBudget } from '../linkedin/limits';
import { ApiErrorSchema as LinkedInErrorSchema } from '../linkedin/schemas';
import { requestBudget } from '../smartrecruiters/limits';
import { ApiErrorSchema as SmartRecruitersErrorSchema } from '../smartrecruiters/schemas';
import {
	SmartRecruitersApi,
	type SmartRecruitersSettings,
} from '../smartrecruiters/SmartRecruitersApi';
import type { QuotaState } from '../sync/quota';

/** What the world is made of; handed in so that tests can drive it. */
export interface World {
	effects: Effects;
	/** From 0 to 1. */
	random: () => number;
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
}

/** What one run shares: how long it may wait, and where its waits are told. */
export interface RunFrame {
	/** Epoch milliseconds. */
	deadlineMs: number;
	ledger: WaitLedger;
}

/** LinkedIn alone, for use cases that do not need the ATS. */
export function openLinkedIn(
	{ settings, transport }: LinkedInSide,
	world: World,
	frame: RunFrame,
	quota?: Pick<QuotaState, 'linkedInRecordsPaidUntilMs' | 'linkedInDay'>,
): { api: LinkedInApi; client: HttpClient; records: RateBudget; day: DailyBudget } {
	const records = recordBudget(
		settings.recordsPerMinute,
		quota && { paidUntilMs: quota.linkedInRecordsPaidUntilMs },
	);
	const day = new DailyBudget('linkedInRequests', settings.requestsPerDay, quota?.linkedInDay);
	const client = new HttpClient({
		...world,
		...frame,
		service: 'LinkedIn',
		transport: withContentRefusals(transport, (request, failed) => {
			world.onFailedCall?.(describeFailure(request, { ...failed, atMs: world.effects.now() }));
		}),
		daily: day,
		throttled: 'linkedInThrottling',
		unreachable: 'linkedInOutage',
		errorCode: (body) => {
			const parsed = LinkedInErrorSchema.safeParse(body);
			return parsed.success ? parsed.data.serviceErrorCode : undefined;
		},
	});
	const boundary = `rsc-${Math.floor(world.random() * 2 ** 48).toString(16)}`;
	return { api: new LinkedInApi(settings, client, records, boundary), client, records, day };
}

/** SmartRecruiters alone. */
export function openSmartRecruiters(
	{ settings, transport }: SmartRecruitersSide,
	world: World,
	frame: RunFrame,
	quota?: Pick<QuotaState, 'smartRecruitersPaidUntilMs' | 'smartRecruitersAnswered'>,
): { api: SmartRecruitersApi; client: HttpClient; requests: RateBudget } {
	const { requestsPerSecond } = settings;
	const requests = requestBudget(
		requestsPerSecond,
		quota && {
			paidUntilMs: quota.smartRecruitersPaidUntilMs,
			answered: quota.smartRecruitersAnswered,
		},
	);
	const client = new HttpClient({
		...world,
		...frame,
		service: 'SmartRecruiters',
		transport,
		throttled: 'smartRecruitersThrottling',
		unreachable: 'smartRecruitersOutage',
		errorCode: (body) => {
			const parsed = SmartRecruitersErrorSchema.safeParse(body);
			return parsed.success ? (parsed.data.errors?.[0]?.code ?? parsed.data.error) : undefined;
		},
		onHeaders: (headers) => {
			obeyRemaining(headers, requests, requestsPerSecond, world.effects.now());
		},
	});
	return { api: new SmartRecruitersApi(settings, client, requests), client, requests };
}

/**
 * Both vendors' clients, sharing one view of the limits.
 *
 * @param dayShare which part of LinkedIn's requests a day this run may take, from 0 to 1
 */
export function connect(
	connection: Connection,
	deadlineMs: number,
	quota?: QuotaState,
	dayShare = 1,
): Clients {
	const frame = { deadlineMs, ledger: new WaitLedger() };
	const { effects, random, onFailedCall } = connection;
	const world = { effects, random, ...(onFailedCall && { onFailedCall }) };
	const { settings, transport } = connection.linkedIn;
	const requestsPerDay = Math.floor(settings.requestsPerDay * dayShare);
	const side = { settings: { ...settings, requestsPerDay }, transport };
	const linkedIn = openLinkedIn(side, world, frame, quota);
	const smartRecruiters = openSmartRecruiters(connection.smartRecruiters, world, frame, quota);
	return {
		linkedIn: linkedIn.api,
		smartRecruiters: smartRecruiters.api,
		ledger: frame.ledger,
		quota: () => {
			const { paidUntilMs, answered } = smartRecruiters.requests.state;
			return {
				linkedInRecordsPaidUntilMs: linkedIn.records.state.paidUntilMs,
				smartRecruitersPaidUntilMs: paidUntilMs,
				...(answered && { smartRecruitersAnswered: answered }),
				linkedInDay: linkedIn.day.state,
			};
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
