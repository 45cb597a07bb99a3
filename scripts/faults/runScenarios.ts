import { type Life, liveThrough } from './liveThrough';
import { scenarios } from './scenarios';

export interface ScenariosWish {
	/** Of the undisturbed run. */
	seats: number;
	days: number;
	/** Of the runs with faults. */
	faultSeats: number;
	faultDays: number;
	/** Part of a title. */
	only: string;
}

const minutes = (seconds: number): string => `${(seconds / 60).toFixed(0)} min`;

function tell(life: Life): void {
	const { comparison: c, parked, requests, lagSeconds, idle } = life;
	const parkedText = Object.entries(parked)
		.map(([code, count]) => `${code} ${count}`)
		.join(', ');
	console.log(
		[
			`${life.ok ? 'ok  ' : 'FAIL'} ${life.title} (${life.realSeconds} s)`,
			`       ${c.found} of ${c.expected} there; missing ${c.missing.count}, twice ${c.twice.count}, wrong ${c.wrong.count}, outdated ${c.outdated.count}, cut ${c.cut.count}, unsafe ${c.unsafe.count}, without head ${c.headless.count}; nothing written for ${c.undecidable} about people who are not certain`,
			`       killed ${life.kills} times; parked: ${parkedText || 'nothing'}`,
			`       ${requests.linkedIn} calls to LinkedIn, ${requests.smartRecruiters} to SmartRecruiters, ${requests.throttled} throttled; in Recruiter to note: half within ${minutes(lagSeconds.median)}, 95 % within ${minutes(lagSeconds.p95)}; an idle poll: ${idle.calls} calls, ${idle.writes} writes`,
		].join('\n'),
	);
	if (!life.ok) console.log(JSON.stringify(c));
}

/** Months and outages of days, for InMails and notes. @returns how many came to the same end as without faults, and not */
export async function runScenarios(
	wish: ScenariosWish,
): Promise<{ passed: number; failed: number }> {
	const { seats, days, faultSeats, faultDays, only } = wish;
	const all = [
		{ title: `Undisturbed: ${seats} seats, ${days} days`, seats, days },
		...scenarios(faultSeats, faultDays),
	].filter(({ title }) => title.toLowerCase().includes(only.toLowerCase()));
	let failed = 0;
	for (const scenario of all) {
		const life = await liveThrough(scenario);
		tell(life);
		if (!life.ok) failed += 1;
	}
	return { passed: all.length - failed, failed };
}
