import type { Sandbox } from '../../sandbox/createSandbox';
import type { Transport } from '../../src/http/Transport';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import { catchUpActivity, type CatchUpInput } from '../../src/operations/activity/catchUpActivity';
import { importPast, type ImportInput } from '../../src/operations/activity/importPast';
import {
	writeActivity,
	type WriteInput,
	type WriteResult,
} from '../../src/operations/activity/writeActivity';
import type { Runtime } from '../../src/operations/Runtime';
import { ACTIVITY, CONTRACTS, PARKED, PEOPLE, SEATS, SYNC } from '../../src/state/tables';
import { MemoryStore } from './MemoryStore';
import { sandboxConnection } from './sandboxConnection';

export const ORGANIZATION = 'urn:li:organization:1000';
export const CONTRACT = 'urn:li:contract:2001';

/** Thrown where a test kills n8n: nothing after it happens. */
export class Killed extends Error {}

/** A connected organization with mapped seat holders: its Data Tables outlive the runs, as n8n’s do. */
export class ActivityOffice {
	readonly store = new MemoryStore();

	private runs = 0;

	/** What stands between the product and SmartRecruiters. */
	smartRecruiters: (transport: Transport) => Transport = (transport) => transport;

	constructor(readonly sandbox: Sandbox) {}

	async connect(state: 'connected' | 'switchedOff' | 'waiting' = 'connected'): Promise<void> {
		const row = (contract: string, change: object) => ({
			...CONTRACTS.schema.parse({ organization: ORGANIZATION, contract }),
			...change,
		});
		await this.store.put(CONTRACTS, [
			row(ORGANIZATION, {
				state: 'acknowledged',
				acknowledgedBy: 'Ada Lo',
				acknowledgedAt: '2026-01-05T08:00:00.000Z',
			}),
			row(CONTRACT, { state }),
		]);
	}

	async mapSeats(seats: readonly string[], change: object = {}): Promise<void> {
		await this.store.put(
			SEATS,
			seats.map((seat) => ({
				...SEATS.schema.parse({
					organization: ORGANIZATION,
					seat,
					contract: CONTRACT,
					seatState: 'ACTIVE',
					seatName: 'Ada Lo',
					userId: 'u1',
					mappedAt: '2026-01-01T00:00:00.000Z',
				}),
				...change,
			})),
		);
	}

	async know(person: string, ...claims: Array<[candidateId: string, knownBy?: string]>) {
		await this.store.put(
			PEOPLE,
			claims.map(([candidateId, knownBy = 'match']) => ({
				...{ organization: ORGANIZATION, person, candidateId, knownBy, knownAt: '' },
			})),
		);
	}

	async forget(person: string): Promise<void> {
		await this.store.remove(PEOPLE, { person });
	}

	/** What LinkedIn recognises. */
	async learnMatches(): Promise<void> {
		await this.store.put(
			PEOPLE,
			this.sandbox.room.members.all().flatMap(({ urn: person, candidateIds }) =>
				candidateIds.map((candidateId) => ({
					...{ organization: ORGANIZATION, person, candidateId, knownBy: 'match', knownAt: '' },
				})),
			),
		);
	}

	runtime(): Runtime {
		this.runs += 1;
		const connection = sandboxConnection(this.sandbox);
		const { settings, transport } = connection.smartRecruiters;
		return {
			...connection,
			smartRecruiters: { settings, transport: this.smartRecruiters(transport) },
			store: this.store,
			owner: `run ${this.runs}`,
		};
	}

	async write(
		events: readonly ActivityEvent[],
		change: Partial<WriteInput> = {},
	): Promise<WriteResult> {
		return await writeActivity(this.runtime(), {
			events,
			timeLimitMs: 300_000,
			enrich: true,
			createCandidates: false,
			tags: [],
			...change,
		});
	}

	async catchUp(change: Partial<CatchUpInput> = {}) {
		return await catchUpActivity(this.runtime(), {
			days: 3,
			readEveryMs: 0,
			callsPerDay: 25_000,
			timeLimitMs: 300_000,
			enrich: true,
			createCandidates: false,
			tags: [],
			...change,
		});
	}

	async importPast(change: Partial<ImportInput> = {}) {
		return await importPast(this.runtime(), {
			callsPerDay: 50_000,
			seatsAtOnce: 50,
			timeLimitMs: 300_000,
			enrich: true,
			createCandidates: false,
			tags: [],
			...change,
		});
	}

	/** Time until everything parked is due. */
	later(ms = 86_400_000): void {
		this.sandbox.context.clock.advance(ms);
	}

	async ledger(activityId: string) {
		const [row] = await this.store.read(ACTIVITY, { organization: ORGANIZATION, activityId });
		return row;
	}

	async parked(): Promise<Record<string, number>> {
		const counts: Record<string, number> = {};
		for (const { code } of await this.store.read(PARKED, {}))
			counts[code] = (counts[code] ?? 0) + 1;
		return counts;
	}

	async sync(stream: 'activityWrite' | 'activityCatchUp' | 'activityImport') {
		const [row] = await this.store.read(SYNC, { organization: ORGANIZATION, stream });
		return row;
	}

	async people(person: string): Promise<Array<[string, string]>> {
		const rows = await this.store.read(PEOPLE, { organization: ORGANIZATION, person });
		return rows.map(({ candidateId, knownBy }) => [candidateId, knownBy]);
	}
}
