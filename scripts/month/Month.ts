import { DAY_MS, HOUR_MS } from '../../sandbox/core/durations';
import { FaultSchema } from '../../sandbox/core/FaultBoard';
import { generateTraffic } from '../../sandbox/linkedin/activity/generateTraffic';
import { activityEntries } from './activityEntries';
import { companyEntries, type Sides } from './companyEntries';
import { applyEvent, hashOfEvents, makeEvents, type MonthEvent } from './events';
import { KillSwitch } from './KillSwitch';
import { Ledger } from './Ledger';
import { makeExports } from './makeExports';
import { COMPANY_BASE_MS, CONTRACT, type MonthStack, ORGANIZATION } from './MonthStack';
import { type MonthOptions, type Outage, planKills, planOutages, TICKS_AT_MS } from './planMonth';
import { Resurrections } from './Resurrections';

/** In the morning, a little after the tick of that hour. */
const EXPORTS_AT_MS = 8.5 * HOUR_MS + 150_000;
/** The first members of LinkedIn's directory are the odd ones. */
const EXPORTED_FROM = 20;
const ALWAYS = 1_000_000_000;

/** What happens to a company day by day, and n8n at work on it. */
export class Month {
	readonly ledger = new Ledger();

	readonly resurrections: Resurrections;

	readonly killSwitch: KillSwitch;

	readonly eventsHash: string;

	/** How often time was moved to an hour at which schedules go off. */
	ticks = 0;

	private readonly events: MonthEvent[];

	private readonly outages: readonly Outage[];

	private readonly sides: Sides;

	private happened = 0;

	private exportedFrom = EXPORTED_FROM;

	private outageOf = '';

	/**
	 * @param mapped seats whose InMails and notes count
	 * @param fromMs midnight of the first day
	 */
	constructor(
		private readonly stack: MonthStack,
		private readonly options: MonthOptions,
		mapped: ReadonlySet<string>,
		readonly fromMs: number,
		private readonly say: (line: string) => void,
	) {
		const { sandbox } = stack;
		const { seats, days, seed, activityPerDay } = options;
		this.events = makeEvents({ ...options, users: seats * 4, baseMs: COMPANY_BASE_MS, fromMs });
		this.eventsHash = hashOfEvents(this.events);
		this.outages = planOutages(options, fromMs);
		this.sides = { company: sandbox.context.company, held: sandbox.store.of(ORGANIZATION) };
		this.resurrections = new Resurrections(this.sides);
		this.killSwitch = new KillSwitch(stack, planKills(options, fromMs), say);
		if (activityPerDay > 0)
			generateTraffic(sandbox.room, {
				...{ contract: CONTRACT, seats, days, seed, fromMs },
				...{ perDay: activityPerDay, strangersPerMille: 100 },
			});
		for (const { versions } of sandbox.room.activity.allNotes())
			versions.splice(0, versions.length, ...versions.filter(({ atMs }) => atMs < this.untilMs));
		const activity = activityEntries(sandbox, mapped, untouchedBy(this.events));
		// Answers and edits are drawn up to three days later; behind the last day nothing new happens.
		this.ledger.add(...activity.filter(({ atMs }) => atMs < this.untilMs));
	}

	/** Midnight after the last day. */
	get untilMs(): number {
		return this.fromMs + this.options.days * DAY_MS;
	}

	/** One day, from midnight to midnight; behind the last one nothing new happens. */
	async day(nth: number): Promise<void> {
		const begunMs = Date.now();
		for (const after of this.options.ticksAtMs ?? TICKS_AT_MS)
			await this.tick(this.fromMs + nth * DAY_MS + after);
		const pending = this.ledger.pending(this.stack.conductor.now()).length;
		const seconds = ((Date.now() - begunMs) / 1000).toFixed(1);
		this.say(
			`day ${nth + 1}: ${this.happened} of ${this.events.length} changes, ${pending} events on their way, ${seconds} s`,
		);
	}

	private async tick(atMs: number): Promise<void> {
		const { conductor } = this.stack;
		const { killSwitch } = this;
		this.ticks += 1;
		await conductor.moveTo(atMs);
		this.breakAndMend(atMs);
		await killSwitch.arm(atMs);
		this.happenUntil(atMs);
		const isDead = (): boolean => killSwitch.isDead;
		do {
			// Schedules go off while webhooks and pushes come, and once more after n8n was killed.
			await conductor.moveTo(conductor.now(), true);
			await conductor.deliver(isDead);
		} while (await killSwitch.revive());
		this.resurrections.look();
		this.ledger.look(conductor.now());
	}

	private breakAndMend(atMs: number): void {
		const { faults } = this.stack.sandbox.context;
		const out = this.outages.filter(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
		const names = out.map(({ vendor }) => vendor).join();
		if (names === this.outageOf) return;
		this.outageOf = names;
		this.say(names === '' ? 'the outage is over' : `a day without ${names} begins`);
		faults.reset();
		faults.add(
			out.map(({ vendor }) =>
				FaultSchema.parse({ vendor, kind: 'status', status: 503, times: ALWAYS }),
			),
		);
	}

	private happenUntil(atMs: number): void {
		const { sandbox } = this.stack;
		for (let event = this.events[this.happened]; event && event.atMs <= atMs; ) {
			this.happen(event);
			this.happened += 1;
			event = this.events[this.happened];
		}
		// Nobody exports from a Recruiter that is out.
		const isTime = (atMs - this.fromMs) % DAY_MS === EXPORTS_AT_MS && atMs < this.untilMs;
		if (!isTime || this.outageOf === 'linkedin') return;
		const { exportsPerDay, seed } = this.options;
		const made = makeExports(sandbox, exportsPerDay, this.exportedFrom, seed);
		this.exportedFrom = made.next;
		this.ledger.add(...made.entries);
	}

	private happen(event: MonthEvent): void {
		const change = (): void => {
			applyEvent(this.sides.company, event);
		};
		if (event.quiet) this.stack.sandbox.context.live.quietly(change);
		else change();
		this.ledger.add(...companyEntries(this.sides, event));
	}
}

/** Whether a candidate keeps its id, its tags, and the address by which LinkedIn knows the person. */
function untouchedBy(events: readonly MonthEvent[]): (candidateId: string) => boolean {
	const touched = new Set<string>();
	for (const event of events) {
		if (event.record === 'deletion') touched.add(event.candidateId);
		if (event.record === 'merge') touched.add(event.losingId).add(event.winningId);
		if (event.record !== 'candidate') continue;
		const { before, after } = event;
		if (before?.email !== after.email || before?.tags.join() !== after.tags.join())
			touched.add(after.id);
	}
	return (id) => !touched.has(id);
}
