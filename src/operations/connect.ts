import { DailyBudget, type DailyBudgetState } from '../http/DailyBudget';
import { HttpDoor } from '../http/HttpDoor';
import type { RateBudget } from '../http/RateBudget';
import type { Effects, Transport } from '../http/Transport';
import { WaitLedger } from '../http/WaitLedger';
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

/** How to reach both vendors, and what the world is made of. */
export interface Connection {
	linkedIn: { settings: LinkedInSettings; transport: Transport };
	smartRecruiters: { settings: SmartRecruitersSettings; transport: Transport };
	effects: Effects;
	/** From 0 to 1. */
	random: () => number;
}

/** What earlier runs left of the limits. */
export interface QuotaState {
	linkedInRecordsPaidUntilMs: number;
	smartRecruitersPaidUntilMs: number;
	linkedInDay: DailyBudgetState;
}

export interface Clients {
	linkedIn: LinkedInApi;
	smartRecruiters: SmartRecruitersApi;
	ledger: WaitLedger;
	quota: () => QuotaState;
	requests: () => { linkedIn: number; smartRecruiters: number };
}

/** Both vendors' clients, sharing one view of the limits. */
export function connect(connection: Connection, deadlineMs: number, quota?: QuotaState): Clients {
	const { linkedIn, smartRecruiters, effects, random } = connection;
	const ledger = new WaitLedger();
	const records = recordBudget(
		linkedIn.settings.recordsPerMinute,
		quota && { paidUntilMs: quota.linkedInRecordsPaidUntilMs },
	);
	const requests = requestBudget(
		smartRecruiters.settings.requestsPerSecond,
		quota && { paidUntilMs: quota.smartRecruitersPaidUntilMs },
	);
	const day = new DailyBudget(
		'LinkedIn requests per day',
		linkedIn.settings.requestsPerDay,
		quota?.linkedInDay,
	);
	const shared = { effects, ledger, deadlineMs, random };
	const linkedInDoor = new HttpDoor({
		...shared,
		service: 'LinkedIn',
		transport: linkedIn.transport,
		daily: day,
		throttled: 'LinkedIn throttling',
		unreachable: 'LinkedIn not reachable',
		errorCode: (body) => {
			const parsed = LinkedInErrorSchema.safeParse(body);
			return parsed.success ? parsed.data.serviceErrorCode?.toString() : undefined;
		},
	});
	const smartRecruitersDoor = new HttpDoor({
		...shared,
		service: 'SmartRecruiters',
		transport: smartRecruiters.transport,
		throttled: 'SmartRecruiters throttling',
		unreachable: 'SmartRecruiters not reachable',
		errorCode: (body) => {
			const parsed = SmartRecruitersErrorSchema.safeParse(body);
			return parsed.success ? (parsed.data.errors?.[0]?.code ?? parsed.data.error) : undefined;
		},
		onHeaders: (headers) => {
			obeyRemaining(headers, requests, smartRecruiters.settings.requestsPerSecond, effects.now());
		},
	});
	const boundary = `rsc-${Math.floor(random() * 2 ** 48).toString(16)}`;
	return {
		linkedIn: new LinkedInApi(linkedIn.settings, linkedInDoor, records, boundary),
		smartRecruiters: new SmartRecruitersApi(
			smartRecruiters.settings,
			smartRecruitersDoor,
			requests,
		),
		ledger,
		quota: () => ({
			linkedInRecordsPaidUntilMs: records.state.paidUntilMs,
			smartRecruitersPaidUntilMs: requests.state.paidUntilMs,
			linkedInDay: day.state,
		}),
		requests: () => ({
			linkedIn: linkedInDoor.requests,
			smartRecruiters: smartRecruitersDoor.requests,
		}),
	};
}

/** SmartRecruiters tells what is left of this second (reference §1.6): at nothing, one slot is let pass. */
function obeyRemaining(
	headers: Record<string, string>,
	budget: RateBudget,
	requestsPerSecond: number,
	nowMs: number,
): void {
	if (headers['x-ratelimit-remaining'] === '0') budget.blockUntil(nowMs + 1000 / requestsPerSecond);
}
