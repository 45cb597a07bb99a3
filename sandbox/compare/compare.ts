import type { Company } from '../company/Company';
import type { CompanyReview } from '../company/entities';
import type { OrganizationRecords } from '../linkedin/LinkedInStore';
import { type Canonical, canonical, Digest, hashOf } from './Digest';
import {
	expectedApplication,
	expectedCandidate,
	expectedFeedback,
	expectedJob,
	expectedStages,
	isAcceptable,
	type Pass,
} from './expected';
import { heldApplication, heldCandidate, heldFeedback, heldJob, heldStage } from './held';
import { Agreed, type SharingAgreement } from './sharing';

const SHOWN = 10;

export interface StreamComparison {
	expected: { count: number; hash: string };
	held: { count: number; hash: string };
	agree: boolean;
	/** At most ten of each. */
	missing: string[];
	extra: string[];
	different: Array<{ id: string; fields: string[] }>;
}

export interface Comparison {
	agree: boolean;
	streams: Record<'jobs' | 'candidates' | 'applications' | 'stages', StreamComparison> & {
		/** Only where reviews are agreed to be shared. */
		feedback?: StreamComparison;
	};
	refused: { jobs: number; candidates: number; applications: number };
	unreachable: { talentPoolOnly: number };
	/** Kept back by what was agreed. */
	withheld: { jobs: number; candidates: number };
}

/** One stream: what is expected comes record by record, what is held is looked up beside it. */
class StreamComparer {
	private readonly expected = new Digest();

	private readonly held = new Digest();

	private readonly missing: string[] = [];

	private readonly different: StreamComparison['different'] = [];

	private found = 0;

	expect(id: string, wanted: Canonical, held: Canonical | undefined): void {
		this.expected.add(hashOf(id, wanted));
		if (!held) {
			if (this.missing.length < SHOWN) this.missing.push(id);
			return;
		}
		this.found += 1;
		const names = new Set([...Object.keys(wanted), ...Object.keys(held)]);
		const fields = [...names].filter((name) => wanted[name] !== held[name]);
		if (fields.length > 0 && this.different.length < SHOWN) this.different.push({ id, fields });
	}

	hold(id: string, held: Canonical): void {
		this.held.add(hashOf(id, held));
	}

	/** @param extra gives the ids that are held but not expected; asked only when there are any */
	finish(extra: () => Iterable<string>): StreamComparison {
		const expected = this.expected.summary;
		const held = this.held.summary;
		const more: string[] = [];
		if (held.count > this.found) {
			for (const id of extra()) {
				if (more.length === SHOWN) break;
				more.push(id);
			}
		}
		return {
			expected,
			held,
			agree: expected.count === held.count && expected.hash === held.hash,
			missing: this.missing,
			extra: more,
			different: this.different,
		};
	}
}

/** What LinkedIn must hold for this company, beside what it holds. */
export function compare(
	company: Company,
	records: OrganizationRecords,
	pass: Pass,
	agreement: Partial<SharingAgreement> = {},
	reviews?: Iterable<CompanyReview>,
): Comparison {
	const agreed = new Agreed(agreement);
	const feedback = new StreamComparer();
	const withheld = { jobs: 0, candidates: 0 };
	const jobs = new StreamComparer();
	const candidates = new StreamComparer();
	const applications = new StreamComparer();
	const stages = new StreamComparer();
	const refused = { jobs: 0, candidates: 0, applications: 0 };
	let talentPoolOnly = 0;
	const wantedJobs = new Set<string>();
	for (let index = 0; index < company.jobCount; index += 1) {
		const job = company.job(index);
		if (!agreed.showsJob(job)) {
			if (!job.template) withheld.jobs += 1;
			continue;
		}
		const wanted = expectedJob(job);
		if (!wanted) {
			if (!job.template) refused.jobs += 1;
			continue;
		}
		wantedJobs.add(job.id);
		const held = records.jobs.get(job.id);
		jobs.expect(job.id, wanted, held && heldJob(held));
	}
	for (const candidate of company.candidates()) {
		if (candidate.applications.length === 0) {
			talentPoolOnly += 1;
			continue;
		}
		const shown = candidate.applications.filter(({ jobId }) => agreed.showsJobId(company, jobId));
		if (!agreed.showsPerson(candidate) || shown.length === 0) {
			withheld.candidates += 1;
			continue;
		}
		if (!isAcceptable(candidate)) {
			refused.candidates += 1;
			refused.applications += shown.length;
			continue;
		}
		const held = records.candidates.get(candidate.id);
		candidates.expect(
			candidate.id,
			canonical({ ...expectedCandidate(candidate, pass), ...agreed.contact(candidate) }),
			held && heldCandidate(held),
		);
		const [primary] = candidate.applications;
		const wanted = pass === 'fast' ? shown.filter((one) => one === primary) : shown;
		for (const application of wanted) {
			const id = `${candidate.id}_${application.jobId}`;
			const stored = records.applications.get(id);
			applications.expect(
				id,
				expectedApplication(company, candidate, application, pass),
				stored && heldApplication(stored),
			);
			if (pass === 'fast') continue;
			const held = new Map(
				[...(stored?.stages.values() ?? [])].map((one) => [stageKey(one), heldStage(one)]),
			);
			for (const [key, stage] of expectedStages(application, pass))
				stages.expect(`${id}/${key}`, stage, held.get(key));
		}
	}
	const shared = new Map([...(reviews ?? [])].map((review) => [review.id, review]));
	for (const review of shared.values()) {
		const candidate = company.candidateById(review.candidateId);
		const application = candidate?.applications.find(({ jobId }) => jobId === review.jobId);
		if (!candidate || !application || !agreed.showsPerson(candidate) || !isAcceptable(candidate))
			continue;
		if (!agreed.showsJobId(company, review.jobId)) continue;
		const id = `${candidate.id}_${review.jobId}`;
		const held = records.applications.get(id)?.interviewFeedback.get(review.id);
		feedback.expect(
			`${id}/${review.id}`,
			expectedFeedback(company, review),
			held && heldFeedback(held),
		);
	}
	for (const [id, job] of records.jobs)
		if (wantedJobs.has(id) || job.listing === 'LISTED') jobs.hold(id, heldJob(job));
	for (const [id, candidate] of records.candidates) candidates.hold(id, heldCandidate(candidate));
	for (const [id, application] of records.applications) {
		applications.hold(id, heldApplication(application));
		for (const stage of application.stages.values())
			stages.hold(`${id}/${stageKey(stage)}`, heldStage(stage));
		for (const [feedbackId, fields] of application.interviewFeedback)
			feedback.hold(`${id}/${feedbackId}`, heldFeedback(fields));
	}
	const isExpected = (candidateId: string): boolean => {
		const candidate = company.candidateById(candidateId);
		return (
			candidate !== undefined &&
			candidate.applications.some(({ jobId }) => agreed.showsJobId(company, jobId)) &&
			agreed.showsPerson(candidate) &&
			isAcceptable(candidate)
		);
	};
	const streams = {
		jobs: jobs.finish(() =>
			[...records.jobs]
				.filter(([id, { listing }]) => !wantedJobs.has(id) && listing === 'LISTED')
				.map(([id]) => id),
		),
		candidates: candidates.finish(() =>
			[...records.candidates.keys()].filter((id) => !isExpected(id)),
		),
		applications: applications.finish(() =>
			[...records.applications.keys()].filter((id) => {
				const [candidateId = '', jobId] = id.split('_');
				const own = company
					.candidateById(candidateId)
					?.applications.some((one) => one.jobId === jobId);
				return !own || !isExpected(candidateId) || !agreed.showsJobId(company, jobId ?? '');
			}),
		),
		stages: stages.finish(() => []),
		...(reviews && { feedback: feedback.finish(() => []) }),
	};
	return {
		agree: Object.values(streams).every(({ agree }) => agree),
		streams,
		refused,
		unreachable: { talentPoolOnly },
		withheld,
	};
}

/** Stages are told apart by what they say: their ids are the sender's choice. */
function stageKey(stage: Parameters<typeof heldStage>[0]): string {
	return JSON.stringify(heldStage(stage));
}
