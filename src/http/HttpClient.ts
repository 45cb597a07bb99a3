import { MINUTE_MS } from '../basics/durations';
import { AnswerSizeError } from '../errors/AnswerSizeError';
import { CertificateError } from '../errors/CertificateError';
import type { Service } from '../errors/ConnectorError';
import { HttpStatusError } from '../errors/HttpStatusError';
import type { LimitName } from '../errors/limitTexts';
import { PauseSignal } from '../errors/PauseSignal';
import type { RecordRef } from '../errors/RecordRef';
import { RedirectError } from '../errors/RedirectError';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import { UnclearOutcomeError } from '../errors/UnclearOutcomeError';
import type { AskedToWait } from './AskedToWait';
import type { Answered, Budget } from './Budget';
import type { DailyBudget } from './DailyBudget';
import type { Schema } from './Schema';
import { describeFailure, type FailedAnswer, type FailedCall } from './FailedCall';
import { fieldsOf } from './fieldsOf';
import { LONGEST_WAIT_MS, retryDelayMs } from './retryTiming';
import {
	type Effects,
	type HttpRequest,
	type HttpResponse,
	type Transport,
	TransportFailure,
} from './Transport';
import type { WaitLedger } from './WaitLedger';

/** How often a request is tried in all before the run pauses. */
const MAX_ATTEMPTS = 6;

/** How long a run pauses when a vendor does not recover within `MAX_ATTEMPTS`. */
const OUTAGE_PAUSE_MS = MINUTE_MS;

export interface HttpClientOptions {
	service: Service;
	transport: Transport;
	effects: Effects;
	ledger: WaitLedger;
	/** Epoch milliseconds after which no more waiting is done: the run pauses instead. */
	deadlineMs: number;
	/** What this run alone may take of the day; the quota of all is one of a call's costs. */
	daily?: DailyBudget | undefined;
	/** What the vendor has asked to wait, whoever was told. */
	asked: AskedToWait;
	throttled: LimitName;
	unreachable: LimitName;
	/** From 0 to 1; spreads repetitions. */
	random: () => number;
	/** Reads the vendor's machine-readable error code from a failed answer. */
	errorCode: (body: unknown) => string | undefined;
	/** Told of every attempt that failed; of what is repeated, too. */
	onFailedCall?: (failed: FailedCall) => void;
	/** Called with the headers of every answer, for vendors that tell what is left. */
	onHeaders?: (headers: Record<string, string>) => void;
}

/** What a call costs: units of a budget, for example records. */
export interface Cost {
	budget: Budget;
	units: number;
}

export interface Call<T> {
	request: HttpRequest;
	/** Method and path without query, for messages. */
	endpoint: string;
	schema: Schema<T>;
	/** Set when the answer is about one record: an odd one then stops nothing else (`ResponseSchemaError`, fate `skip`). */
	record?: RecordRef;
	/** Taken one after the other, for each attempt anew. */
	costs?: readonly Cost[];
	/** Statuses that are an answer, not a failure: they give `undefined`. */
	absentOn?: readonly number[];
	/**
	 * Set when sending it twice would do harm: after a 5xx, a broken answer or none, nobody knows whether it was carried
	 * out, so it is not sent again, and `UnclearOutcomeError` is thrown. A 429 was refused, so it is sent again, as is
	 * what never went out.
	 */
	once?: boolean;
	/** How often it is tried in all, where that is not `MAX_ATTEMPTS`. */
	attempts?: number;
	/** Called with the headers of the answer, for lists that tell the next page there. */
	onHeaders?: (headers: Record<string, string>) => void;
}

type Outcome<T> =
	| { kind: 'answer'; value: T | undefined }
	| { kind: 'again'; limit: LimitName; retryAfter?: string; unsent?: boolean; status?: number };

/**
 * The one HTTP client of a vendor: paces, sends, repeats what is worth repeating (429, 5xx, no or broken answer), and parses.
 * A request that must not be repeated says so with `once`.
 */
export class HttpClient {
	constructor(private readonly options: HttpClientOptions) {}

	/** How many requests went out. */
	requests = 0;

	/** How long the answers took together, in milliseconds. */
	answersMs = 0;

	/**
	 * @returns the parsed answer, or `undefined` on a status in `absentOn`
	 * @throws HttpStatusError, ResponseSchemaError; UnclearOutcomeError for `once`; PauseSignal when waiting would outlast
	 * this run
	 */
	async call<T>(call: Call<T>): Promise<T | undefined> {
		for (let attempt = 1; ; attempt += 1) {
			const outcome = await this.paced(call);
			if (outcome.kind === 'answer') return outcome.value;
			const { limit, status } = outcome;
			const { effects, random, asked } = this.options;
			const nowMs = effects.now();
			const delayMs = retryDelayMs(outcome.retryAfter, attempt, nowMs, random());
			if (outcome.retryAfter !== undefined) asked.put(call.request, limit, nowMs + delayMs, nowMs);
			if (call.once && limit === this.options.unreachable && !outcome.unsent) {
				throw new UnclearOutcomeError(this.options.service, call.endpoint);
			}
			if (attempt >= (call.attempts ?? MAX_ATTEMPTS)) {
				throw new PauseSignal(limit, nowMs + OUTAGE_PAUSE_MS, status);
			}
			await this.wait(limit, delayMs);
		}
	}

	/** Like `call`, for answers that cannot be absent. */
	async require<T>(call: Omit<Call<T>, 'absentOn'>): Promise<T> {
		const value = await this.call(call);
		if (value === undefined)
			throw new ResponseSchemaError(this.options.service, call.endpoint, ['(empty)'], call.record);
		return value;
	}

	/** One attempt, when every budget lets it through; the budgets learn when its answer came. */
	private async paced<T>(call: Call<T>): Promise<Outcome<T>> {
		const { effects } = this.options;
		const now = (): number => effects.now();
		const asked = this.options.asked.of(call.request, now());
		if (asked) await this.wait(asked.limit, asked.untilMs - now());
		const answered: Answered[] = [];
		try {
			for (const { budget, units } of call.costs ?? []) {
				answered.push(
					await budget.pass(units, now, async (ms) => {
						await this.wait(budget.name, ms);
					}),
				);
			}
			return await this.attempt(call);
		} finally {
			for (const tell of answered.reverse()) await tell(now());
		}
	}

	private async attempt<T>(call: Call<T>): Promise<Outcome<T>> {
		const { service, daily, effects, throttled, unreachable } = this.options;
		daily?.take(effects.now());
		this.requests += 1;
		let response: HttpResponse;
		const sentAtMs = effects.now();
		try {
			response = await this.options.transport(call.request);
			this.answersMs += effects.now() - sentAtMs;
		} catch (error) {
			const code = noAnswerCode(error);
			if (code !== undefined) this.tell(call, { status: 0, problem: 'noAnswer', code });
			if (error instanceof TransportFailure)
				return { kind: 'again', limit: unreachable, status: 0, unsent: error.unsent };
			throw error;
		}
		this.options.onHeaders?.(response.headers);
		call.onHeaders?.(response.headers);
		const { status } = response;
		const retryAfter = response.headers['retry-after'];
		const absent = call.absentOn?.includes(status) === true;
		const code = status >= 400 && !absent ? this.options.errorCode(response.body) : undefined;
		const answered = { status, headers: response.headers };
		if (status >= 300 && !absent) this.tell(call, { ...answered, problem: 'refused', code });
		if (status === 429)
			return { kind: 'again', limit: throttled, ...(retryAfter && { retryAfter }) };
		if (status >= 500)
			return { kind: 'again', limit: unreachable, status, ...(retryAfter && { retryAfter }) };
		if (absent) return { kind: 'answer', value: undefined };
		if (status < 200 || status >= 300) {
			throw new HttpStatusError(service, status, call.endpoint, code);
		}
		const body = parseBody(response.body);
		if (body.kind === 'broken') {
			this.tell(call, { ...answered, problem: 'unreadable' });
			return { kind: 'again', limit: unreachable, status };
		}
		const parsed = call.schema.safeParse(body.value);
		if (parsed.success) return { kind: 'answer', value: parsed.data };
		const fields = fieldsOf(parsed.error);
		this.tell(call, { ...answered, problem: 'unreadable', code: fields.slice(0, 5).join(', ') });
		throw new ResponseSchemaError(service, call.endpoint, fields, call.record);
	}

	private tell<T>(
		{ request, endpoint }: Call<T>,
		failed: Omit<FailedAnswer, 'service' | 'endpoint' | 'atMs'>,
	): void {
		const { service, effects, onFailedCall } = this.options;
		onFailedCall?.(describeFailure(request, { ...failed, service, endpoint, atMs: effects.now() }));
	}

	private async wait(limit: LimitName, ms: number): Promise<void> {
		if (ms <= 0) return;
		const { effects, deadlineMs, ledger } = this.options;
		const until = effects.now() + ms;
		if (ms > LONGEST_WAIT_MS || until > deadlineMs + LONGEST_WAIT_MS)
			throw new PauseSignal(limit, until);
		ledger.add(limit, ms);
		await effects.sleep(ms);
	}
}

/** Why there is no answer to look at; `undefined` when there was one. */
function noAnswerCode(error: unknown): string | undefined {
	if (error instanceof TransportFailure) return error.code;
	return error instanceof RedirectError ||
		error instanceof CertificateError ||
		error instanceof AnswerSizeError
		? error.name
		: undefined;
}

/** Hosts hand over JSON parsed, or as text when it was no JSON: cut-off text is a broken answer, not an odd one. */
function parseBody(body: unknown): { kind: 'value'; value: unknown } | { kind: 'broken' } {
	if (typeof body !== 'string') return { kind: 'value', value: body };
	if (body.trim() === '') return { kind: 'value', value: {} };
	try {
		return { kind: 'value', value: JSON.parse(body) };
	} catch {
		return { kind: 'broken' };
	}
}
