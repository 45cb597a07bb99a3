import { ResponseSchemaError } from '../../errors/ResponseSchemaError';
import { type ExportedCandidate, fetchExportedCandidates } from '../../linkedin/exportedCandidates';
import type { ExportRow } from '../../state/tables';
import { attemptOf } from './attemptOf';
import { delayExport } from './delayExport';
import { exportKeyOf, requestIdOf } from './exportKey';
import { exportPerson, type ReviewOutcome } from './exportPerson';
import type { ExportResult, ExportWork } from './ExportWork';
import { finishExport } from './finishExport';
import { ownExports } from './ownExports';
import { readStoredExport } from './readStoredExport';
import { reviewExport } from './reviewExport';
import { settle } from './settle';
import { readDecision } from './StoredDecision';

/** An answer that cannot be read may be a hiccup; after so many it is for a person. */
const MOST_UNREADABLE = 3;

/** @param error what went wrong, if the export is tried again: it may concern the others, too */
export type Worked = { result: ExportResult; error?: Error };

/**
 * One attempt at one export: marked as at work before anything is written for it, and as done after everything is. A
 * crash in between repeats it, and repeating does no harm.
 *
 * @returns `undefined` when somebody has decided otherwise meanwhile
 */
export async function workOnExport(work: ExportWork, row: ExportRow): Promise<Worked | undefined> {
	const { queue, effects, session, lock } = work;
	const { exportKey } = row;
	const decision = readDecision(row);
	if (decision === 'damaged') return await askAgain(work, row);
	const stored = readStoredExport(row.payload);
	// While it is only fetched, nothing is written of which a later attempt would have to beware.
	const started = await queue.start(row, stored ? effects.now() : row.startedAtMs);
	if (!started) return undefined;
	let current = started;
	let exported = stored;
	if (!exported) {
		const fetched = await settle(
			async () => await fetchExportedCandidates(session.linkedIn, requestIdOf(exportKey)),
		);
		lock.check();
		if (!fetched.ok) return await goneWrong(work, current, fetched.error);
		const found = await queueFetched(work, row, fetched.value);
		if (!found) {
			const expired = { kind: 'review', code: 'EXPIRED', candidateIds: [], keep: true } as const;
			return await intoReview(work, current, expired);
		}
		exported = found;
		current = { ...current, ...columnsOf(found), startedAtMs: effects.now() };
		await queue.save(current);
	}
	const created = new Set<string>();
	const attempt = await attemptOf(work, row, exported, { decision, created });
	const person = exported;
	const settled = await settle(async () => await exportPerson(session, person, attempt));
	lock.check();
	if (!settled.ok) return await goneWrong(work, current, settled.error);
	const outcome = settled.value;
	if (outcome.kind === 'review') return await intoReview(work, current, outcome);
	const isRemembered = created.has(outcome.candidateId);
	await finishExport(work, current, outcome, { decision, isRemembered });
	return { result: { exportKey, ...outcome } };
}

/** Several people of one request get rows of their own, before the first of them is worked on. */
async function queueFetched(
	{ queue, session }: ExportWork,
	{ exportKey, receivedAtMs }: ExportRow,
	elements: readonly ExportedCandidate[],
): Promise<ExportedCandidate | undefined> {
	const requestId = requestIdOf(exportKey);
	const own = ownExports(elements, session.contexts).map((exported, index) => ({
		exported,
		key: exportKeyOf(requestId, index),
	}));
	await queue.add(
		own
			.filter(({ key }) => key !== exportKey)
			.map(({ exported, key }) => ({
				exportKey: key,
				receivedAtMs,
				...columnsOf(exported),
			})),
	);
	return own.find(({ key }) => key === exportKey)?.exported;
}

function columnsOf(exported: ExportedCandidate) {
	const { person = '', seat = '', jobId = '' } = exported;
	return { person, seat, jobId, payload: JSON.stringify(exported) };
}

/** What was decided cannot be read: this export waits for its person, and the queue goes on. */
async function askAgain(work: ExportWork, row: ExportRow): Promise<Worked | undefined> {
	const started = await work.queue.start(row, row.startedAtMs);
	const outcome = { kind: 'review', code: 'DECISION_LOST', candidateIds: [], keep: true } as const;
	return started && (await intoReview(work, started, outcome));
}

async function goneWrong(work: ExportWork, row: ExportRow, error: Error): Promise<Worked> {
	if (error instanceof ResponseSchemaError && row.attempts >= MOST_UNREADABLE) {
		const detail = error.message;
		return await intoReview(work, row, {
			kind: 'review',
			code: 'UNREADABLE',
			detail,
			candidateIds: [],
			keep: true,
		});
	}
	const delayed = await delayExport(work, row, error);
	return { result: { exportKey: row.exportKey, ...delayed }, error };
}

async function intoReview(
	work: ExportWork,
	row: ExportRow,
	outcome: ReviewOutcome,
): Promise<Worked> {
	await reviewExport(work, row, outcome);
	return { result: { exportKey: row.exportKey, ...outcome } };
}
