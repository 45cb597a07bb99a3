import type { INodeExecutionData } from 'n8n-workflow';
import { toItems } from '../../src/n8n/toItems';
import type { ExportRunResult } from '../../src/operations/export/exportCandidates';
import { resultToJson } from './resultToJson';

const GATE_MESSAGES = {
	waiting: 'No contract is connected yet: exports wait.',
	paused: 'The contract is switched off in LinkedIn: exports wait.',
} as const;
const BUSY = 'Another run is working through the queue, and will do this as well.';
const LATER = 'It is in the queue; the next run exports it.';

/**
 * Exported and Review. What waits stands among the exported, with its state.
 *
 * @param items input item of each push
 */
export function runToItems(
	organization: string,
	{ gate, keys, results, queued, busyUntilMs }: ExportRunResult,
	items: readonly number[],
): INodeExecutionData[][] {
	const itemOf = (exportKey: string): number => items[keys.indexOf(exportKey)] ?? 0;
	const outputs: INodeExecutionData[][] = [[], []];
	for (const result of results) {
		const output = result.kind === 'review' || ('parked' in result && result.parked) ? 1 : 0;
		const json = resultToJson(organization, result);
		outputs[output]?.push(...toItems([json], itemOf(result.exportKey)));
	}
	const why = gate !== 'open' ? GATE_MESSAGES[gate] : busyUntilMs === undefined ? LATER : BUSY;
	for (const { exportKey } of queued) {
		const json = { organization, exportKey, state: 'queued', message: why };
		outputs[0]?.push(...toItems([json], itemOf(exportKey)));
	}
	if (keys.length === 0 && gate !== 'open')
		outputs[0]?.push(...toItems([{ organization, state: gate, message: why }], 0));
	if (keys.length === 0 && busyUntilMs !== undefined) {
		const busyUntil = new Date(busyUntilMs).toISOString();
		const message = 'Another run is working through the queue.';
		outputs[0]?.push(...toItems([{ organization, state: 'busy', message, busyUntil }], 0));
	}
	return outputs;
}
