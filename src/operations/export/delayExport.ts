import { MINUTE_MS } from '../../basics/durations';
import { ConnectorError } from '../../errors/ConnectorError';
import { PauseSignal } from '../../errors/PauseSignal';
import { EXPORT_REVIEWS } from '../../mapping/ExportReview';
import type { ExportRow } from '../../state/tables';
import type { DelayedOutcome, ExportWork } from './ExportWork';
import { saveExportProgress } from './saveExportProgress';

const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 30 * MINUTE_MS;
/** From then on, a quarter of an hour, a person is told of it. */
const PATIENT_ATTEMPTS = 5;

/** Puts an export back into the queue: tried again after half a minute at first, then less and less often. */
export async function delayExport(
	work: ExportWork,
	row: ExportRow,
	error: Error,
): Promise<DelayedOutcome> {
	const { queue, parked, effects } = work;
	const nowMs = effects.now();
	const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (row.attempts - 1));
	const resumeAtMs = error instanceof PauseSignal ? error.resumeAtMs : 0;
	const nextTryAtMs = Math.max(nowMs + delayMs, resumeAtMs);
	const message = textOf(error);
	const isParked = row.attempts >= PATIENT_ATTEMPTS;
	if (isParked) {
		const { reason, whatToDo } = EXPORT_REVIEWS.DELAYED;
		await parked.park(
			[
				{
					kind: 'export',
					recordId: row.exportKey,
					code: 'DELAYED',
					reason: `${reason} (${message})`,
					whatToDo,
					retries: true,
				},
			],
			nowMs,
		);
	}
	await queue.save({ ...row, state: 'waiting', message, nextTryAtMs });
	await saveExportProgress(work, {
		activity: 'Exports are waiting, and are tried again automatically',
		message,
	});
	return { kind: 'waiting', message, nextTryAtMs, parked: isParked };
}

/** Without personal data, as the errors themselves are. */
function textOf(error: Error): string {
	if (error instanceof ConnectorError) return `${error.message}. ${error.advice}`;
	if (error instanceof PauseSignal) return `Paused: ${error.limitText}`;
	return `Something unexpected happened in the connector (${error.name})`;
}
