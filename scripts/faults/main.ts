import { parseArgs } from 'node:util';
import { type Life, liveThrough } from './liveThrough';
import { scenarios } from './scenarios';

const { values } = parseArgs({
	options: {
		/** Of the undisturbed run. */
		seats: { type: 'string', default: '50' },
		days: { type: 'string', default: '30' },
		/** Of the runs with faults. */
		'fault-seats': { type: 'string', default: '10' },
		'fault-days': { type: 'string', default: '4' },
		only: { type: 'string', default: '' },
	},
});

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

async function main(): Promise<void> {
	const size = { seats: Number(values.seats), days: Number(values.days) };
	const all = [
		{ title: `Undisturbed: ${size.seats} seats, ${size.days} days`, ...size },
		...scenarios(Number(values['fault-seats']), Number(values['fault-days'])),
	].filter(({ title }) => title.toLowerCase().includes(values.only.toLowerCase()));
	const lives: Life[] = [];
	for (const scenario of all) {
		const life = await liveThrough(scenario);
		lives.push(life);
		tell(life);
	}
	const failed = lives.filter(({ ok }) => !ok).length;
	console.log(
		JSON.stringify({
			ok: failed === 0,
			scenarios: lives.map(({ title, ok, events, kills, realSeconds }) => ({
				title,
				ok,
				events,
				kills,
				realSeconds,
			})),
		}),
	);
	console.log(`${lives.length - failed} passed, ${failed} failed`);
	process.exit(failed === 0 ? 0 : 1);
}

void main();
