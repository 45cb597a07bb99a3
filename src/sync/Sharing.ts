import { ConfigurationError } from '../errors/ConfigurationError';
import { type ResolvedDepartments, resolveDepartments } from '../mapping/resolveDepartments';
import type { Author } from '../mapping/reviewToFeedback';
import {
	type JobFacts,
	type JobVisibility,
	jobVisibility,
	personWithheld,
	type Withholding,
} from '../mapping/SharingRules';
import { listDepartments } from '../smartrecruiters/departments';
import { readJobs } from '../smartrecruiters/jobs';
import type { SrJobListItem } from '../smartrecruiters/schemas';
import type { SmartRecruitersApi } from '../smartrecruiters/SmartRecruitersApi';
import { getUserName } from '../smartrecruiters/userNames';
import { isOpenToAll, type VisibilityRules } from '../mapping/visibility';
import type { Barred } from '../state/Deletions';
import type { StoredSharing, VisibilityChoice } from '../state/Settings';
import { DeletedPeople, type ReadBarred } from './DeletedPeople';
import { kept } from './kept';
import { isConfidentialToTeam, toVisibilityRules } from './visibility/toVisibilityRules';

/** What is known of a person when it is decided whether they leave. */
export interface Judged {
	id: string;
	tags: readonly string[];
	consent?: string | undefined;
	jobIds: readonly string[];
	/** Whether SmartRecruiters has just shown this very candidate, not only an entry of a list. */
	seen?: boolean;
}

const NO_JOBS: ReadonlySet<string> = new Set();

/** The rules of one run, with what has to be looked up for them; each look-up happens once a run. */
export class Sharing {
	private hidden: Promise<ReadonlySet<string>> | undefined;

	private all: Promise<readonly string[]> | undefined;

	private readonly authors = new Map<string, Promise<Author | undefined>>();

	private readonly deleted: DeletedPeople;

	private constructor(
		readonly rules: StoredSharing,
		private readonly departments: ResolvedDepartments,
		readBarred: ReadBarred,
		private readonly api: SmartRecruitersApi,
		/** Who sees jobs in Recruiter; absent where everybody does. */
		readonly visibility: VisibilityRules | undefined,
		/** Whether confidential jobs are sent now, for their hiring team alone. */
		private readonly sharesConfidential: boolean,
	) {
		this.deleted = new DeletedPeople(readBarred);
	}

	/**
	 * Reads what the rules name. A department that does not exist would hide nothing, and let out what was to stay: that
	 * stops the run.
	 *
	 * @param sight who sees jobs in Recruiter, and whether LinkedIn shows a job to nobody now who is in none of its groups: only
	 * then confidential jobs are sent for their hiring team
	 * @throws ConfigurationError
	 */
	static async open(
		rules: StoredSharing,
		readBarred: ReadBarred,
		api: SmartRecruitersApi,
		{ choice, isRestricted = false }: { choice?: VisibilityChoice; isRestricted?: boolean } = {},
	): Promise<Sharing> {
		const { departmentsNeverSent, departmentsKeptPrivate } = rules;
		const chosen = choice?.who === 'team' ? choice : undefined;
		const named =
			departmentsNeverSent.length + departmentsKeptPrivate.length > 0 ||
			(chosen !== undefined && chosen.openDepartments.length + chosen.accessGroups.length > 0);
		const known = named ? await listDepartments(api) : [];
		const neverSent = resolveDepartments(departmentsNeverSent, known);
		const keptPrivate = resolveDepartments(departmentsKeptPrivate, known);
		for (const [rule, { unknown }] of [
			['Departments Never Sent', neverSent],
			['Departments Kept Private', keptPrivate],
		] as const) {
			if (unknown === 0) continue;
			throw new ConfigurationError(
				`"${rule}" names a department that SmartRecruiters does not have`,
				'Choose it from the list again. Nothing was sent: a rule that matches nothing would let those jobs through.',
			);
		}
		const departments = { neverSent: neverSent.found, keptPrivate: keptPrivate.found };
		return new Sharing(
			rules,
			departments,
			readBarred,
			api,
			chosen && toVisibilityRules(chosen, known),
			isRestricted && chosen !== undefined && isConfidentialToTeam(chosen),
		);
	}

	/** Where a job may be seen, apart from what the admin chose for all. */
	visibilityOf(job: JobFacts): JobVisibility {
		const visibility = jobVisibility(job, this.rules, this.departments);
		return visibility === 'never' && this.sharesConfidential ? 'team alone' : visibility;
	}

	/** Whether only groups see a job in Recruiter; `undefined` where access lists are not in use. */
	accessRestricted(job: JobFacts): boolean | undefined {
		// Confidential and an exception for everybody: confidential counts.
		if (this.visibilityOf(job) === 'team alone') return true;
		return this.visibility && !isOpenToAll(job, this.visibility);
	}

	/** Jobs that are not sent, nor applications to them. */
	async hiddenJobs(): Promise<ReadonlySet<string>> {
		return this.sharesConfidential ? NO_JOBS : await this.confidentialJobs();
	}

	/** Jobs that the rules keep back, also where they are sent for their hiring team alone. */
	async confidentialJobs(): Promise<ReadonlySet<string>> {
		this.hidden ??= kept(this.findHiddenJobs(), () => {
			this.hidden = undefined;
		});
		return await this.hidden;
	}

	/** Every job that SmartRecruiters has, in the order of the ids, so that work on them can rest and go on. */
	async allJobIds(): Promise<readonly string[]> {
		this.all ??= kept(
			this.listJobIds({}, () => true),
			() => {
				this.all = undefined;
			},
		);
		return await this.all;
	}

	/** Looks up whether these were deleted before, at once rather than one by one. */
	async lookUp(candidateIds: readonly string[]): Promise<void> {
		await this.deleted.lookUp(candidateIds);
	}

	/**
	 * Looks up anew from here on who was deleted: what was deleted meanwhile is stored by now.
	 *
	 * @param lifted who is there after all
	 */
	renew(lifted: readonly string[] = []): void {
		this.deleted.renew(lifted);
	}

	/** Whether this candidate was deleted at LinkedIn and must not come back. */
	async barred(candidateId: string): Promise<Barred | undefined> {
		return (await this.deleted.of(candidateId))?.barred;
	}

	/** Whether LinkedIn had held this candidate when they were deleted there. */
	async wasHeld(candidateId: string): Promise<boolean> {
		return (await this.deleted.of(candidateId))?.found ?? false;
	}

	/** Why a person does not leave, if so. */
	async withheld(person: Judged): Promise<Withholding | undefined> {
		const barred = await this.barred(person.id);
		if (barred === 'always' || (barred && !person.seen)) return 'deleted before';
		const why = personWithheld(person, this.rules);
		if (why) return why;
		if (person.jobIds.length === 0) return 'no application';
		// LinkedIn has access lists for jobs, and none for candidates: a person would be seen by everybody.
		const hidden = await this.confidentialJobs();
		return person.jobIds.every((jobId) => hidden.has(jobId)) ? 'confidential jobs only' : undefined;
	}

	/** Who a SmartRecruiters user is. */
	async author(userId: string | undefined): Promise<Author | undefined> {
		if (!userId) return undefined;
		const known =
			this.authors.get(userId) ??
			kept(getUserName(this.api, userId), () => {
				this.authors.delete(userId);
			});
		this.authors.set(userId, known);
		return await known;
	}

	private async findHiddenJobs(): Promise<ReadonlySet<string>> {
		const { neverSent } = this.departments;
		const hidden = new Set(
			this.rules.jobsNeverSent.flatMap((id) => [id.trim(), id.trim().toLowerCase()]),
		);
		if (neverSent.departments.length === 0) return hidden;
		// SmartRecruiters looks for labels, exactly as they are written (reference §4.1).
		const labels = neverSent.departments.flatMap(({ label }) => [label, label.trim()]);
		const ids = await this.listJobIds(
			{ departments: [...new Set(labels)] },
			({ department }) => department?.id === undefined || neverSent.holds(department),
		);
		for (const id of ids) hidden.add(id);
		return hidden;
	}

	/** The ids of jobs, those included that cannot be read: a job that stays inside does not leave by an oddity. */
	private async listJobIds(
		query: { departments?: string[] },
		wanted: (job: SrJobListItem) => boolean,
	): Promise<string[]> {
		const ids: string[] = [];
		for await (const { content, malformed } of readJobs(this.api, query)) {
			ids.push(...content.filter(wanted).map(({ id }) => id));
			ids.push(...malformed.map(({ recordId }) => recordId));
		}
		return ids.sort();
	}
}
