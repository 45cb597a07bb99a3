import { z } from 'zod';
import { isReviewCode, REVIEW_CHOICES, type ReviewChoice } from '../../mapping/ExportReview';
import { WaitLedger } from '../../http/WaitLedger';
import type { OpenExport } from '../../pages/decisionsPageData';
import { recordIdOf } from '../../state/ParkedRecords';
import { fromJson } from '../../basics/fromJson';
import type { ExportRow, ParkedRow } from '../../state/tables';
import { openSmartRecruiters } from '../connect';
import type { Runtime } from '../Runtime';
import { DecisionNames } from './DecisionNames';
import { type ExportState, openExportState } from './ExportWork';
import { readExportOptions } from './keptExportOptions';
import { readStoredExport } from './readStoredExport';

/** More than this on one page helps nobody. */
const MOST_SHOWN = 50;
/** A person waits for the page. */
const PATIENCE_MS = 15_000;

const ReviewSchema = z.object({ candidateIds: z.array(z.string()).catch([]) });

/** Exports that wait for a decision, oldest first, in words: each once, with what can work for it. */
export async function listDecisions(
	runtime: Runtime,
): Promise<{ exports: OpenExport[]; more: number }> {
	const { store, effects, linkedIn } = runtime;
	const state = openExportState(store, linkedIn.settings.organizationUrn);
	const rows = await openRows(state);
	const shown = rows.slice(0, MOST_SHOWN);
	const frame = { deadlineMs: effects.now() + PATIENCE_MS, ledger: new WaitLedger() };
	const { api } = openSmartRecruiters(runtime.smartRecruiters, runtime, frame);
	const { profileUrl } = await readExportOptions(state);
	const names = new DecisionNames(api, profileUrl);
	const exports: OpenExport[] = [];
	for (const { row, parked } of shown) exports.push(await toOpenExport(row, parked, names));
	return { exports, more: rows.length - shown.length };
}

/** Those in review, and those that go wrong again and again. */
async function openRows({
	queue,
	parked,
}: ExportState): Promise<Array<{ row: ExportRow; parked: ParkedRow | undefined }>> {
	const known = new Map((await parked.list()).map((one) => [recordIdOf(one), one] as const));
	const inReview = await queue.inReview(10 * MOST_SHOWN);
	const keys = new Set(inReview.map(({ exportKey }) => exportKey));
	const others = await queue.byKeys([...known.keys()].filter((key) => !keys.has(key)));
	const delayed = others.filter(({ state }) => state === 'waiting');
	// A run that was killed in between has left these behind.
	const over = others.filter(({ state }) => state === 'exported' || state === 'ignored');
	await parked.remove(over.map(({ exportKey }) => ({ kind: 'export', recordId: exportKey })));
	return [...inReview, ...delayed].map((row) => ({ row, parked: known.get(row.exportKey) }));
}

async function toOpenExport(
	row: ExportRow,
	parked: ParkedRow | undefined,
	names: DecisionNames,
): Promise<OpenExport> {
	const exported = readStoredExport(row.payload);
	const { firstName = '', lastName = '', location } = exported ?? {};
	const ids = ReviewSchema.safeParse(fromJson(parked?.payload ?? ''));
	const code = parked?.code ?? '';
	const choices: readonly ReviewChoice[] = isReviewCode(code)
		? REVIEW_CHOICES[code]
		: ['link', 'create', 'again', 'job'];
	const candidateIds = ids.success ? ids.data.candidateIds : [];
	const place = location?.text ?? [location?.city, location?.region].filter(Boolean).join(', ');
	return {
		exportKey: row.exportKey,
		name: [firstName, lastName].filter((part) => part !== '').join(' '),
		headline: exported?.headline ?? '',
		employers: exported?.employers.join(', ') ?? '',
		place,
		profileUrl: exported?.profileUrl ?? '',
		receivedAt: row.receivedAt,
		jobTitle: await names.job(row.jobId || exported?.jobId || ''),
		reason: parked?.reason ?? row.message,
		whatToDo: parked?.whatToDo ?? '',
		candidates: await names.candidates(candidateIds),
		mayLink: choices.includes('link') && exported?.person !== undefined,
		mayCreate:
			choices.includes('create') &&
			exported?.person !== undefined &&
			firstName !== '' &&
			lastName !== '',
		mayTryAgain: choices.includes('again'),
		mayChangeJob: choices.includes('job') && exported !== undefined,
	};
}
