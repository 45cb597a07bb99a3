import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { MINUTE_MS } from '../../src/basics/durations';
import type { Transport } from '../../src/http/Transport';
import { backfill } from '../../src/operations/history/backfill';
import { mapOne } from '../../src/operations/mapping/mapOne';
import { unmap } from '../../src/operations/mapping/unmap';
import { Settings, VisibilityChoiceSchema } from '../../src/state/Settings';
import { SEATS } from '../../src/state/tables';
import { historyRuntime, ORGANIZATION, type TestRuntime } from '../support/historyRuntime';
import { backfillInput, runToEnd } from '../support/runToEnd';
import { mapEverySeat, showToEverybody, syncVisibilityToEnd } from '../support/visibility';

const CONTRACT = 'urn:li:contract:2001';
/** How long the vendors take to answer, from and to. */
const LINKEDIN_ANSWERS = [400, 1_000] as const;
const SMARTRECRUITERS_ANSWERS = [100, 400] as const;
const MOST_RUNS = 60;

export interface MappedSeat {
	/** Jobs that the person is on the team of. */
	seen: number;
	/** From mapping the seat until the person sees them all, and from unmapping it until they see none. */
	mappedMinutes: number;
	unmappedMinutes: number;
}

/**
 * Maps a seat where hiring teams see jobs, and unmaps it again, with workflow 03 each minute, at the documented limits: on the
 * sandbox's clock, so that waiting costs no real time.
 */
export async function measureMappedSeat(jobs: number): Promise<MappedSeat> {
	const sandbox = await createSandbox({
		...{ people: 5, jobs, users: 200, teamSize: 6, limits: 'off' },
		...{ startAtMs: Date.UTC(2026, 10, 2) },
	});
	try {
		const quick = await historyRuntime(sandbox, { requestsPerSecond: 1_000 });
		const { store } = quick;
		await runToEnd(sandbox, quick, { candidates: false, applications: false, details: false });
		showToEverybody(sandbox);
		await mapEverySeat(sandbox, quick);
		const { seat, person, userId } = await somebodyOnTeams(sandbox, quick);
		await store.update(SEATS, { seat }, { userId: '' });
		const choice = VisibilityChoiceSchema.parse({ who: 'team' });
		await new Settings(store, ORGANIZATION).saveVisibility(choice);
		await syncVisibilityToEnd(sandbox, quick, 'due');
		sandbox.context.limits = 'documented';
		const runtime = slowly(await historyRuntime(sandbox, { store }));
		const seen = (): number => seenBy(sandbox, person);
		const teams = jobsOf(sandbox, userId);
		await mapOne(runtime, {
			...{ seatUrn: seat, userId, contractUrns: [CONTRACT] },
			...{ importDays: 0, timeLimitMs: MINUTE_MS },
		});
		const mappedMinutes = await minutesUntil(sandbox, runtime, () => seen() === teams);
		await unmap(runtime, seat);
		const unmappedMinutes = await minutesUntil(sandbox, runtime, () => seen() === 0);
		return { seen: teams, mappedMinutes, unmappedMinutes };
	} finally {
		await sandbox.close();
	}
}

/** A seat holder who sees the jobs of their teams alone. */
async function somebodyOnTeams(
	sandbox: Sandbox,
	{ store }: TestRuntime,
): Promise<{ seat: string; person: string; userId: string }> {
	const { company } = sandbox.context;
	const seats = await store.read(SEATS, { seatState: 'ACTIVE' });
	const found = seats.find(
		({ person, userId }) =>
			person !== '' && company.userById(userId)?.active && jobsOf(sandbox, userId) > 0,
	);
	if (!found) throw new Error('Nobody with a seat is on a team');
	company.changeUser(found.userId, { systemRole: 'BASIC', accessGroups: [] });
	return found;
}

/** How many jobs at LinkedIn have this user on their team. */
const jobsOf = ({ store, context }: Sandbox, userId: string): number =>
	[...store.of(ORGANIZATION).jobs.keys()].filter((jobId) =>
		context.company.teamOf(jobId).some((one) => one.userId === userId),
	).length;

/** How many jobs name a group that this person is in. */
function seenBy({ store }: Sandbox, person: string): number {
	const { acls } = store.of(ORGANIZATION);
	const groups = [...acls.groupsOfPerson('JOB_POSTING', person)];
	return new Set(groups.flatMap((group) => [...acls.entitiesOfGroup('JOB_POSTING', group)])).size;
}

/** Runs Backfill each minute, from the next one on. */
async function minutesUntil(
	{ context: { clock } }: Sandbox,
	runtime: TestRuntime,
	isReached: () => boolean,
): Promise<number> {
	const fromMs = clock.now();
	let reachedMs: number | undefined;
	const watched = watching(runtime, () => {
		if (isReached()) reachedMs ??= clock.now();
	});
	for (let run = 1; run <= MOST_RUNS && reachedMs === undefined; run += 1) {
		clock.set(fromMs + Math.ceil((clock.now() - fromMs + 1) / MINUTE_MS) * MINUTE_MS);
		await backfill(watched, backfillInput({ details: false }));
	}
	if (reachedMs === undefined) throw new Error('Never seen');
	return (reachedMs - fromMs) / MINUTE_MS;
}

/** The same, told of every answer of LinkedIn. */
function watching(runtime: TestRuntime, look: () => void): TestRuntime {
	const { transport } = runtime.linkedIn;
	return {
		...runtime,
		linkedIn: {
			...runtime.linkedIn,
			transport: async (request) => {
				const answer = await transport(request);
				look();
				return answer;
			},
		},
	};
}

/** Answers take as long as told: spread evenly, and the same each time. */
function slowly(runtime: TestRuntime): TestRuntime {
	const { linkedIn, smartRecruiters, effects } = runtime;
	const slow = (transport: Transport, [from, to]: readonly [number, number]): Transport => {
		let nth = 0;
		return async (request) => {
			nth += 1;
			await effects.sleep(from + (to - from) * ((nth * 0.618034) % 1));
			return await transport(request);
		};
	};
	return {
		...runtime,
		linkedIn: { ...linkedIn, transport: slow(linkedIn.transport, LINKEDIN_ANSWERS) },
		smartRecruiters: {
			...smartRecruiters,
			transport: slow(smartRecruiters.transport, SMARTRECRUITERS_ANSWERS),
		},
	};
}
