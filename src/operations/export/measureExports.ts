/** Exports that a Recruiter seat may make in a month (LinkedIn reference §7). */
export const EXPORTS_PER_SEAT = 300;
const WARN_AT = 0.8;

/** One export that reached us. */
export interface CountedExport {
	/** `urn:li:seat:{id}`, where LinkedIn told it. */
	seat?: string | undefined;
	/** Epoch milliseconds. */
	receivedAtMs: number;
	/** What LinkedIn counts once although it came twice has one id. */
	requestId: string;
}

export interface ExportUsage {
	/** `seat`: one seat's. `all seats`: LinkedIn told no seats, so only the sum is known. */
	of: 'seat' | 'all seats';
	seat: string;
	/** `2026-11`, by LinkedIn's clock (UTC). */
	month: string;
	used: number;
	/** Null when it is not known: without a number of seats, nobody can tell how many all of them may make. */
	limit: number | null;
	percent: number | null;
	/** Whether a person should know: from 80 % on. */
	warn: boolean;
	/** For people; empty when all is well. */
	warning: string;
}

/**
 * How far the month's exports are used up. LinkedIn does not tell: this counts what reached us. Exports that failed on the
 * way, or were made before this package was connected, are missing, so the truth may be higher.
 *
 * @param seats how many active seats there are, if that is known
 */
export function measureExports(
	made: readonly CountedExport[],
	nowMs: number,
	seats?: number,
): ExportUsage[] {
	const month = monthOf(nowMs);
	const unique = new Map(
		made
			.filter(({ receivedAtMs }) => monthOf(receivedAtMs) === month)
			.map((one) => [one.requestId, one]),
	);
	const bySeat = new Map<string, number>();
	for (const { seat = '' } of unique.values()) bySeat.set(seat, (bySeat.get(seat) ?? 0) + 1);
	const usages: ExportUsage[] = [];
	const unknown = bySeat.get('') ?? 0;
	bySeat.delete('');
	for (const [seat, used] of [...bySeat].sort(([, a], [, b]) => b - a)) {
		const percent = Math.round((used / EXPORTS_PER_SEAT) * 100);
		usages.push({
			of: 'seat',
			seat,
			month,
			used,
			limit: EXPORTS_PER_SEAT,
			percent,
			warn: used >= EXPORTS_PER_SEAT * WARN_AT,
			warning:
				used >= EXPORTS_PER_SEAT * WARN_AT
					? `A Recruiter seat has used ${used} of its ${EXPORTS_PER_SEAT} exports of this month. At the limit, LinkedIn refuses further exports of that seat until next month.`
					: '',
		});
	}
	if (unknown > 0 || usages.length === 0) {
		const limit = seats ? seats * EXPORTS_PER_SEAT : null;
		const near = limit !== null && unknown >= limit * WARN_AT;
		// Nobody knows how they are spread: one seat may have made them all.
		const possible = unknown >= EXPORTS_PER_SEAT * WARN_AT;
		usages.push({
			of: 'all seats',
			seat: '',
			month,
			used: unknown,
			limit,
			percent: limit === null ? null : Math.round((unknown / limit) * 100),
			warn: near || possible,
			warning: near
				? `All Recruiter seats together have used ${unknown} of ${limit ?? 0} exports of this month.`
				: possible
					? `${unknown} exports this month. LinkedIn does not say by whom: if most are one recruiter's, that seat is near its ${EXPORTS_PER_SEAT}.`
					: '',
		});
	}
	return usages;
}

const monthOf = (ms: number): string => new Date(ms).toISOString().slice(0, 7);
