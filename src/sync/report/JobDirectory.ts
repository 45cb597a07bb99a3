import { CLOSED_JOB_STATUSES, readJobs } from '../../smartrecruiters/jobs';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import type { ReportRow } from '../../mapping/reportRow';

export interface ListedJob {
	id: string;
	title: string | undefined;
	isOpen: boolean;
}

const CLOSED: ReadonlySet<string> = new Set(CLOSED_JOB_STATUSES);

/** The jobs that a report may name, by id and by reference number; read once a run. */
export class JobDirectory {
	private constructor(
		private readonly byId: ReadonlyMap<string, ListedJob>,
		/** Numbers that two jobs share name neither. */
		private readonly byNumber: ReadonlyMap<string, ListedJob | undefined>,
	) {}

	static async read(api: SmartRecruitersApi): Promise<JobDirectory> {
		const byId = new Map<string, ListedJob>();
		const byNumber = new Map<string, ListedJob | undefined>();
		for await (const { content } of readJobs(api)) {
			for (const { id, title, status, refNumber } of content) {
				const job = { id, title, isOpen: !CLOSED.has(status ?? '') };
				if (byId.has(id)) continue;
				byId.set(id, job);
				if (refNumber) byNumber.set(refNumber, byNumber.has(refNumber) ? undefined : job);
			}
		}
		return new JobDirectory(byId, byNumber);
	}

	find(job: ReportRow['job']): ListedJob | undefined {
		return 'id' in job ? this.byId.get(job.id) : this.byNumber.get(job.refNumber);
	}
}
