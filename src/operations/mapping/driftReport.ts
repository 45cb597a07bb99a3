import type { Drift } from '../../mapping/compareWithMap';
import { type DriftCode, DRIFT_KINDS } from '../../mapping/driftKinds';

export interface DriftReport {
	/** Whether there is anything to tell. */
	changed: boolean;
	subject: string;
	/** For mail or chat: counts and what to do, without names. */
	text: string;
	counts: Partial<Record<DriftCode, number>>;
	seats: number;
	mapped: number;
}

/** A week's changes in a few lines. */
export function driftReport(
	drift: readonly Drift[],
	{ seats, mapped }: { seats: number; mapped: number },
): DriftReport {
	const counts: DriftReport['counts'] = {};
	for (const { code } of drift) counts[code] = (counts[code] ?? 0) + 1;
	const changes = drift.length === 1 ? '1 change' : `${drift.length} changes`;
	const lines = Object.entries(DRIFT_KINDS).flatMap(([code, { text, whatToDo }]) => {
		const found = drift.filter((one) => one.code === code).length;
		return found === 0 ? [] : [`• ${found} × ${text}. ${whatToDo}`];
	});
	const state = `${mapped} of ${seats} Recruiter seats have a SmartRecruiters user.`;
	return {
		changed: drift.length > 0,
		subject:
			drift.length > 0
				? `Recruiter seats: ${changes} to look at`
				: 'Recruiter seats: nothing has changed',
		text: [...lines, state].join('\n'),
		counts,
		seats,
		mapped,
	};
}
