import { ConfigurationError } from '../../errors/ConfigurationError';
import { Contracts } from '../../state/Contracts';
import type { ExportRow } from '../../state/tables';
import type { Runtime } from '../Runtime';
import { type ExportResult, type ExportState, openExportState } from './ExportWork';
import { readExportOptions } from './keptExportOptions';
import { readStoredExport } from './readStoredExport';
import { saveExportProgress } from './saveExportProgress';
import { workOffQueue } from './workOffQueue';

/** Whoever decides waits so long for another run that works the queue off. */
const PATIENCE_MS = 20_000;

export type DecisionKind = 'link' | 'create' | 'again' | 'ignore';

export interface DecisionInput {
	exportKey: string;
	decision: DecisionKind;
	/** SmartRecruiters' id, for `link`. */
	candidateId?: string;
	/** Takes the place of the job that the recruiter chose; empty without. */
	jobId?: string;
	/** How long this may take, in milliseconds. */
	timeLimitMs: number;
}

/** What has become of an export after a decision. */
export interface Decided {
	exportKey: string;
	/** `queued`: the decision is stored, and is carried out by the next run. */
	state: 'exported' | 'review' | 'waiting' | 'queued' | 'ignored';
	/** False when the export had been decided before. */
	decided: boolean;
	/** What a person should know; empty when all is well. */
	message: string;
	/** What was done, if it was done now. */
	result?: ExportResult;
	/** Results of other exports that were in the queue. */
	others: ExportResult[];
	row: ExportRow;
}

/**
 * Goes on with an export as a person decided, at once, in the way in which exports were carried out last. The decision is
 * stored before anything is done: killed, or while another run is at work, it is carried out by the next run.
 *
 * @throws ConfigurationError when there is no such export, or the decision cannot be carried out
 */
export async function decideExport(runtime: Runtime, input: DecisionInput): Promise<Decided> {
	const { store, effects, linkedIn } = runtime;
	const { exportKey, decision } = input;
	const organization = linkedIn.settings.organizationUrn;
	const state = openExportState(store, organization);
	const gate = await new Contracts(store, organization).gate();
	const row = await state.queue.get(exportKey);
	if (!row) {
		throw new ConfigurationError(
			'There is no export with this key in the Data Table rsc_exports',
			'Use the exportKey of a Review item, or decide on the page of workflow 05b.',
		);
	}
	if (row.state === 'exported' || row.state === 'ignored') return settled(row, false);
	if (decision === 'ignore') return await ignore(runtime, state, row);

	checkDecision(row, input);
	const { candidateId = '', jobId = '' } = input;
	const stored = { kind: decision, candidateId, jobId, decidedAtMs: effects.now() };
	const changed = await state.queue.change(row, {
		state: 'waiting',
		decision: JSON.stringify(stored),
		nextTryAtMs: 0,
		message: '',
	});
	if (!changed) return settled((await state.queue.get(exportKey)) ?? row, false);
	const run =
		gate === 'open'
			? await workOffQueue(runtime, {
					options: await readExportOptions(state),
					deadlineMs: effects.now() + input.timeLimitMs,
					first: exportKey,
					patienceMs: PATIENCE_MS,
				})
			: { results: [] };
	const others = run.results.filter((one) => one.exportKey !== exportKey);
	const result = run.results.find((one) => one.exportKey === exportKey);
	const after = (await state.queue.get(exportKey)) ?? row;
	return { ...settled(after, true), others, ...(result && { result }) };
}

async function ignore(runtime: Runtime, state: ExportState, row: ExportRow): Promise<Decided> {
	const { effects } = runtime;
	const { exportKey } = row;
	const values = {
		state: 'ignored',
		payload: '',
		decision: '',
		message: 'Ignored by a person',
		doneAt: new Date(effects.now()).toISOString(),
	} as const;
	if (!(await state.queue.change(row, values)))
		return settled((await state.queue.get(exportKey)) ?? row, false);
	await state.parked.remove([{ kind: 'export', recordId: exportKey }]);
	await saveExportProgress({ ...state, effects }, { reviews: row.state === 'review' ? -1 : 0 });
	return settled({ ...row, ...values }, true);
}

function checkDecision(row: ExportRow, { decision, candidateId = '' }: DecisionInput): void {
	const { firstName, lastName, person } = readStoredExport(row.payload) ?? {};
	if (decision === 'link' && candidateId === '') {
		throw new ConfigurationError(
			'"Candidate" is empty',
			'Choose the candidate who is this person.',
		);
	}
	if (decision === 'create' && (!firstName || !lastName)) {
		throw new ConfigurationError(
			'SmartRecruiters needs a first and a last name, and LinkedIn did not give both',
			'Create the candidate in SmartRecruiters by hand, then link the export to it.',
		);
	}
	if (decision !== 'again' && !person) {
		throw new ConfigurationError(
			'LinkedIn did not say which member this is, so nobody can be linked',
			'Try again, or add the candidate in SmartRecruiters by hand and ignore the export.',
		);
	}
}

function settled(row: ExportRow, decided: boolean): Decided {
	const { exportKey, state, message, attempts, nextTryAtMs } = row;
	const open = state === 'waiting' || state === 'working';
	return {
		exportKey,
		state: !open ? state : nextTryAtMs > 0 && attempts > 0 ? 'waiting' : 'queued',
		decided,
		message,
		others: [],
		row,
	};
}
