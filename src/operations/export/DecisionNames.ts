import type { ChoosableCandidate } from '../../pages/decisionsPageData';
import { getCandidate } from '../../smartrecruiters/candidates';
import { getJobState } from '../../smartrecruiters/jobs';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { settle } from './settle';
import { toChoosable } from './toChoosable';

/** A person waits for the page: what is not known after so many requests stays an id. */
const MOST_REQUESTS = 60;

/** What candidates and jobs are called in SmartRecruiters; each is asked for once. Whom it does not show stays an id. */
export class DecisionNames {
	private requestsLeft = MOST_REQUESTS;

	private readonly jobs = new Map<string, string>();

	private readonly people = new Map<string, ChoosableCandidate>();

	/** @param profileUrl template with `{candidateId}` */
	constructor(
		private readonly api: SmartRecruitersApi,
		private readonly profileUrl: string,
	) {}

	/** @returns the id where the title is not known */
	async job(jobId: string): Promise<string> {
		if (jobId === '') return '';
		const known = this.jobs.get(jobId);
		if (known !== undefined) return known;
		const found = await this.ask(async () => await getJobState(this.api, jobId));
		const title = found?.title ?? jobId;
		this.jobs.set(jobId, title);
		return title;
	}

	async candidates(ids: readonly string[]): Promise<ChoosableCandidate[]> {
		const choosable: ChoosableCandidate[] = [];
		for (const id of ids) {
			const known = this.people.get(id) ?? (await this.candidate(id));
			this.people.set(id, known);
			choosable.push(known);
		}
		return choosable;
	}

	private async candidate(id: string): Promise<ChoosableCandidate> {
		const found = await this.ask(async () => await getCandidate(this.api, id));
		return toChoosable(found ?? { id }, this.profileUrl);
	}

	/** When SmartRecruiters does not answer, the page shows ids: it is not asked for every single one. */
	private async ask<T>(work: () => Promise<T | undefined>): Promise<T | undefined> {
		if (this.requestsLeft <= 0) return undefined;
		this.requestsLeft -= 1;
		const settled = await settle(work);
		if (settled.ok) return settled.value;
		this.requestsLeft = 0;
		return undefined;
	}
}
