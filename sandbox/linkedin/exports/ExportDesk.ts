import { Problem } from '../../core/Problem';
import { type SandboxContext, scaledLimit } from '../../core/SandboxContext';
import type { LinkedInApp } from '../LinkedInApps';
import type { LinkedInStore } from '../LinkedInStore';
import type { Pushes } from '../push/Pushes';
import { sightOf, sightRules } from '../sight';
import { exportElement } from './exportFields';
import type { ExportMember, ExportMembers } from './ExportMembers';

/** An export that a recruiter made. */
export interface MadeExport {
	requestId: string;
	organization: string;
	seatUrn: string;
	personUrn: string;
	jobId: string;
	/** By the sandbox's clock. */
	atMs: number;
}

/** A job that Recruiter offers when somebody is exported. */
export interface OfferedJob {
	jobId: string;
	title: string;
}

export const EXPORT_EVENT = 'EXPORT_CANDIDATE_PROFILE';
/** Per seat and month (LinkedIn reference §7). */
const QUOTA = 300;

/** Recruiter's *Export to ATS*: which jobs it offers, what it allows, and what it tells the customer. */
export class ExportDesk {
	private made: MadeExport[] = [];

	constructor(
		private readonly context: SandboxContext,
		private readonly store: LinkedInStore,
		readonly members: ExportMembers,
		private readonly pushes: Pushes,
		/** Who holds a seat. */
		private readonly personOf: (seatUrn: string) => string | undefined,
	) {}

	/** Open jobs that the customer has sent, and that a recruiter may see (§2.4, §11). */
	offeredJobs({ organization }: LinkedInApp, seatUrn: string): OfferedJob[] {
		const records = this.store.of(organization);
		const rules = sightRules(this.context.switches);
		const person = this.personOf(seatUrn);
		return [...records.jobs]
			.filter(
				([jobId, { listing }]) =>
					listing === 'LISTED' &&
					sightOf(records, rules, { kind: 'job', organization, person, jobId }).sees,
			)
			.map(([jobId, { fields }]) => ({ jobId, title: String(fields.title) }));
	}

	/** How many exports a seat has left this month. */
	left(seatUrn: string): number {
		const month = monthOf(this.context.clock.now());
		const used = this.made.filter(
			(one) => one.seatUrn === seatUrn && monthOf(one.atMs) === month,
		).length;
		return Math.max(0, scaledLimit(QUOTA, this.context.limits) - used);
	}

	/**
	 * Exports a member, and notifies the customer.
	 *
	 * @throws Problem 403 for a job that is not offered, 410 for a closed account, 429 when the seat's month is used up
	 */
	export(app: LinkedInApp, seatUrn: string, member: ExportMember, jobId: string): MadeExport {
		if (!this.offeredJobs(app, seatUrn).some((job) => job.jobId === jobId))
			throw new Problem(403, { message: 'This job is not offered for export' });
		if (this.members.isClosed(member))
			throw new Problem(410, { message: 'This member has left LinkedIn' });
		if (this.left(seatUrn) === 0)
			throw new Problem(429, { message: 'The exports of this seat are used up for this month' });
		const { organization } = app;
		const element = exportElement(this.context.switches, member, { organization, jobId, seatUrn });
		const made: MadeExport = {
			requestId: this.pushes.send(app, EXPORT_EVENT, [element]),
			organization,
			seatUrn,
			personUrn: member.personUrn,
			jobId,
			atMs: this.context.clock.now(),
		};
		this.made.push(made);
		return made;
	}

	/** Everything that was exported, oldest first. */
	all(): readonly MadeExport[] {
		return this.made;
	}

	/** Goes on after these exports. */
	load(made: readonly MadeExport[]): void {
		this.made = [...made];
	}

	reset(): void {
		this.made = [];
		this.members.reset();
	}
}

const monthOf = (ms: number): string => new Date(ms).toISOString().slice(0, 7);
