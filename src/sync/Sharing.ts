import { ConfigurationError } from '../errors/ConfigurationError';
import { type ResolvedDepartments, resolveDepartments } from '../mapping/resolveDepartments';
import {
	type JobFacts,
	type JobVisibility,
	jobVisibility,
	personWithheld,
	type SharingRules,
	type Withholding,
} from '../mapping/SharingRules';
import type { Author } from '../mapping/reviewToFeedback';
import { listDepartments } from '../smartrecruiters/departments';
import { readJobs } from '../smartrecruiters/jobs';
import type { SrJobListItem } from '../smartrecruiters/schemas';
import type { SmartRecruitersApi } from '../smartrecruiters/SmartRecruitersApi';
import { getUserName } from '../smartrecruiters/userNames';

/** What is known of a person when it is decided whether they leave. */
export interface Judged {
	id: string;
	tags: readonly string[];
	consent?: string | undefined;
	jobIds: readonly string[];
}

/** The rules of one run, with what has to be looked up for them; each look-up happens once a run. */
export class Sharing {
	private hidden: Promise<ReadonlySet<string>> | undefined;

	private all: Promise<readonly string[]> | undefined;

	private resolved: Promise<ResolvedDepartments> | undefined;

	private readonly authors = new Map<string, Promise<Author | undefined>>();

	/** @param tombstones ids of candidates that were deleted at LinkedIn and must not come back */
	constructor(
		readonly rules: SharingRules,
		private readonly tombstones: ReadonlySet<string>,
		private readonly api: SmartRecruitersApi,
	) {}

	/** Jobs that never leave. */
	async hiddenJobs(): Promise<ReadonlySet<string>> {
		this.hidden ??= this.findHiddenJobs();
		return await this.hidden;
	}

	/** Every job that SmartRecruiters has. */
	async allJobIds(): Promise<readonly string[]> {
		this.all ??= this.listJobIds({}, () => true);
		return await this.all;
	}

	/** Tells of each job where it may be seen, apart from what the user chose for all. @throws ConfigurationError */
	async visibility(): Promise<(job: JobFacts) => JobVisibility> {
		const departments = await this.departments();
		return (job) => jobVisibility(job, this.rules, departments);
	}

	/** Why a person does not leave, if so. */
	async withheld(person: Judged): Promise<Withholding | undefined> {
		if (this.tombstones.has(person.id)) return 'deleted before';
		const why = personWithheld(person, this.rules);
		if (why) return why;
		if (person.jobIds.length === 0) return 'no application';
		const hidden = await this.hiddenJobs();
		return person.jobIds.every((jobId) => hidden.has(jobId)) ? 'confidential jobs only' : undefined;
	}

	isTombstone(candidateId: string): boolean {
		return this.tombstones.has(candidateId);
	}

	/** Who a SmartRecruiters user is. */
	async author(userId: string | undefined): Promise<Author | undefined> {
		if (!userId) return undefined;
		const known = this.authors.get(userId) ?? getUserName(this.api, userId);
		this.authors.set(userId, known);
		return await known;
	}

	/**
	 * What the rules say about departments, looked up once a run. A department that does not exist would hide nothing, and
	 * let out what was to stay: that stops the run.
	 *
	 * @throws ConfigurationError
	 */
	private async departments(): Promise<ResolvedDepartments> {
		this.resolved ??= this.resolve();
		return await this.resolved;
	}

	private async resolve(): Promise<ResolvedDepartments> {
		const { departmentsNeverSent, departmentsKeptPrivate } = this.rules;
		const wanted = [...departmentsNeverSent, ...departmentsKeptPrivate];
		const known = wanted.length > 0 ? await listDepartments(this.api) : [];
		const neverSent = resolveDepartments(departmentsNeverSent, known);
		const keptPrivate = resolveDepartments(departmentsKeptPrivate, known);
		for (const [rule, { unknown }] of [
			['Departments Never Sent', neverSent],
			['Departments Kept Private', keptPrivate],
		] as const) {
			if (unknown > 0)
				throw new ConfigurationError(
					`"${rule}" names a department that SmartRecruiters does not have`,
					'Choose it from the list again. Nothing was sent: a rule that names nothing would let its jobs out.',
				);
		}
		return { neverSent: neverSent.found, keptPrivate: keptPrivate.found };
	}

	private async findHiddenJobs(): Promise<ReadonlySet<string>> {
		const { neverSent } = await this.departments();
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
		return ids;
	}
}
