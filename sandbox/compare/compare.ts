import type { Company } from '../company/Company';
import type { OrganizationRecords } from '../linkedin/LinkedInStore';
import { type Canonical, Digest, hashOf } from './Digest';
import {
	expectedApplication,
	expectedCandidate,
	expectedJob,
	expectedStages,
	isAcceptable,
	type Pass,
} from './expected';
import { heldApplication, heldCandidate, heldJob, heldStage } from './held';

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
	streams: Record<'jobs' | 'candidates' | 'applications' | 'stages', StreamComparison>;
	refused: { jobs: number; candidates: number; applications: number };
	unreachable: { talentPoolOnly: number };
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
export function compare(company: Company, records: OrganizationRecords, pass: Pass): Comparison {
	const jobs = new StreamComparer();
	const candidates = new StreamComparer();
	const applications = new StreamComparer();
	const stages = new StreamComparer();
	const refused = { jobs: 0, candidates: 0, applications: 0 };
	let talentPoolOnly = 0;
	const wantedJobs = new Set<string>();
	for (let index = 0; index < company.jobCount; index += 1) {
		const job = company.job(index);
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
		if (!isAcceptable(candidate)) {
			refused.candidates += 1;
			refused.applications += candidate.applications.length;
			continue;
		}
		const held = records.candidates.get(candidate.id);
		candidates.expect(
			candidate.id,
			expectedCandidate(candidate, pass),
			held && heldCandidate(held),
		);
		const wanted = pass === 'deep' ? candidate.applications : candidate.applications.slice(0, 1);
		for (const application of wanted) {
			const id = `${candidate.id}_${application.jobId}`;
			const stored = records.applications.get(id);
			applications.expect(
				id,
				expectedApplication(company, candidate, application, pass),
				stored && heldApplication(stored),
			);
			if (pass === 'fast') continue;
			for (const [stageId, stage] of expectedStages(application)) {
				const heldOne = stored?.stages.get(stageId);
				stages.expect(`${id}/${stageId}`, stage, heldOne && heldStage(heldOne));
			}
		}
	}
	for (const [id, job] of records.jobs) jobs.hold(id, heldJob(job));
	for (const [id, candidate] of records.candidates) candidates.hold(id, heldCandidate(candidate));
	for (const [id, application] of records.applications) {
		applications.hold(id, heldApplication(application));
		for (const [stageId, stage] of application.stages)
			stages.hold(`${id}/${stageId}`, heldStage(stage));
	}
	const isExpected = (candidateId: string): boolean => {
		const candidate = company.candidateById(candidateId);
		return candidate !== undefined && candidate.applications.length > 0 && isAcceptable(candidate);
	};
	const streams = {
		jobs: jobs.finish(() => [...records.jobs.keys()].filter((id) => !wantedJobs.has(id))),
		candidates: candidates.finish(() =>
			[...records.candidates.keys()].filter((id) => !isExpected(id)),
		),
		applications: applications.finish(() =>
			[...records.applications.keys()].filter((id) => {
				const [candidateId = '', jobId] = id.split('_');
				const own = company
					.candidateById(candidateId)
					?.applications.some((one) => one.jobId === jobId);
				return !own || !isExpected(candidateId);
			}),
		),
		stages: stages.finish(() => []),
	};
	return {
		agree: Object.values(streams).every(({ agree }) => agree),
		streams,
		refused,
		unreachable: { talentPoolOnly },
	};
}
