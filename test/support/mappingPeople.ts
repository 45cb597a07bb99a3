import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { decide, type Decision } from '../../src/operations/mapping/decide';
import { readMapPage } from '../../src/operations/mapping/readMapPage';
import type { StoredSeat } from '../../src/mapping/StoredSeat';
import { SEATS } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { connectInState, sandboxRuntime } from './sandboxRuntime';
import { nonEmpty } from './nonEmpty';

export const FIRST = 'urn:li:contract:2001';

export const SECOND = 'urn:li:contract:2002';

export const TIME = { timeLimitMs: 300_000 };

export const DAYS = { importDays: 730 };

export let sandbox: Sandbox;

/** A run with a map that holds these rows. */
export const runtime = async (stored: readonly StoredSeat[] = []) => {
	const store = new MemoryStore();
	await connectInState(store, [FIRST, SECOND]);
	await store.put(SEATS, stored);
	return sandboxRuntime(sandbox, store);
};

export const read = async (stored: StoredSeat[] = []) =>
	await readMapPage(await runtime(stored), { ...DAYS, ...TIME });

export const apply = async (decisions: Decision[], stored: StoredSeat[] = []) => {
	const run = await runtime(stored);
	const outcome = await decide(run, decisions, { ...DAYS, ...TIME });
	const kept = await run.store.read(SEATS, {});
	for (const row of nonEmpty(outcome.rows)) expect(kept).toContainEqual(row);
	return outcome;
};

/** Puts rows in place, as the Data Table does. */
export const keep = (before: StoredSeat[], rows: StoredSeat[]): StoredSeat[] => [
	...new Map([...before, ...rows].map((row) => [row.seat, row])).values(),
];

export const drop = async (contract: string, enabled: boolean) =>
	await fetch(`${sandbox.url}/_sandbox/linkedin/integrations`, {
		method: 'POST',
		body: JSON.stringify({ integrationType: 'CSA_API', context: contract, enabled }),
	});

/** Confirms everything that is certain, as the page's button does. */
export async function confirmCertain(stored: StoredSeat[] = []): Promise<StoredSeat[]> {
	const view = await read(stored);
	const decisions = view.contracts.flatMap(({ rows }) =>
		rows.flatMap(({ status, seatUrn, contractUrn, user }): Decision[] =>
			status === 'certain' && user
				? [{ seatUrn, contractUrn, userId: user.id, matchedBy: 'email' }]
				: [],
		),
	);
	return keep(stored, (await apply(decisions)).rows);
}

/** Before each test: a company with many users. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 20, users: 400 });
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
