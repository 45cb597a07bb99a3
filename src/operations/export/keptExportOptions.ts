import { StateError } from '../../errors/StateError';
import { fromJson } from '../../basics/fromJson';
import { SYNC } from '../../state/tables';
import { type ExportOptions, ExportOptionsSchema } from './ExportOptions';
import type { ExportState } from './ExportWork';

/**
 * Keeps how exports are carried out, so that a decision is carried out in the same way.
 *
 * @returns whether this is the first time today, or something has changed
 */
export async function saveExportOptions(
	{ progress }: Pick<ExportState, 'progress'>,
	options: ExportOptions,
	nowMs: number,
): Promise<boolean> {
	const checkpoint = JSON.stringify(options);
	const before = await progress.read('exports');
	const today = new Date(nowMs).toISOString().slice(0, 10);
	if (before?.checkpoint === checkpoint && before.startedAt.startsWith(today)) return false;
	const newMonth = before?.heartbeatAt.slice(0, 7) !== today.slice(0, 7);
	await progress.save(nowMs, [
		{
			stream: 'exports',
			checkpoint,
			startedAt: new Date(nowMs).toISOString(),
			...(newMonth && { done: 0 }),
		},
	]);
	return true;
}

/**
 * As the node that exports did last; the defaults before it has run.
 *
 * @throws StateError when the row is damaged
 */
export async function readExportOptions({
	progress,
}: Pick<ExportState, 'progress'>): Promise<ExportOptions> {
	const row = await progress.read('exports');
	const parsed = ExportOptionsSchema.safeParse(fromJson(row?.checkpoint || '{}'));
	if (!parsed.success) throw StateError.damagedRow(SYNC.name, undefined, 'checkpoint');
	return parsed.data;
}
