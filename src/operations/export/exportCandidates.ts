import { DEFAULT_PROFILE_URL } from '../../mapping/candidateToLinkedIn';
import { Contracts, type Gate } from '../../state/Contracts';
import { Settings } from '../../state/Settings';
import type { ExportRow } from '../../state/tables';
import { keptMs, readFill } from '../../state/TableFill';
import type { Runtime } from '../Runtime';
import type { ExportOptions } from './ExportOptions';
import { type ExportResult, openExportState } from './ExportWork';
import { type ExportPush, pushesToQueue } from './pushesToQueue';
import { knownExports } from './knownExports';
import { saveExportOptions } from './keptExportOptions';
import { workOffQueue } from './workOffQueue';

export interface ExportInput {
	/** What has just come; none to go on with what waits. */
	pushes: readonly ExportPush[];
	options: Omit<ExportOptions, 'profileUrl'>;
	/** How long this may take, in milliseconds; an export at work is finished. */
	timeLimitMs: number;
}

export interface ExportRunResult {
	/** Anything but `open`: nothing is exported before a contract is connected; what came waits. */
	gate: Gate;
	/** Key of each push, in order. */
	keys: string[];
	/** What became of the exports that this run has worked on, whoever put them into the queue. */
	results: ExportResult[];
	/** Of what has just come: those that are still in the queue without an attempt by this run. */
	queued: ExportRow[];
	/** Epoch milliseconds; set when another run works the queue off. */
	busyUntilMs?: number;
	/** Why the rest of the queue waits, if it does. */
	stoppedBy?: Error;
}

/**
 * Takes exports into the queue, before anything else, and works it off. Killed at any time, the next run goes on; without
 * pushes it is the safety net that does so.
 *
 * @throws ConfigurationError, StateError as `Contracts.gate` does; what came is in the queue by then
 */
export async function exportCandidates(
	runtime: Runtime,
	{ pushes, options, timeLimitMs }: ExportInput,
): Promise<ExportRunResult> {
	const { store, effects, linkedIn } = runtime;
	const organization = linkedIn.settings.organizationUrn;
	const deadlineMs = effects.now() + timeLimitMs;
	const state = openExportState(store, organization);
	const known = await knownExports(
		state.queue,
		pushes.map(({ requestId }) => requestId),
	);
	const { keys, exports } = pushesToQueue(pushes, known);
	await state.queue.add(exports);
	const nothing: ExportRunResult = { gate: 'open', keys, results: [], queued: [] };
	const idle = keys.length === 0 && !(await state.queue.next(effects.now()));
	if (idle && (await state.parked.asked(1)).length === 0) return nothing;

	const gate = await new Contracts(store, organization).gate();
	if (gate !== 'open') return { ...nothing, gate, queued: await state.queue.byKeys(keys) };
	const { profileUrl } = await new Settings(store, organization).choices();
	const complete = { ...options, profileUrl: profileUrl || DEFAULT_PROFILE_URL };
	if (await saveExportOptions(state, complete, effects.now())) {
		// Finished ones are kept for the admin to look up, for as long as there is room.
		const fill = readFill(await state.progress.read('dataTables'));
		await state.queue.forgetBefore(effects.now() - keptMs(fill));
	}
	const run = await workOffQueue(runtime, { options: complete, deadlineMs });
	const tried = new Set(run.results.map(({ exportKey }) => exportKey));
	const untried = keys.filter((key) => !tried.has(key));
	const queued = (await state.queue.byKeys(untried)).filter(
		({ state: at }) => at === 'waiting' || at === 'working',
	);
	return { gate, keys, queued, ...run };
}
