import { type ActivityComparison, compareActivity } from '../../sandbox/compare/compareActivity';
import type { Sandbox } from '../../sandbox/createSandbox';
import { HOUR_MS, MINUTE_MS } from '../../src/basics/durations';
import { ConnectorError } from '../../src/errors/ConnectorError';
import { pollActivity } from '../../src/operations/activity/pollActivity';
import type { Runtime } from '../../src/operations/Runtime';
import { ACTIVITY, PARKED } from '../../src/state/tables';
import { ActivityOffice, CONTRACT } from '../support/ActivityOffice';
import { Mortal, type MortalStep } from '../support/Mortal';

/** As RSC Trigger asks, with n8n's time for a poll. */
const POLL_MS = 280_000;
const LOOK_BACK_MS = 12 * HOUR_MS;
const MOST_EVENTS = 5_000;
/** Defaults of the operation Catch Up. */
const READ_EVERY_MS = 20 * HOUR_MS;
const DAYS = 3;

export interface WorkflowOptions {
	/** Seats that RSC Trigger asks for. */
	seats: readonly string[];
	/** Those of them whose holders are mapped. */
	mapped: ReadonlySet<string>;
	/** How far n8n's clock is ahead of the vendors'. */
	skewMs: number;
	/** Asked at every step of a run; true kills n8n there. */
	kill: (step: MortalStep) => boolean;
}

/**
 * Workflow 04 without n8n: RSC Trigger's poll and what its nodes call, with Data Tables in memory. A kill ends the run;
 * the tables and what n8n stored for the trigger survive it, what n8n held in memory does not.
 */
export class ActivityWorkflow {
	kills = 0;

	private readonly office: SkewedOffice;

	/** The trigger's static data: as n8n has stored it, and as it holds it in memory. */
	private stored: string | undefined;

	private inMemory: string | undefined;

	private constructor(
		readonly sandbox: Sandbox,
		private readonly options: WorkflowOptions,
	) {
		this.office = new SkewedOffice(sandbox, options.skewMs);
	}

	static async open(sandbox: Sandbox, options: WorkflowOptions): Promise<ActivityWorkflow> {
		const workflow = new ActivityWorkflow(sandbox, options);
		await workflow.office.connect();
		await workflow.office.mapSeats([...options.mapped]);
		await workflow.office.learnMatches();
		return workflow;
	}

	get mapped(): ReadonlySet<string> {
		return this.options.mapped;
	}

	/** The trigger's poll, and Write to SmartRecruiters behind it. */
	async poll(): Promise<void> {
		await this.run(async (life) => {
			const runtime = this.office.runtime();
			const { events, state } = await pollActivity(
				runtime.linkedIn,
				runtime,
				{
					contracts: [CONTRACT],
					seats: this.options.seats,
					kinds: ['inMail', 'prospectNote', 'stub'],
					lookBackMs: LOOK_BACK_MS,
					everyMs: 30 * MINUTE_MS,
				},
				this.inMemory ?? this.stored,
				{ stopAtMs: runtime.effects.now() + POLL_MS, maxEvents: MOST_EVENTS },
			);
			// n8n stores the state when items are emitted, before the execution has done anything; else it keeps it in memory.
			this.inMemory = state;
			if (events.length === 0) return;
			this.stored = state;
			await life.pass();
			await this.office.write(events);
		});
	}

	/** What the schedule of every half hour runs. */
	async catchUp(): Promise<void> {
		await this.run(
			async () => await this.office.catchUp({ days: DAYS, readEveryMs: READ_EVERY_MS }),
		);
	}

	/** What the schedule of every minute runs. */
	async importPast(): Promise<void> {
		await this.run(async () => await this.office.importPast());
	}

	compare(): ActivityComparison {
		return compareActivity(this.sandbox.room, this.sandbox.notes, this.mapped);
	}

	async parkedByCode(): Promise<Record<string, number>> {
		return await this.office.parked();
	}

	/** How many notes people are told to remove by hand, each by its mark. */
	async notesToRemoveByHand(): Promise<number> {
		const rows = await this.office.store.read(PARKED, { code: 'REMOVE_BY_HAND' });
		return rows.flatMap(({ reason }) => reason.match(/LI-\S+ \d+/g) ?? []).length;
	}

	/** From Recruiter to the note, of everything that is written; sorted. */
	async lagSeconds(): Promise<number[]> {
		const rows = await this.office.store.read(ACTIVITY, { state: 'written' });
		return rows.map(({ lagSeconds }) => lagSeconds).sort((a, b) => a - b);
	}

	/** A refusal ends the execution, and so does a kill, n8n with it; the next tick comes all the same. */
	private async run(work: (life: Mortal) => Promise<unknown>): Promise<void> {
		const life = new Mortal(this.options.kill);
		this.office.life = life;
		try {
			const end = await Promise.race([life.death, work(life)]);
			if (end !== 'killed') return;
			this.kills += 1;
			this.inMemory = undefined;
		} catch (error) {
			if (!(error instanceof ConnectorError)) throw error;
		}
	}
}

/** n8n's clock is not the vendors'. */
class SkewedOffice extends ActivityOffice {
	constructor(
		sandbox: Sandbox,
		private readonly skewMs: number,
	) {
		super(sandbox);
	}

	override runtime(): Runtime {
		const runtime = super.runtime();
		const { effects } = runtime;
		return {
			...runtime,
			effects: {
				now: () => effects.now() + this.skewMs,
				sleep: async (ms) => {
					await effects.sleep(ms);
				},
			},
		};
	}
}
