import type { Sandbox } from '../../sandbox/createSandbox';
import { MINUTE_MS } from '../../src/basics/durations';
import { syncVisibility } from '../../src/operations/history/syncVisibility';
import type { VisibilityScope } from '../../src/operations/history/VisibilityInput';
import type { VisibilityReport } from '../../src/operations/history/VisibilityReport';
import type { Runtime } from '../../src/operations/Runtime';
import { SEATS } from '../../src/state/tables';
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

/** Maps each seat of the first contract to the user who truly holds it. */
export async function mapEverySeat(sandbox: Sandbox, { store }: Runtime): Promise<void> {
	await store.put(
		SEATS,
		sandbox.seats
			.list(CONTRACT)
			.map(({ seatUrn, state, personUrn, trueUserId, firstName, lastName }) =>
				SEATS.schema.parse({
					organization: ORGANIZATION,
					contract: CONTRACT,
					seat: seatUrn,
					seatName: `${firstName} ${lastName}`,
					seatState: state,
					person: personUrn,
					userId: trueUserId,
				}),
			),
	);
}

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
