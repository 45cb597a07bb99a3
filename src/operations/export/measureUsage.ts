import { openExportState } from './ExportWork';
import type { Effects } from '../../http/Transport';
import { Contracts } from '../../state/Contracts';
import { SEATS } from '../../state/tables';
import type { Keeping } from '../Runtime';
import { type ExportUsage, measureExports } from './measureExports';

export interface SeatUsage extends ExportUsage {
	organization: string;
	/** As LinkedIn names the seat holder; empty when it is not known. */
	seatName: string;
}

/** How much of what LinkedIn allows a month each Recruiter seat has used, as far as exports have reached us. */
export async function measureUsage(
	{ store, effects }: Keeping & { effects: Effects },
	organization: string,
): Promise<SeatUsage[]> {
	const nowMs = effects.now();
	const { queue, progress } = openExportState(store, organization);
	const now = new Date(nowMs);
	const rows = await queue.since(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
	const seats = await store.read(SEATS, { organization });
	const active = seats.filter(({ seatState }) => seatState === 'ACTIVE').length;
	const made = rows.map(({ exportKey, seat, receivedAtMs }) => ({
		requestId: exportKey,
		receivedAtMs,
		...(seat && { seat }),
	}));
	const names = new Map(seats.map(({ seat, seatName }) => [seat, seatName] as const));
	const usages = measureExports(made, nowMs, active || undefined).map((usage) => ({
		organization,
		...usage,
		seatName: names.get(usage.seat) ?? '',
	}));
	// Before anything is connected, a row in `rsc_sync` would look as if the contracts had been lost.
	if (rows.length === 0 && !(await new Contracts(store, organization).own())) return usages;
	const fullest = [...usages].sort(
		(a, b) => (b.percent ?? -1) - (a.percent ?? -1) || b.used - a.used,
	)[0];
	await progress.save(nowMs, [
		{
			stream: 'exportUsage',
			done: fullest?.used ?? 0,
			total: fullest?.limit ?? 0,
			activity:
				fullest?.of === 'seat'
					? 'Exports of the busiest Recruiter seat this month'
					: 'Exports of all Recruiter seats this month',
			message: usages.find(({ warning }) => warning !== '')?.warning ?? '',
		},
		{
			stream: 'exports',
			done: rows.filter(({ state }) => state === 'exported').length,
			rejected: (await queue.inReview(1_000)).length,
		},
	]);
	return usages;
}
