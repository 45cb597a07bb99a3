import { z } from 'zod';
import type { Company } from '../company/Company';
import type { CompanyCandidate, CompanyJob } from '../company/entities';

const Names = z.array(z.string());

/** What the customer agreed to share, as a second opinion: written from the issue, not from the product. */
export const SharingSchema = z.object({
	/** Department labels. */
	departmentsNeverSent: Names.default([]),
	jobsNeverSent: Names.default([]),
	confidentialTags: Names.default(['confidential']),
	doNotContactTags: Names.default(['do-not-contact']),
	consent: z.enum(['everyone', 'markDoNotContact', 'onlyAcquired']).default('everyone'),
});
export type SharingAgreement = z.output<typeof SharingSchema>;

/** Reads an agreement: who and what LinkedIn may see. */
export class Agreed {
	private readonly agreement: SharingAgreement;

	constructor(agreement: Partial<SharingAgreement>) {
		this.agreement = SharingSchema.parse(agreement);
	}

	showsJob({ id, department }: CompanyJob): boolean {
		const { departmentsNeverSent, jobsNeverSent } = this.agreement;
		return !departmentsNeverSent.includes(department) && !jobsNeverSent.includes(id);
	}

	/** A job that is gone says nothing any more. */
	showsJobId(company: Company, jobId: string): boolean {
		const job = company.jobById(jobId);
		return job === undefined || this.showsJob(job);
	}

	showsPerson({ tags, consent }: CompanyCandidate): boolean {
		const { confidentialTags, consent: rule } = this.agreement;
		return (
			!tags.some((tag) => confidentialTags.includes(tag.toLowerCase())) &&
			(rule !== 'onlyAcquired' || consent === 'ACQUIRED')
		);
	}

	/** As a field of the comparison. */
	contact({ tags, consent }: CompanyCandidate): Record<string, string> {
		const { doNotContactTags, consent: rule } = this.agreement;
		const avoid =
			tags.some((tag) => doNotContactTags.includes(tag.toLowerCase())) ||
			(rule === 'markDoNotContact' && consent !== 'ACQUIRED');
		return avoid ? { doNotContact: 'true' } : {};
	}
}
