import type { IExecuteFunctions } from 'n8n-workflow';
import { FailedCalls } from '../http/FailedCalls';
import { Failures } from '../state/Failures';
import { DataTableStore } from './DataTableStore';

interface Remembered {
	organization: string;
	calls: FailedCalls;
}

/** By n8n's context of one execution of a node: several items share it. */
const RUNS = new WeakMap<IExecuteFunctions, Remembered>();

/** Where calls that fail in this execution of a node are collected. */
export function failedCallsOf(context: IExecuteFunctions, organization: string): FailedCalls {
	const known = RUNS.get(context);
	if (known) return known.calls;
	const calls = new FailedCalls();
	RUNS.set(context, { organization, calls });
	return calls;
}

/** Keeps what has failed in this execution, for the support bundle; without a failure, it costs nothing. */
export async function keepFailures(context: IExecuteFunctions): Promise<void> {
	const run = RUNS.get(context);
	const failures = run?.calls.take() ?? [];
	if (!run || failures.length === 0) return;
	// What the run came to does not hang on it.
	await new Failures(new DataTableStore(context), run.organization)
		.add(failures)
		.catch(() => undefined);
}
