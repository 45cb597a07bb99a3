import type { Effects } from '../../http/Transport';
import type { Progress } from '../../state/Progress';
import type { SyncRow } from '../../state/tables';

export interface ProgressChange {
	/** Exports that have arrived in SmartRecruiters. */
	exported?: number;
	/** By how much the number of those that wait for a decision has changed. */
	reviews?: number;
	activity?: string;
	message?: string;
}

/** Tells the admin how exports are going: those of this month, and those that wait for a decision. */
export async function saveExportProgress(
	{ progress, effects }: { progress: Progress; effects: Effects },
	{ exported = 0, reviews = 0, ...texts }: ProgressChange,
): Promise<void> {
	const nowMs = effects.now();
	const before = await progress.read('exports');
	const done = before && isThisMonth(before, nowMs) ? before.done : 0;
	await progress.save(nowMs, [
		{
			stream: 'exports',
			done: done + exported,
			rejected: Math.max(0, (before?.rejected ?? 0) + reviews),
			...texts,
		},
	]);
}

function isThisMonth({ heartbeatAt }: SyncRow, nowMs: number): boolean {
	return heartbeatAt.slice(0, 7) === new Date(nowMs).toISOString().slice(0, 7);
}
