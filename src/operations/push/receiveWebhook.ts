import { z } from 'zod';
import { isSigned } from '../../smartrecruiters/signature';

export interface WebhookRequest {
	/** By lower-case name. */
	headers: Readonly<Record<string, string | undefined>>;
	/** The body as it came, byte for byte. */
	rawBody: Uint8Array;
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

export type ReceivedWebhook =
	/** SmartRecruiters asks whether somebody listens: echo the secret in `X-Hook-Secret` with a 200. */
	| { kind: 'handshake'; secret: string }
	/** Not from SmartRecruiters, as far as one can tell. */
	| { kind: 'refused'; reason: 'no key' | 'no signature' | 'wrong signature' }
	/** Signed, but not what the reference says. */
	| { kind: 'broken' }
	| { kind: 'event'; event: WebhookEvent };

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
 * Reads a call of SmartRecruiters. Fails closed: without a key or with a wrong signature the body is not looked at. The
 * handshake gives nothing away: it returns what came, and starts nothing.
 *
 * @param keys signing keys that hold, newest first
 */
export function receiveWebhook(request: WebhookRequest, keys: readonly string[]): ReceivedWebhook {
	const { headers, rawBody } = request;
	const secret = headers['x-hook-secret'];
	if (secret !== undefined && headers['event-id'] === undefined) {
		return /^[\x21-\x7e]{1,512}$/.test(secret)
			? { kind: 'handshake', secret }
			: { kind: 'refused', reason: 'no signature' };
	}
	if (keys.length === 0) return { kind: 'refused', reason: 'no key' };
	if (!headers['smartrecruiters-signature']) return { kind: 'refused', reason: 'no signature' };
	if (!isSigned(headers, rawBody, keys)) return { kind: 'refused', reason: 'wrong signature' };
	return readEvent(headers, rawBody);
}

function readEvent(headers: WebhookRequest['headers'], rawBody: Uint8Array): ReceivedWebhook {
	const event = headers['event-name'];
	const eventId = headers['event-id'];
	const parsed = BodySchema.safeParse(parseJson(Buffer.from(rawBody).toString('utf8')));
	if (!event || !eventId || !parsed.success) return { kind: 'broken' };
	const body = parsed.data;
	const [subject = ''] = event.split('.');
	const seconds = Number(headers['smartrecruiters-timestamp'] ?? Number.NaN);
	const link = /<([^>]+)>/.exec(headers.link ?? '')?.[1];
	const jobId = body.job_id ?? (subject === 'job' ? body.id : undefined);
	const candidateId = body.candidate_id ?? (subject === 'candidate' ? body.id : undefined);
	return {
		kind: 'event',
		event: {
			event,
			eventId,
			subject,
			...(Number.isFinite(seconds) && { sentAt: new Date(seconds * 1000).toISOString() }),
			...(link && { link }),
			...(jobId && { jobId }),
			...(candidateId && { candidateId }),
			...(body.application_id && { applicationId: body.application_id }),
			...(body.review_id && { reviewId: body.review_id }),
			body,
		},
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
