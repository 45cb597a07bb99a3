import type { Sandbox } from '../../sandbox/createSandbox';
import type { ActivityEvent } from '../../src/linkedin/activityEvent';
import { MINUTE_MS } from '../../src/basics/durations';
import { catchUpActivity, type CatchUpInput } from '../../src/operations/activity/catchUpActivity';
import { importPast, type ImportInput } from '../../src/operations/activity/importPast';
import { syncNewActivity, type SyncNewInput } from '../../src/operations/activity/syncNewActivity';
import {
	writeActivity,
	type WriteInput,
	type WriteResult,
} from '../../src/operations/activity/writeActivity';
import type { Runtime } from '../../src/operations/Runtime';
import { LEASE_MS } from '../../src/state/Lock';
import { ACTIVITY, CONTRACTS, PARKED, PEOPLE, SEATS, SYNC } from '../../src/state/tables';
import { MemoryStore } from './MemoryStore';
import { Mortal, type MortalStep } from './Mortal';
import { type ConnectionChoice, sandboxConnection } from './sandboxConnection';

export const ORGANIZATION = 'urn:li:organization:1000';
export const CONTRACT = 'urn:li:contract:2001';

/** A connected organization with mapped seat holders: its Data Tables outlive the runs, as n8n’s do. */
export class ActivityOffice {
	readonly store = new MemoryStore();

	private runs = 0;

	/** How long a run waits for another one, in milliseconds. */
	patienceMs = 0;

	/** With which status LinkedIn refuses a request of the runs that begin from here on; the others go to the sandbox. */
	refusal: ((url: string) => number | undefined) | undefined;

	/** The life of the runs that begin from here on. */
	life = new Mortal();

	constructor(
		readonly sandbox: Sandbox,
		private readonly choice: ConnectionChoice = {},
	) {}

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
					seatName: this.nameOf(seat),
					userId: 'u1',
					mappedAt: '2026-01-01T00:00:00.000Z',
				}),
				...change,
			})),
		);
	}

	private nameOf(seat: string): string {
		const { firstName = '', lastName = '' } = this.sandbox.seats.byUrn(seat) ?? {};
		return `${firstName} ${lastName}`.trim();
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
		const connection = sandboxConnection(this.sandbox, this.choice);
		const { transport } = connection.linkedIn;
		const { store, runs, patienceMs, refusal } = this;
		connection.linkedIn.transport = async (request) => {
			const status = refusal?.(request.url);
			return status === undefined ? await transport(request) : { status, headers: {}, body: '{}' };
		};
		return this.life.runtime({ ...connection, store, owner: `run ${runs}`, patienceMs });
	}

	/**
	 * Begins a run that dies after a step; what comes then is another life, after the dead one's lock has ended.
	 *
	 * @returns how many steps it made, where it came to its end before
	 */
	async killed(
		killAt: number | ((step: MortalStep) => boolean),
		run: () => Promise<unknown>,
	): Promise<number | undefined> {
		const life = new Mortal(killAt);
		this.life = life;
		const end = await Promise.race([life.death, run()]);
		this.life = new Mortal();
		if (end !== 'killed') return life.steps;
		this.later(LEASE_MS + 1_000);
		return undefined;
	}

	/** Somebody presses "Try again", and a minute passes. */
	async retry(): Promise<void> {
		await this.store.update(PARKED, {}, { retryAskedAt: '2026-11-10T12:00:00.000Z' });
		await this.importPast();
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

	async syncNew(change: Partial<SyncNewInput> = {}) {
		return await syncNewActivity(this.runtime(), {
			everyMs: 30 * MINUTE_MS,
			atOnce: false,
			lookBackMs: 12 * 60 * MINUTE_MS,
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

	later(ms: number): void {
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

	async sync(stream: 'activityNew' | 'activityWrite' | 'activityCatchUp' | 'activityImport') {
		const [row] = await this.store.read(SYNC, { organization: ORGANIZATION, stream });
		return row;
	}

	async people(person: string): Promise<Array<[string, string]>> {
		const rows = await this.store.read(PEOPLE, { organization: ORGANIZATION, person });
		return rows.map(({ candidateId, knownBy }) => [candidateId, knownBy]);
	}
}
