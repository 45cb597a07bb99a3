import { compareSight } from '../../sandbox/compare/sight';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { settleTasks } from '../../sandbox/linkedin/jobRoutes';
import { sidesOf } from '../../sandbox/sightControlRoutes';
import { MINUTE_MS } from '../../src/basics/durations';
import type { NewVisibilityChoice } from '../../src/operations/contract/previewVisibility';
import { setVisibility } from '../../src/operations/contract/setVisibility';
import { syncVisibility } from '../../src/operations/history/syncVisibility';
import type { VisibilityScope } from '../../src/operations/history/VisibilityInput';
import type { StoredSharing } from '../../src/state/Settings';
import {
	historyRuntime,
	ORGANIZATION,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';
import {
	mapEverySeat,
	showToEverybody,
	syncVisibilityToEnd,
} from '../../scripts/support/visibility';

const TEAM: NewVisibilityChoice = {
	...{ who: 'team', openDepartments: [], openJobs: [], scheme: 'person', accessGroups: [] },
	...{ confidentialToTeam: false, changedBy: 'Ada Lo' },
};

export let sandbox: Sandbox;

export let runtime: TestRuntime;

/** A company with hiring teams, of which LinkedIn holds the jobs, and what else `sends` says. */
export async function open({
	size = { people: 5, jobs: 12, teamSize: 4 },
	sends = { candidates: false, applications: false, details: false },
	sharing,
	prepare,
}: {
	size?: { people: number; jobs: number; teamSize: number };
	sends?: Parameters<typeof runToEnd>[2];
	sharing?: Partial<StoredSharing>;
	prepare?: () => void;
} = {}): Promise<void> {
	sandbox = await createSandbox({ ...size, startAtMs: Date.UTC(2026, 10, 2), limits: 'off' });
	prepare?.();
	runtime = await historyRuntime(sandbox, {
		requestsPerSecond: 1000,
		...(sharing && { sharing }),
	});
	await runToEnd(sandbox, runtime, sends);
}

/** Everybody sees everything in Recruiter, and each seat is mapped. */
export async function mapEverybody(): Promise<void> {
	showToEverybody(sandbox);
	await mapEverySeat(sandbox, runtime);
}

/** What roles alone decide: nobody is in an access group. */
export function emptyAccessGroups(): void {
	const { company } = sandbox.context;
	for (const { id, accessGroups } of company.users)
		if (accessGroups.length > 0) company.changeUser(id, { accessGroups: [] });
}

/** Closes the sandbox that a test has opened. */
export function closeAfterEach(): void {
	afterEach(async () => {
		await sandbox.close();
	});
}

export const held = () => sandbox.store.of(ORGANIZATION);

/** Lets LinkedIn end its tasks. */
export function settle(): void {
	sandbox.context.clock.advance(10 * MINUTE_MS);
	settleTasks(sandbox.room, held());
}

export const compared = () => compareSight(sidesOf(sandbox.room, ORGANIZATION));

/** The hiring team and administrators, but for what the change says. */
export const choose = async (
	change: Partial<NewVisibilityChoice> = {},
	options: { allowsNobody?: boolean; mostJobs?: number } = {},
) =>
	await setVisibility(runtime, {
		...{ choice: { ...TEAM, ...change }, allowsNobody: true, previewOnly: false },
		...options,
	});

/** Until it is done and LinkedIn shows it. */
export async function sync(scope: VisibilityScope = 'due') {
	const report = await syncVisibilityToEnd(sandbox, runtime, scope);
	settle();
	return report;
}

export const syncOnce = async (
	scope: VisibilityScope,
	jobIds: string[] = [],
	timeLimitMs = MINUTE_MS,
) => await syncVisibility(runtime, { scope, jobIds, timeLimitMs, jobCheckDelayMs: MINUTE_MS });

/** A mapped member of a job's team, and the job. */
export function member(): { jobId: string; userId: string } {
	const row = held()
		.acls.dump()
		.entities.find(({ group }) => group.startsWith('u-'));
	if (!row) throw new Error('Nobody is on a team');
	return { jobId: row.entityId, userId: row.group.slice(2) };
}

/** Takes somebody off a team. */
export function leave({ jobId, userId }: { jobId: string; userId: string }): void {
	const { company } = sandbox.context;
	company.changeTeam(
		jobId,
		company.teamOf(jobId).filter((one) => one.userId !== userId),
	);
}
