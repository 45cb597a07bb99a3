/** LinkedIn recommends windows of at most 12 hours (LinkedIn reference §9.1, §9.3). */
const WINDOW_HOURS = 12;
/** InMails and prospect notes are read in such windows, stubs without. */
const WINDOWED_KINDS = 2;

export interface ImportEstimate {
	seats: number;
	days: number;
	/** Windows of 12 hours: 1,460 for two years. */
	windowsPerSeat: number;
	/** Requests to LinkedIn at least; busy windows take several. */
	calls: number;
	callsPerDay: number;
	/** How many days' worth of LinkedIn's daily limit that is. */
	daysOfQuota: number;
}

/** What importing the past of newly mapped seats costs at least. */
export function estimateImport(seats: number, days: number, callsPerDay: number): ImportEstimate {
	const windowsPerSeat = Math.ceil((days * 24) / WINDOW_HOURS);
	const calls = seats * (windowsPerSeat * WINDOWED_KINDS + 1);
	return { seats, days, windowsPerSeat, calls, callsPerDay, daysOfQuota: calls / callsPerDay };
}
