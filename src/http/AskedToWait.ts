import type { LimitName } from '../errors/limitTexts';
import type { HttpRequest } from './Transport';

interface Wait {
	limit: LimitName;
	/** Epoch milliseconds. */
	sinceMs: number;
	untilMs: number;
}

/**
 * Which requests a vendor wants to see no sooner than it has said in `Retry-After`, for all executions of a process: one
 * that begins knows what another was told.
 */
export class AskedToWait {
	private readonly waits = new Map<string, Wait>();

	/** Of several answers, the one that asks for more counts. */
	put(request: HttpRequest, limit: LimitName, untilMs: number, nowMs: number): void {
		for (const [key, wait] of this.waits) if (!holds(wait, nowMs)) this.waits.delete(key);
		const key = keyOf(request);
		const known = this.waits.get(key);
		if (!known || known.untilMs < untilMs) this.waits.set(key, { limit, sinceMs: nowMs, untilMs });
	}

	/** @returns `undefined` when nobody has asked for this request to wait */
	of(request: HttpRequest, nowMs: number): Wait | undefined {
		const wait = this.waits.get(keyOf(request));
		return wait && holds(wait, nowMs) ? wait : undefined;
	}
}

/** A clock that was put back must not make seconds last an hour. */
const holds = ({ sinceMs, untilMs }: Wait, nowMs: number): boolean =>
	sinceMs <= nowMs && nowMs < untilMs;

const keyOf = ({ method, url }: HttpRequest): string => `${method} ${url}`;
