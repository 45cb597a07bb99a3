import { ConfigurationError } from '../errors/ConfigurationError';
import { personWithheld, type SharingRules, type Withholding } from '../mapping/SharingRules';
import type { Author } from '../mapping/reviewToFeedback';
import { listDepartments } from '../smartrecruiters/departments';
import { listJobs } from '../smartrecruiters/jobs';
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
		this.all ??= this.listAll({}).then((jobs) => jobs.map(({ id }) => id));
		return await this.all;
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
	 * A department that does not exist would hide nothing, and let out what was to stay: that stops the run.
	 *
	 * @throws ConfigurationError
	 */
	private async findHiddenJobs(): Promise<ReadonlySet<string>> {
		const { departmentsNeverSent, jobsNeverSent } = this.rules;
		const hidden = new Set(jobsNeverSent);
		if (departmentsNeverSent.length === 0) return hidden;
		const known = await listDepartments(this.api);
		const labels = departmentsNeverSent.map((wanted) => {
			const text = wanted.trim().toLowerCase();
			const found = known.find(
				({ id, label }) => label.trim().toLowerCase() === text || id.toLowerCase() === text,
			);
			if (found) return found.label;
			throw new ConfigurationError(
				'"Departments Never Sent" names a department that SmartRecruiters does not have',
				'Choose it from the list again. Nothing was sent: a misspelt department would let its jobs out.',
			);
		});
		for (const { id } of await this.listAll({ departments: labels })) hidden.add(id);
		return hidden;
	}

	private async listAll(query: { departments?: string[] }): Promise<SrJobListItem[]> {
		const jobs: SrJobListItem[] = [];
		let pageId: string | undefined;
		do {
			const page = await listJobs(this.api, { ...query, pageId });
			jobs.push(...page.content);
			pageId = page.nextPageId;
		} while (pageId);
		return jobs;
	}
}
