import { ACCESS_GROUPS } from '../../sandbox/company/makeTeam';
import type { Sandbox } from '../../sandbox/createSandbox';
import type { RecruiterSeat } from '../../sandbox/linkedin/seats/makeSeat';
import type { TeamActionKind } from '../../sandbox/live/actOnTeams';
import { MINUTE_MS } from '../../src/basics/durations';
import { syncVisibility } from '../../src/operations/history/syncVisibility';
import type { VisibilityScope } from '../../src/operations/history/VisibilityInput';
import type { VisibilityReport } from '../../src/operations/history/VisibilityReport';
import type { Runtime } from '../../src/operations/Runtime';
import { Settings, VisibilityChoiceSchema } from '../../src/state/Settings';
import type { StateStore } from '../../src/state/StateStore';
import { SEATS, type SeatRow } from '../../src/state/tables';
import { ORGANIZATION } from './historyRuntime';

const CONTRACT = 'urn:li:contract:2001';

/** The configurations by which everybody sees everything, by integration (LinkedIn reference §11.1). */
export const VIEWERS = {
	ONE_CLICK_EXPORT: 'JOB_POSTING_VIEWERS',
	IN_ATS_INDICATOR: 'APPLICATION_VIEWERS',
};

/** What a connected company has: everybody sees everything. */
export function showToEverybody(sandbox: Sandbox): void {
	const { integrations } = sandbox.store.of(ORGANIZATION);
	for (const [type, name] of Object.entries(VIEWERS))
		integrations.get(`${ORGANIZATION} ${type}`)?.configurations.set(name, 'ALL_PRODUCT_USERS');
}

/** A seat as it is mapped to the user who truly holds it. */
export const mappedSeat = (seat: RecruiterSeat): SeatRow =>
	SEATS.schema.parse({
		organization: ORGANIZATION,
		contract: seat.contractUrn,
		seat: seat.seatUrn,
		seatName: `${seat.firstName} ${seat.lastName}`,
		seatState: seat.state,
		person: seat.personUrn,
		userId: seat.trueUserId,
	});

/** Maps each seat of the first contract. */
export async function mapEverySeat(sandbox: Sandbox, { store }: Runtime): Promise<void> {
	await store.put(SEATS, sandbox.seats.list(CONTRACT).map(mappedSeat));
}

/** Hiring teams and administrators see jobs, and whoever is in one of the sandbox's access groups. */
export async function chooseTeams(store: StateStore): Promise<void> {
	await new Settings(store, ORGANIZATION).saveVisibility(
		VisibilityChoiceSchema.parse({
			who: 'team',
			accessGroups: ACCESS_GROUPS.map(({ id, departments }) => ({
				id,
				departments: [...departments],
			})),
		}),
	);
}

/** What happens to teams and users, to be drawn from: people join and leave most often. */
export const TEAM_ACTIONS: readonly TeamActionKind[] = [
	...(['joinTeam', 'leaveTeam', 'joinTeam', 'leaveTeam', 'changeTeamRole'] as const),
	...(['changeSystemRole', 'changeAccessGroup', 'deactivateUser', 'activateUser'] as const),
];

/** Runs Sync Visibility until it is done, on the sandbox's clock. */
export async function syncVisibilityToEnd(
	sandbox: Sandbox,
	runtime: Runtime,
	scope: VisibilityScope = 'all',
): Promise<VisibilityReport> {
	for (let run = 0; run < 20; run += 1) {
		const { report } = await syncVisibility(runtime, {
			scope,
			jobIds: [],
			timeLimitMs: 5 * MINUTE_MS,
			jobCheckDelayMs: 5 * MINUTE_MS,
		});
		if (report.state === 'done') return report;
		if (report.resumeAt) sandbox.context.clock.set(Date.parse(report.resumeAt));
	}
	throw new Error('Sync Visibility is never done');
}
