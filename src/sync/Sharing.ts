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
import type { Barred, BarredPerson } from '../state/Deletions';
import type { StoredSharing, VisibilityChoice } from '../state/Settings';
import { PAGES_AT_ONCE } from './overlapped';
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

/** Which candidates were deleted at LinkedIn and must not come back. */
export interface ReadBarred {
	/** Of these, asked by key. */
	of: (candidateIds: readonly string[]) => Promise<ReadonlyMap<string, BarredPerson>>;
	/** All, where they are few: `undefined` where they are not. */
	all: () => Promise<ReadonlyMap<string, BarredPerson> | undefined>;
}

/** As many candidates as this are looked up at once by who goes through all of them, page by page. */
const PAGE = 50;

const NO_JOBS: ReadonlySet<string> = new Set();

/** The rules of one run, with what has to be looked up for them; each look-up happens once a run. */
export class Sharing {
	private hidden: Promise<ReadonlySet<string>> | undefined;

	private all: Promise<readonly string[]> | undefined;

	private readonly authors = new Map<string, Promise<Author | undefined>>();

	private readonly barring = new Map<string, BarredPerson | undefined>();

	/** Everybody of whom `barring` could tell something; `undefined` where they are many, absent before that was asked. */
	private everybody: Promise<ReadonlyMap<string, BarredPerson> | undefined> | undefined;

	/** How many pages were looked up. */
	private pages = 0;

	private constructor(
		readonly rules: StoredSharing,
		private readonly departments: ResolvedDepartments,
		private readonly readBarred: ReadBarred,
		private readonly api: SmartRecruitersApi,
		/** Who sees jobs in Recruiter; absent where everybody does. */
		readonly visibility: VisibilityRules | undefined,
		/** Whether confidential jobs are sent now, for their hiring team alone. */
		private readonly sharesConfidential: boolean,
	) {}

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
		const unknown = candidateIds.filter((id) => !this.barring.has(id));
		if (unknown.length === 0) return;
		const barred = (await this.allOf(unknown)) ?? (await this.readBarred.of(unknown));
		for (const id of unknown) this.barring.set(id, barred.get(id));
	}

	/** Looks everybody up anew from here on: what was deleted meanwhile is stored by now. */
	renew(): void {
		this.barring.clear();
		this.pages = 0;
	}

	/** For pages of a list: where few were deleted, one look at the table does for all pages that are at work at once. */
	private async allOf(
		candidateIds: readonly string[],
	): Promise<ReadonlyMap<string, BarredPerson> | undefined> {
		if (candidateIds.length < PAGE) return undefined;
		if (this.pages % PAGES_AT_ONCE === 0) this.everybody = undefined;
		this.pages += 1;
		this.everybody ??= kept(this.readBarred.all(), () => {
			this.everybody = undefined;
		});
		return await this.everybody;
	}

	/** Whether this candidate was deleted at LinkedIn and must not come back. */
	async barred(candidateId: string): Promise<Barred | undefined> {
		await this.lookUp([candidateId]);
		return this.barring.get(candidateId)?.barred;
	}

	/** Whether LinkedIn had held this candidate when they were deleted there. */
	async wasHeld(candidateId: string): Promise<boolean> {
		await this.lookUp([candidateId]);
		return this.barring.get(candidateId)?.found ?? false;
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

/** A look-up for everybody who asks while it is under way; one that fails is forgotten, and made anew by the next. */
async function kept<T>(lookUp: Promise<T>, forget: () => void): Promise<T> {
	try {
		return await lookUp;
	} catch (error) {
		forget();
		throw error;
	}
}
