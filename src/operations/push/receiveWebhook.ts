import { z } from 'zod';
import { DAY_MS } from '../../basics/durations';
import { isSigned } from '../../smartrecruiters/signature';
import { isForm } from './isForm';

/** By lower-case name. */
export type WebhookHeaders = Readonly<Record<string, string | undefined>>;

export interface WebhookRequest {
	headers: WebhookHeaders;
	/** The body as it came, byte for byte; `undefined` when there is none. */
	rawBody: Uint8Array | undefined;
}

/** One event, as a workflow gets it. */
export interface WebhookEvent {
	/** SmartRecruiters' name, for example `application.status.updated`. */
	event: string;
	/** The same in every repetition. */
	eventId: string;
	/** Its first word: job, candidate, application … */
	subject: string;
	/** When SmartRecruiters sent it, ISO 8601; absent when it did not say. */
	sentAt?: string;
	/** The API address of what changed. */
	link?: string;
	jobId?: string;
	candidateId?: string;
	applicationId?: string;
	reviewId?: string;
	/** Everything that the body named. */
	body: Readonly<Record<string, string>>;
}

/** Not from SmartRecruiters, or unreadable: answered with this status, and nothing starts. */
export interface WebhookRefusal {
	kind: 'refused';
	status: 400 | 401 | 413 | 415;
	reason: string;
}

/** SmartRecruiters asks whether somebody listens: echo the secret in `X-Hook-Secret` with a 200. */
export interface WebhookHandshake {
	kind: 'handshake';
	secret: string;
}

export type ReceivedWebhook =
	| WebhookRefusal
	/** Signed, but too old to be a repetition of something new: answered with success, and nothing starts. */
	| { kind: 'stale' }
	| { kind: 'event'; event: WebhookEvent };

/** Events have some hundred bytes; what is larger is not even hashed. */
const LARGEST_EVENT_BYTES = 65_536;
/** Ten repetitions, a day apart at most (SmartRecruiters reference §10.3), and they may carry the first time (§10.4). */
const OLDEST_EVENT_MS = 10 * DAY_MS;
/** Clocks differ. */
const NEWEST_EVENT_MS = 300_000;
const SIGNATURE = /^\s*v1=[0-9a-f]{64}\s*(;|$)/;

/** Ids only, in snake case; whatever else comes is kept as text (SmartRecruiters reference §10.5). */
const BodySchema = z
	.record(z.unknown())
	.transform((body) =>
		Object.fromEntries(
			Object.entries(body).flatMap(([name, value]) =>
				typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
			),
		),
	);

/**
 * What its headers alone settle, before the body is read or a key looked up. The handshake gives nothing away: it
 * returns what came, and starts nothing.
 */
export function screenWebhook(
	headers: WebhookHeaders,
): WebhookHandshake | WebhookRefusal | undefined {
	const secret = headers['x-hook-secret'];
	if (secret !== undefined && headers['event-id'] === undefined) {
		return /^[\x21-\x7e]{1,512}$/.test(secret)
			? { kind: 'handshake', secret }
			: refused(401, 'its handshake has no usable secret');
	}
	const signature = headers['smartrecruiters-signature'] ?? '';
	if (!SIGNATURE.test(signature) || signature.length > 2_000) {
		return refused(401, 'it has no signature');
	}
	if (Number(headers['content-length']) > LARGEST_EVENT_BYTES) return TOO_LARGE;
	return isForm(headers['content-type']) ? refused(415, 'it is a form') : undefined;
}

/**
 * Reads an event that `screenWebhook` let through. Fails closed: without a key or with a wrong signature the body is not
 * looked at. Reasons never hold anything of what came in.
 *
 * @param keys signing keys that hold
 */
export function receiveWebhook(
	{ headers, rawBody }: WebhookRequest,
	keys: readonly string[],
	nowMs: number,
): ReceivedWebhook {
	if (!rawBody || rawBody.length === 0) return refused(400, 'it has no body');
	if (rawBody.length > LARGEST_EVENT_BYTES) return TOO_LARGE;
	if (!isSigned(headers, rawBody, keys)) return refused(401, 'its signature is wrong');
	const sentMs = Number(headers['smartrecruiters-timestamp'] ?? Number.NaN) * 1000;
	if (headers['smartrecruiters-timestamp'] !== undefined) {
		const isFresh = sentMs > nowMs - OLDEST_EVENT_MS && sentMs < nowMs + NEWEST_EVENT_MS;
		if (!isFresh) return { kind: 'stale' };
	}
	return readEvent(headers, rawBody, sentMs);
}

function readEvent(headers: WebhookHeaders, rawBody: Uint8Array, sentMs: number): ReceivedWebhook {
	const event = headers['event-name'];
	const eventId = headers['event-id'];
	const parsed = BodySchema.safeParse(parseJson(rawBody));
	if (!event || !eventId || !parsed.success) return refused(400, 'it is not an event');
	const body = parsed.data;
	const [subject = ''] = event.split('.');
	const link = /<([^<>]+)>/.exec(headers.link ?? '')?.[1];
	const jobId = body.job_id ?? (subject === 'job' ? body.id : undefined);
	const candidateId = body.candidate_id ?? (subject === 'candidate' ? body.id : undefined);
	return {
		kind: 'event',
		event: {
			event,
			eventId,
			subject,
			...(Number.isFinite(sentMs) && { sentAt: new Date(sentMs).toISOString() }),
			...(link && { link }),
			...(jobId && { jobId }),
			...(candidateId && { candidateId }),
			...(body.application_id && { applicationId: body.application_id }),
			...(body.review_id && { reviewId: body.review_id }),
			body,
		},
	};
}

const TOO_LARGE = refused(413, 'its body is too large');

function refused(status: WebhookRefusal['status'], reason: string): WebhookRefusal {
	return { kind: 'refused', status, reason };
}

function parseJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(bytes).toString('utf8'));
	} catch {
		return undefined;
	}
}
