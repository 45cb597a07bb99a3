import type { Sandbox } from '../../sandbox/createSandbox';
import { type ActivityComparison, compareActivity } from '../../sandbox/compare/compareActivity';
import { type ActivityEvent, contentHash } from '../../src/linkedin/activityEvent';
import { readInMails } from '../../src/linkedin/conversationEvents';
import { readMailStubs } from '../../src/linkedin/mailStubs';
import { readProspectNotes } from '../../src/linkedin/prospectNotes';
import type { TimeRange, WindowRead } from '../../src/linkedin/readWindow';
import { type Connection, openSmartRecruiters } from '../../src/operations/connect';
import { WaitLedger } from '../../src/http/WaitLedger';
import { readLedgerRow, toLedgerRow } from '../../src/operations/activity/ledger';
import { pollActivity } from '../../src/operations/activity/pollActivity';
import { openActivity } from '../../src/operations/activity/openActivity';
import { knownCandidates, type PersonRow } from '../../src/operations/activity/whoIsIt';
import { writeActivity, type WriteOutcome } from '../../src/operations/activity/writeActivity';
import { WriteDesk, type WriteOptions } from '../../src/operations/activity/WriteDesk';
import { sandboxConnection } from './sandboxConnection';

export const ORGANIZATION = 'urn:li:organization:1000';
const HOUR_MS = 3_600_000;
const PACE = 'LinkedIn InMails per member and minute';

/** Thrown where a test kills n8n: nothing after it happens. */
export class Killed extends Error {}

type LedgerRow = ReturnType<typeof toLedgerRow>;
export type Step = 'polled' | 'marked' | 'wrote' | 'stored';

/**
 * Workflow 04 without n8n: the same steps in the same order around the same operations, with Data Tables as maps. What it
 * keeps in maps survives a kill, what it holds in variables does not.
 */
export class ActivityRig {
	readonly ledger = new Map<string, LedgerRow>();

	readonly people = new Map<string, PersonRow[]>();

	readonly parked = new Map<
		string,
		{ event: ActivityEvent; code: string; attempts: number; lastMs: number }
	>();

	/** The trigger's static data: as n8n has stored it, and as it holds it in memory. */
	private stored: string | undefined;

	private inMemory: string | undefined;

	/** When the last complete Reconcile began; a Data Table keeps it. */
	private reconciledAtMs: number;

	readonly outcomes: Record<string, number> = {};

	/** Called at every step, with the number of the step; may throw `Killed`. */
	at: (step: Step, nth: number) => void = () => undefined;

	private steps = 0;

	readonly connection: Connection;

	constructor(
		readonly sandbox: Sandbox,
		readonly contract: string,
		readonly seats: readonly string[],
		readonly mapped: ReadonlySet<string>,
		private readonly options: Partial<WriteOptions> & { skewMs?: number; lookBackMs?: number } = {},
	) {
		this.connection = sandboxConnection(sandbox);
		const { effects } = this.connection;
		const { skewMs = 0 } = options;
		this.connection.effects = {
			now: () => effects.now() + skewMs,
			sleep: async (ms) => {
				await effects.sleep(ms);
			},
		};
		this.reconciledAtMs = this.now();
	}

	now(): number {
		return this.connection.effects.now();
	}

	/** What Get Matches tells: every candidate whom LinkedIn recognises; several for one person are nobody for certain. */
	learnMatches(): void {
		for (const { urn, candidateIds } of this.sandbox.room.members.all()) {
			if (candidateIds.length === 0) continue;
			this.people.set(
				urn,
				candidateIds.map((candidateId) => ({ candidateId, knownBy: 'match' })),
			);
		}
	}

	/** One poll of RSC Trigger, then the workflow. */
	async poll(): Promise<number> {
		const { connection, contract, seats, options } = this;
		const { events, state } = await pollActivity(
			connection.linkedIn,
			connection,
			{
				contracts: [contract],
				seats: [...seats],
				kinds: ['inMail', 'prospectNote', 'stub'],
				lookBackMs: options.lookBackMs ?? 12 * HOUR_MS,
			},
			this.inMemory ?? this.stored,
			{ stopAtMs: this.now() + 280_000, maxEvents: 5_000 },
		);
		// n8n stores the state when items are emitted, before the execution has done anything; else it keeps it in memory.
		this.inMemory = state;
		if (events.length > 0) this.stored = state;
		this.step('polled');
		await this.deliver(events);
		return events.length;
	}

	/** What a kill leaves of the trigger's state. */
	restart(): void {
		this.inMemory = undefined;
	}

	/**
	 * Once a day, or as soon as the last one did not come to its end: reads some days again, at least back to the last
	 * complete one, and writes what is missing.
	 */
	async reconcile(days: number): Promise<void> {
		const begunAtMs = this.now();
		if (begunAtMs < this.reconciledAtMs + 24 * HOUR_MS) return;
		const to = begunAtMs + 1;
		const back = Math.min(to - days * 24 * HOUR_MS, this.reconciledAtMs - 12 * HOUR_MS);
		let complete = true;
		for (let fromMs = back; fromMs < to; fromMs += 12 * HOUR_MS) {
			const range = { fromMs, toMs: Math.min(to, fromMs + 12 * HOUR_MS) };
			const read = await this.read(range, 24 * HOUR_MS);
			complete &&= read.complete;
			await this.deliver(read.found);
		}
		if (complete) this.reconciledAtMs = begunAtMs;
	}

	/** What is parked, all of it, or as often as it makes sense: soon at first, once a day in the end. */
	async retryParked({ all = true } = {}): Promise<void> {
		const due = [...this.parked.values()].filter(({ code, attempts, lastMs }) => {
			const waitMs = Math.min(24 * HOUR_MS, (HOUR_MS / 4) * 2 ** attempts);
			return all || (code !== 'REMOVE_BY_HAND' && this.now() >= lastMs + waitMs);
		});
		await this.deliver(due.map(({ event }) => event));
	}

	/** The sub-workflow: only mapped seats, only what is new, mark, write, store. */
	async deliver(events: readonly ActivityEvent[]): Promise<void> {
		const order = { stub: 0, prospectNote: 1, inMail: 2 };
		const due = events
			.filter(({ seat }) => this.mapped.has(seat))
			.filter((event) => this.needsWriting(event))
			.sort((a, b) => order[a.kind] - order[b.kind]);
		if (due.length === 0) return;
		const before = new Map(due.map(({ activityId }) => [activityId, this.ledger.get(activityId)]));
		for (const event of due) {
			const row = this.ledger.get(event.activityId);
			const fresh = toLedgerRow(ORGANIZATION, event, readLedgerRow(row));
			this.ledger.set(event.activityId, {
				...fresh,
				state: 'writing',
				contentHash: contentHash(event),
			});
		}
		this.step('marked');
		const desk = this.desk();
		const results: Array<{ event: ActivityEvent; outcome: WriteOutcome }> = [];
		for (const event of due) {
			const outcome = await writeActivity(desk, {
				event,
				held: readLedgerRow(before.get(event.activityId)),
				people: (event.person && this.people.get(event.person)) || [],
				seatName: this.sandbox.seats.byUrn(event.seat)?.lastName ?? '',
			});
			this.step('wrote');
			results.push({ event, outcome });
		}
		for (const { event, outcome } of results) {
			this.store(event, outcome);
			this.step('stored');
		}
	}

	compare(): ActivityComparison {
		return compareActivity(this.sandbox.room, this.sandbox.notes, this.mapped);
	}

	/** Codes of what is parked, counted. */
	parkedByCode(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const { code } of this.parked.values()) counts[code] = (counts[code] ?? 0) + 1;
		return counts;
	}

	private step(step: Step): void {
		this.steps += 1;
		this.at(step, this.steps);
	}

	private needsWriting(event: ActivityEvent): boolean {
		const row = this.ledger.get(event.activityId);
		if (!row || row.contentHash !== contentHash(event)) return true;
		const [known, second] = knownCandidates((event.person && this.people.get(event.person)) || []);
		const moved = Boolean(known) && second === undefined && known !== row.candidateId;
		return row.state === 'deleted' ? false : row.state !== 'written' || moved;
	}

	private store(event: ActivityEvent, { action, entry, review, learned }: WriteOutcome): void {
		this.outcomes[review?.code ?? action] = (this.outcomes[review?.code ?? action] ?? 0) + 1;
		this.ledger.set(event.activityId, toLedgerRow(ORGANIZATION, event, entry));
		if (learned)
			this.people.set(learned.person, [{ candidateId: learned.candidateId, knownBy: 'stub' }]);
		const before = this.parked.get(event.activityId);
		if (!review) this.parked.delete(event.activityId);
		else
			this.parked.set(event.activityId, {
				event,
				code: review.code,
				attempts: (before?.attempts ?? 0) + 1,
				lastMs: this.now(),
			});
	}

	private desk(): WriteDesk {
		const { enrich = true, createCandidates = false, tags = [] } = this.options;
		const frame = { deadlineMs: this.now() + 300_000, ledger: new WaitLedger() };
		const { api } = openSmartRecruiters(this.connection.smartRecruiters, this.connection, frame);
		return new WriteDesk(api, this.connection.effects, ORGANIZATION, {
			enrich,
			createCandidates,
			tags,
		});
	}

	/** All kinds of all seats; ends early when LinkedIn cannot be reached. */
	private async read(
		range: TimeRange,
		timeLimitMs: number,
	): Promise<{ found: ActivityEvent[]; complete: boolean }> {
		const { contract, seats } = this;
		const { reader } = openActivity(
			this.connection.linkedIn,
			this.connection,
			this.now() + timeLimitMs,
		);
		const found: ActivityEvent[] = [];
		let complete = true;
		let closed = false;
		const take = async (read: (from: TimeRange) => Promise<WindowRead>): Promise<void> => {
			if (closed) {
				complete = false;
				return;
			}
			const result = await read(range);
			found.push(...result.events);
			if (result.position || result.unsettled) complete = false;
			closed = result.pause !== undefined && result.pause.limit !== PACE;
		};
		await take((from) => readMailStubs(reader, { seats, contract }, from));
		await take((from) => readProspectNotes(reader, { seats, contract }, from));
		for (const seat of seats) await take((from) => readInMails(reader, { seat, contract }, from));
		return { found, complete };
	}
}
