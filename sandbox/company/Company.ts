import type {
	CompanyApplication,
	CompanyCandidate,
	CompanyJob,
	CompanyUser,
	TeamMember,
} from './entities';
import { candidateId, type CompanyShape, makeCandidate } from './makeCandidate';
import { jobId, makeJob } from './makeJob';
import { makeTeam } from './makeTeam';
import { makeUser } from './makeUser';
import { uuidToIndex } from './random';
import { makeWordPools } from './WordPools';

export interface CompanyOptions {
	seed: number;
	people: number;
	/** Default: one for 25 people, at least 12. */
	jobs?: number;
	/** Users of SmartRecruiters; default 40. */
	users?: number;
	/** People on each job's hiring team; default 3 to 6, by job. */
	teamSize?: number;
	/** Everything generated lies before this time. */
	baseMs: number;
}

/** Larger companies cost no memory: record for record is made when it is asked for. */
const MOST_KEPT = 5_000;
const KIND_JOB = 1;
const KIND_CANDIDATE = 3;
const DEFAULT_USERS = 40;

/** What has happened to a company since it was generated. */
export interface CompanyState {
	jobs: CompanyJob[];
	/** By id; `null` for those deleted or merged away. */
	candidates: Array<[string, CompanyCandidate | null]>;
	/** Ids of those who came later, in order. */
	created: string[];
	/** By job id: hiring teams that have changed. Absent in files of before they were kept. */
	teams?: Array<[string, readonly TeamMember[]]>;
	/** Users that have changed. */
	users?: CompanyUser[];
}

/** What changed; `before` or `after` is absent for who came or went. */
export type CompanyChange =
	| {
			kind: 'candidate';
			before?: CompanyCandidate;
			after?: CompanyCandidate;
			/** Set when the change is part of a merge. */
			mergedIntoId?: string;
			/** Epoch milliseconds, when it is not now. */
			atMs?: number;
	  }
	| { kind: 'job'; before?: CompanyJob; after: CompanyJob }
	| {
			kind: 'team';
			jobId: string;
			before: readonly TeamMember[];
			after: readonly TeamMember[];
			/** Epoch milliseconds, when it is not now. */
			atMs?: number;
	  }
	| { kind: 'user'; before: CompanyUser; after: CompanyUser };

/**
 * The source company: generated from a seed on demand, so its size costs no memory; only what has changed since is
 * kept. Record `i` is the same whenever it is asked for.
 */
export class Company {
	readonly shape: CompanyShape;

	private readonly jobChanges = new Map<string, CompanyJob>();

	/** Changed or created candidates; `null` for those deleted or merged away. */
	private readonly candidateChanges = new Map<string, CompanyCandidate | null>();

	private readonly kept: CompanyCandidate[] = [];

	/** Ids of created candidates, in order: they come behind the generated ones. */
	private readonly created: string[] = [];

	private readonly people: CompanyUser[];

	private readonly peopleAt = new Map<string, number>();

	private readonly changedUsers = new Set<string>();

	private readonly teams = new Map<string, readonly TeamMember[]>();

	private readonly teamSize: number | undefined;

	/** Told of every change, after it has happened. */
	onChange: ((change: CompanyChange) => void) | undefined;

	constructor(options: CompanyOptions) {
		const { seed, people, baseMs, users = DEFAULT_USERS } = options;
		const jobs = options.jobs ?? Math.max(12, Math.floor(people / 25));
		this.shape = { seed, people, jobs, baseMs, pools: makeWordPools(seed) };
		this.people = Array.from({ length: users }, (_, index) => makeUser(this.shape, index));
		for (const [at, { id }] of this.people.entries()) this.peopleAt.set(id, at);
		this.teamSize = options.teamSize;
	}

	get users(): readonly CompanyUser[] {
		return this.people;
	}

	userById(id: string): CompanyUser | undefined {
		return this.people[this.peopleAt.get(id) ?? -1];
	}

	/** @returns whether there is such a user */
	changeUser(id: string, change: Partial<Omit<CompanyUser, 'id'>>): boolean {
		const at = this.peopleAt.get(id) ?? -1;
		const before = this.people[at];
		if (!before) return false;
		const after = { ...before, ...change };
		this.people[at] = after;
		this.changedUsers.add(id);
		this.onChange?.({ kind: 'user', before, after });
		return true;
	}

	/** A job's hiring team; empty for a job that is not known. */
	teamOf(jobIdOf: string): readonly TeamMember[] {
		const changed = this.teams.get(jobIdOf);
		if (changed) return changed;
		const { seed, jobs } = this.shape;
		const index = uuidToIndex(seed, KIND_JOB, jobIdOf);
		return index === undefined || index >= jobs
			? []
			: makeTeam(seed, index, this.people, this.teamSize);
	}

	/** Puts a whole hiring team in place; at a time in epoch milliseconds, when it is not now. */
	changeTeam(jobIdOf: string, team: readonly TeamMember[], atMs?: number): void {
		const before = this.teamOf(jobIdOf);
		this.teams.set(jobIdOf, team);
		this.onChange?.({
			kind: 'team',
			jobId: jobIdOf,
			before,
			after: team,
			...(atMs !== undefined && { atMs }),
		});
	}

	get jobCount(): number {
		return this.shape.jobs;
	}

	job(index: number): CompanyJob {
		const { seed, pools, baseMs } = this.shape;
		return this.jobChanges.get(jobId(seed, index)) ?? makeJob(seed, index, pools, baseMs);
	}

	jobById(id: string): CompanyJob | undefined {
		const index = uuidToIndex(this.shape.seed, KIND_JOB, id);
		return index !== undefined && index < this.shape.jobs ? this.job(index) : undefined;
	}

	changeJob(job: CompanyJob): void {
		const before = this.jobById(job.id);
		this.jobChanges.set(job.id, job);
		this.onChange?.({ kind: 'job', ...(before && { before }), after: job });
	}

	/** How many positions a list over all candidates has, gaps included. */
	get positions(): number {
		return this.shape.people + this.created.length;
	}

	/** The candidate at a position; `undefined` when it was deleted or merged away. */
	candidateAt(position: number): CompanyCandidate | undefined {
		const { seed, people } = this.shape;
		if (position >= people) {
			const id = this.created[position - people];
			return (id && this.candidateChanges.get(id)) || undefined;
		}
		if (this.candidateChanges.size > 0) {
			const change = this.candidateChanges.get(candidateId(seed, position));
			if (change !== undefined) return change ?? undefined;
		}
		return this.generated(position);
	}

	/** Small companies are searched over and over: their people are made once. */
	private generated(index: number): CompanyCandidate {
		if (this.shape.people > MOST_KEPT) return makeCandidate(this.shape, index);
		return (this.kept[index] ??= makeCandidate(this.shape, index));
	}

	candidateById(id: string): CompanyCandidate | undefined {
		const change = this.candidateChanges.get(id);
		if (change !== undefined) return change ?? undefined;
		const index = uuidToIndex(this.shape.seed, KIND_CANDIDATE, id);
		return index !== undefined && index < this.shape.people ? this.generated(index) : undefined;
	}

	/** Puts a new or a changed candidate in place. */
	putCandidate(candidate: CompanyCandidate): void {
		const before = this.candidateById(candidate.id);
		if (!before && !this.candidateChanges.has(candidate.id)) this.created.push(candidate.id);
		this.candidateChanges.set(candidate.id, candidate);
		this.onChange?.({ kind: 'candidate', ...(before && { before }), after: candidate });
	}

	deleteCandidate(id: string, atMs?: number): void {
		this.remove(id, { ...(atMs !== undefined && { atMs }) });
	}

	private remove(id: string, circumstances: { mergedIntoId?: string; atMs?: number }): void {
		const before = this.candidateById(id);
		this.candidateChanges.set(id, null);
		if (before) this.onChange?.({ kind: 'candidate', before, ...circumstances });
	}

	/** The losing candidate's applications move over, where the winner has none on that job; its id vanishes. */
	mergeCandidates(losingId: string, winningId: string, nowMs: number): boolean {
		const losing = this.candidateById(losingId);
		const winning = this.candidateById(winningId);
		if (!losing || !winning || losing.id === winning.id) return false;
		const has = new Set(winning.applications.map((one) => one.jobId));
		const moved: CompanyApplication[] = losing.applications.filter((one) => !has.has(one.jobId));
		this.putCandidate({
			...winning,
			applications: [...winning.applications, ...moved],
			updatedOn: nowMs,
		});
		this.remove(losingId, { mergedIntoId: winning.id, atMs: nowMs });
		return true;
	}

	/** Candidates in list order; those of the talent pool only are among them. */
	*candidates(): Generator<CompanyCandidate> {
		for (let position = 0; position < this.positions; position += 1) {
			const candidate = this.candidateAt(position);
			if (candidate) yield candidate;
		}
	}

	/** What differs from what the seed gives, as plain data for a state file. */
	dump(): CompanyState {
		return {
			jobs: [...this.jobChanges.values()],
			candidates: [...this.candidateChanges],
			created: [...this.created],
			teams: [...this.teams],
			users: this.people.filter(({ id }) => this.changedUsers.has(id)),
		};
	}

	/** Goes on from such a state; nobody is told of it. */
	load({ jobs, candidates, created, teams = [], users = [] }: CompanyState): void {
		for (const [id, team] of teams) this.teams.set(id, team);
		for (const user of users) {
			const at = this.peopleAt.get(user.id);
			if (at === undefined) continue;
			this.people[at] = user;
			this.changedUsers.add(user.id);
		}
		for (const job of jobs) this.jobChanges.set(job.id, job);
		for (const [id, candidate] of candidates) this.candidateChanges.set(id, candidate);
		this.created.push(...created);
	}

	/** Whether anything differs from what the seed gives. */
	get pristine(): boolean {
		return this.candidateChanges.size === 0 && this.jobChanges.size === 0;
	}
}
