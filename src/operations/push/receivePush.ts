import { type PushEvent, readNotification } from '../../linkedin/notification';
import { isSignatureForm, isSigned } from '../../linkedin/signature';
import { isForm } from './isForm';
import { pushIdentity } from './pushIdentity';

/** LinkedIn's notifications have some hundred bytes; what is larger is not even hashed. */
export const LARGEST_PUSH_BYTES = 65_536;
/** Clocks differ; a notification is over only after that much more. */
const EXPIRY_TOLERANCE_MS = 300_000;

/** A call to the callback URL, as it came. */
export interface IncomingPush {
	/** The body's bytes before any parsing; `undefined` when there are none. */
	rawBody: Uint8Array | undefined;
	/** The header `X-LI-Signature`. */
	signature: unknown;
}

export interface PushRules {
	/** The application's secrets; empty ones count for nothing. */
	clientSecrets: readonly string[];
	/** What this node was told to listen for. */
	events: readonly PushEvent[];
	nowMs: number;
	/** Whether a push with this identity was accepted before. */
	isKnown: (identity: string) => boolean;
}

/** A push that is to be worked on. */
export interface Push {
	event: PushEvent;
	requestId: string;
	/** LinkedIn's own word for the event. */
	type: string;
	receivedAtMs: number;
	expiresAtMs: number | null;
}

/** Not from LinkedIn, or unreadable: answered with this status, and nothing starts. */
export interface Refusal {
	kind: 'refused';
	status: 400 | 401 | 413 | 415;
	reason: string;
}

export type PushVerdict =
	| Refusal
	/** From LinkedIn, but nothing to do: answered with success, and nothing starts. */
	| { kind: 'ignored'; reason: string }
	| { kind: 'accepted'; push: Push; identity: string };

/**
 * What its headers alone refuse, before the body is read or a secret looked up: so that a flood costs as little as
 * possible.
 */
export function screenPush(headers: Readonly<Record<string, unknown>>): Refusal | undefined {
	const signature = headers['x-li-signature'];
	if (typeof signature !== 'string' || !isSignatureForm(signature)) return UNSIGNED;
	if (Number(headers['content-length']) > LARGEST_PUSH_BYTES) return TOO_LARGE;
	return isForm(headers['content-type']) ? A_FORM : undefined;
}

/**
 * Decides about a push (LinkedIn reference §3.3, §3.4): size, then signature, and only then its content. Without a
 * secret nothing is accepted. Reasons never hold anything of what came in.
 */
export function receivePush({ rawBody, signature }: IncomingPush, rules: PushRules): PushVerdict {
	if (typeof signature !== 'string' || !isSignatureForm(signature)) return UNSIGNED;
	if (!rawBody || rawBody.length === 0) return refused(400, 'it has no body');
	if (rawBody.length > LARGEST_PUSH_BYTES) return TOO_LARGE;
	if (!rules.clientSecrets.some((secret) => secret !== '')) {
		return refused(401, 'the LinkedIn credential has no client secret');
	}
	if (!isSigned(rawBody, signature, rules.clientSecrets)) {
		return refused(401, 'its signature is wrong');
	}
	const notification = readNotification(rawBody);
	if (!notification) return refused(400, 'it is not a notification');
	const { event, requestId, type, expiresAtMs } = notification;
	if (!event) return ignored('it is about something that this node does not know');
	if (!rules.events.includes(event)) return ignored('this node does not listen for its event');
	if (expiresAtMs !== null && expiresAtMs + EXPIRY_TOLERANCE_MS < rules.nowMs) {
		return ignored('it has expired');
	}
	const identity = pushIdentity(event, requestId);
	if (rules.isKnown(identity)) return ignored('it was received before');
	return {
		kind: 'accepted',
		push: { event, requestId, type, receivedAtMs: rules.nowMs, expiresAtMs },
		identity,
	};
}

const UNSIGNED = refused(401, 'it has no signature');
const TOO_LARGE = refused(413, 'its body is too large');
const A_FORM = refused(415, 'it is a form');

function refused(status: Refusal['status'], reason: string): Refusal {
	return { kind: 'refused', status, reason };
}

function ignored(reason: string): PushVerdict {
	return { kind: 'ignored', reason };
}
