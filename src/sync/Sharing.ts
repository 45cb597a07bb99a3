import { ConfigurationError } from '../errors/ConfigurationError';
import type { Author } from '../mapping/reviewToFeedback';
import { personWithheld, type Withholding } from '../mapping/SharingRules';
import { listDepartments, type SrDepartment } from '../smartrecruiters/departments';
import { readPages } from '../http/readPages';
import { listJobs } from '../smartrecruiters/jobs';
import type { SrJobListItem } from '../smartrecruiters/schemas';
import type { SmartRecruitersApi } from '../smartrecruiters/SmartRecruitersApi';
import { getUserName } from '../smartrecruiters/userNames';
import type { Barred } from '../state/Deletions';
import type { StoredSharing } from '../state/Settings';

/** What is known of a person when it is decided whether they leave. */
export interface Judged {
	id: string;
	tags: readonly string[];
	consent?: string | undefined;
	jobIds: readonly string[];
	/** Whether SmartRecruiters has just shown this very candidate, not only an entry of a list. */
	seen?: boolean;
}

/** Asked by key: which of these candidates were deleted at LinkedIn and must not come back. */
export type ReadBarred = (candidateIds: readonly string[]) => Promise<ReadonlyMap<string, Barred>>;

/** The rules of one run, with what has to be looked up for them; each look-up happens once a run. */
export class Sharing {
	private hidden: Promise<ReadonlySet<string>> | undefined;

	private all: Promise<readonly string[]> | undefined;

	private readonly authors = new Map<string, Promise<Author | undefined>>();

	private readonly barring = new Map<string, Barred | undefined>();

	private constructor(
		/** Departments by id and label. */
		readonly rules: StoredSharing,
		private readonly hiddenLabels: readonly string[],
		private readonly readBarred: ReadBarred,
		private readonly api: SmartRecruitersApi,
	) {}

	/**
	 * Reads what the rules name. A department that does not exist would hide nothing, and let out what was to stay: that
	 * stops the run.
	 *
	 * @throws ConfigurationError
	 */
	static async open(
		rules: StoredSharing,
		readBarred: ReadBarred,
		api: SmartRecruitersApi,
	): Promise<Sharing> {
		const { departmentsNeverSent, departmentsKeptPrivate } = rules;
		const named = departmentsNeverSent.length + departmentsKeptPrivate.length > 0;
		const departments = named ? await listDepartments(api) : [];
		const never = find(departments, departmentsNeverSent, 'Departments Never Sent');
		const kept = find(departments, departmentsKeptPrivate, 'Departments Kept Private');
		const namesOf = (found: readonly SrDepartment[]): string[] =>
			found.flatMap(({ id, label }) => [id, label]);
		return new Sharing(
			{
				...rules,
				departmentsNeverSent: namesOf(never),
				departmentsKeptPrivate: namesOf(kept),
			},
			never.map(({ label }) => label),
			readBarred,
			api,
		);
	}

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

	/** Looks up whether these were deleted before, at once rather than one by one. */
	async lookUp(candidateIds: readonly string[]): Promise<void> {
		const unknown = candidateIds.filter((id) => !this.barring.has(id));
		if (unknown.length === 0) return;
		const barred = await this.readBarred(unknown);
		for (const id of unknown) this.barring.set(id, barred.get(id));
	}

	/** Whether this candidate was deleted at LinkedIn and must not come back. */
	async barred(candidateId: string): Promise<Barred | undefined> {
		await this.lookUp([candidateId]);
		return this.barring.get(candidateId);
	}

	/** Why a person does not leave, if so. */
	async withheld(person: Judged): Promise<Withholding | undefined> {
		const barred = await this.barred(person.id);
		if (barred === 'always' || (barred && !person.seen)) return 'deleted before';
		const why = personWithheld(person, this.rules);
		if (why) return why;
		if (person.jobIds.length === 0) return 'no application';
		const hidden = await this.hiddenJobs();
		return person.jobIds.every((jobId) => hidden.has(jobId)) ? 'confidential jobs only' : undefined;
	}

	/** Who a SmartRecruiters user is. */
	async author(userId: string | undefined): Promise<Author | undefined> {
		if (!userId) return undefined;
		const known = this.authors.get(userId) ?? getUserName(this.api, userId);
		this.authors.set(userId, known);
		return await known;
	}

	private async findHiddenJobs(): Promise<ReadonlySet<string>> {
		const hidden = new Set(this.rules.jobsNeverSent);
		if (this.hiddenLabels.length === 0) return hidden;
		for (const { id } of await this.listAll({ departments: this.hiddenLabels })) hidden.add(id);
		return hidden;
	}

	private async listAll(query: { departments?: readonly string[] }): Promise<SrJobListItem[]> {
		const jobs: SrJobListItem[] = [];
		const pages = readPages({
			service: 'SmartRecruiters',
			endpoint: 'GET /jobs',
			read: async (pageId) => await listJobs(this.api, { ...query, pageId }),
		});
		for await (const page of pages) jobs.push(...page.content);
		return jobs;
	}
}

/** Every department that an id names, or a label however it is written. */
function find(
	departments: readonly SrDepartment[],
	wanted: readonly string[],
	rule: string,
): SrDepartment[] {
	return wanted.flatMap((name) => {
		const found = departments.filter(
			({ id, label }) => folded(label) === folded(name) || folded(id) === folded(name),
		);
		if (found.length > 0) return found;
		throw new ConfigurationError(
			`"${rule}" names a department that SmartRecruiters does not have`,
			'Choose it from the list again. Nothing was sent: a misspelt department would let its jobs out.',
		);
	});
}

const folded = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/[\p{Cf}\p{Cc}]/gu, '')
		.replace(/\s+/gu, ' ')
		.trim()
		.toLowerCase();
