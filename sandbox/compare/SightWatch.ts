import type { CompanyChange } from '../company/Company';
import type { SightChange } from '../linkedin/LinkedInStore';
import type { Sight } from '../linkedin/sight';
import {
	type BothSides,
	jobView,
	linkedInSight,
	type PairSight,
	pairSight,
	type SeatHolder,
	seatHolders,
} from './sight';

/** Sight at LinkedIn that SmartRecruiters does not give. */
export interface Surplus extends PairSight {
	sinceMs: number;
	/** Whether LinkedIn showed more than before, or SmartRecruiters gave less. */
	cause: 'linkedInWrite' | 'smartRecruitersChange' | 'before';
}

export interface SightReport {
	on: boolean;
	/** Sight that a write at LinkedIn gave, while SmartRecruiters did not: there should never be any. */
	granted: Surplus[];
	/** Sight that outlived a change in SmartRecruiters longer than `graceMs`, seen at a write. */
	overdue: Surplus[];
	/** What is still there, not yet taken away. */
	open: Surplus[];
	/** What was taken away, and how long that took at most. */
	closed: { count: number; longestMs: number };
	/** Pairs that were looked at. */
	checks: number;
}

export interface WatchOptions {
	/** How long sight may outlive a change in SmartRecruiters; default: for ever. */
	graceMs: number;
	/** Which sight counts; default: by groups alone. */
	reasons: ReadonlyArray<Sight['why']>;
}

const DEFAULTS: WatchOptions = { graceMs: Number.POSITIVE_INFINITY, reasons: ['group'] };

/** Looks, at every write at LinkedIn and every change in SmartRecruiters, for sight that nobody should have. */
export class SightWatch {
	private options: WatchOptions | undefined;

	private granted: Surplus[] = [];

	private overdue = new Map<string, Surplus>();

	private open = new Map<string, Surplus>();

	private closed = { count: 0, longestMs: 0 };

	private checks = 0;

	constructor(
		private readonly organization: string,
		private readonly sides: () => BothSides,
		private readonly now: () => number,
	) {}

	/** What is surplus already is kept as such, and no write is blamed for it. */
	start(options: Partial<WatchOptions> = {}): void {
		this.stop();
		this.options = { ...DEFAULTS, ...options };
		const sides = this.sides();
		for (const holder of seatHolders(sides.seats))
			for (const jobId of sides.records.jobs.keys()) this.look(sides, holder, jobId, 'before');
	}

	stop(): void {
		this.options = undefined;
		this.granted = [];
		this.overdue.clear();
		this.open.clear();
		this.closed = { count: 0, longestMs: 0 };
		this.checks = 0;
	}

	report(): SightReport {
		return {
			on: this.options !== undefined,
			granted: this.granted,
			overdue: [...this.overdue.values()],
			open: [...this.open.values()],
			closed: this.closed,
			checks: this.checks,
		};
	}

	/** A write at LinkedIn. */
	linkedInChanged(organization: string, change: SightChange): void {
		if (!this.options || organization !== this.organization) return;
		const sides = this.sides();
		const { acls, jobs } = sides.records;
		const people = seatHolders(sides.seats);
		const look = (holders: readonly SeatHolder[], ids: Iterable<string>): void => {
			for (const jobId of ids)
				for (const holder of holders) this.look(sides, holder, jobId, 'linkedInWrite');
		};
		switch (change.kind) {
			case 'entityAcl': {
				const members = acls.peopleOfGroup('JOB_POSTING', change.group);
				const everyone = change.group === sides.rules.everyoneGroup;
				look(everyone ? people : people.filter(({ person }) => members.has(person)), [
					change.entityId,
				]);
				break;
			}
			case 'assignee':
				look(
					people.filter(({ person }) => person === change.assignee),
					acls.entitiesOfGroup('JOB_POSTING', change.group),
				);
				break;
			case 'job':
				look(people, [change.jobId]);
				break;
			case 'configuration':
				look(people, jobs.keys());
		}
		this.noteOverdue();
	}

	/** A change in SmartRecruiters. */
	companyChanged(change: CompanyChange): void {
		if (!this.options || change.kind === 'candidate') return;
		const sides = this.sides();
		const people = seatHolders(sides.seats);
		const cause = 'smartRecruitersChange';
		if (change.kind === 'user') {
			const holders = people.filter(({ userId }) => userId === change.after.id);
			for (const jobId of sides.records.jobs.keys())
				for (const holder of holders) this.look(sides, holder, jobId, cause);
			return;
		}
		const jobId = change.kind === 'team' ? change.jobId : change.after.id;
		for (const holder of people) this.look(sides, holder, jobId, cause);
	}

	private look(sides: BothSides, holder: SeatHolder, jobId: string, cause: Surplus['cause']): void {
		this.checks += 1;
		const nowMs = this.now();
		const key = `${holder.person} ${jobId}`;
		const { sees, why } = linkedInSight(sides, holder.person, jobId);
		// What LinkedIn hides cannot be too much: SmartRecruiters is asked about the rest alone.
		const counts = sees && (this.options?.reasons.includes(why) ?? false);
		const pair = counts && pairSight(sides, holder, jobView(sides, jobId));
		if (pair && !pair.smartRecruiters.sees) {
			if (this.open.has(key)) return;
			const surplus = { ...pair, sinceMs: nowMs, cause };
			this.open.set(key, surplus);
			if (cause === 'linkedInWrite') this.granted.push(surplus);
			return;
		}
		const known = this.open.get(key);
		if (!known) return;
		this.open.delete(key);
		this.closed.count += 1;
		this.closed.longestMs = Math.max(this.closed.longestMs, nowMs - known.sinceMs);
	}

	private noteOverdue(): void {
		const graceMs = this.options?.graceMs ?? 0;
		const nowMs = this.now();
		for (const [key, surplus] of this.open)
			if (nowMs - surplus.sinceMs > graceMs) this.overdue.set(key, surplus);
	}
}
