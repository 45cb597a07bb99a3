import type { FailedCall } from './FailedCall';

/** Failures of one kind, with the last one. */
export interface CountedFailure extends FailedCall {
	times: number;
	/** Epoch milliseconds. */
	firstAtMs: number;
}

/** More kinds than that in one run tell no more. */
const MOST_KINDS = 50;

/** One kind of failure: the same call, failing in the same way. */
export const failureKey = ({ service, endpoint, status, problem, code }: FailedCall): string =>
	[service, endpoint, status, problem, code].join(' ').slice(0, 300);

/** The failed calls of one run, counted by kind: bounded, whatever happens. */
export class FailedCalls {
	private readonly kinds = new Map<string, CountedFailure>();

	/** Handed on as a function. */
	readonly note = (call: FailedCall): void => {
		const key = failureKey(call);
		const before = this.kinds.get(key);
		if (!before && this.kinds.size >= MOST_KINDS) return;
		this.kinds.set(key, {
			...call,
			times: (before?.times ?? 0) + 1,
			firstAtMs: before?.firstAtMs ?? call.atMs,
		});
	};

	/** Those so far, which are forgotten here. */
	take(): CountedFailure[] {
		const taken = [...this.kinds.values()];
		this.kinds.clear();
		return taken;
	}
}
