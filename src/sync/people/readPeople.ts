import { getCandidate, getStatusHistory, listCandidates } from '../../smartrecruiters/candidates';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type {
	SrAssignment,
	SrCandidateDetails,
	SrCandidateListItem,
	SrStatusChange,
} from '../../smartrecruiters/schemas';
import type { BackfillRun } from '../BackfillRun';
import { mapConcurrently } from '../mapConcurrently';
import { peopleWindow } from '../window';

/** Everything that SmartRecruiters knows of one candidate; `details` is absent when the candidate is gone by now. */
export interface Person {
	item: SrCandidateListItem;
	details?: SrCandidateDetails;
	assignments: Array<{ assignment: SrAssignment; history: SrStatusChange[] }>;
}

export interface PeoplePage {
	people: Person[];
	total?: number | undefined;
	next?: string | undefined;
}

/** A list page, then each person's details and status histories: 1 + n + applications requests. */
export async function readPeoplePage(run: BackfillRun, pageId: string | null): Promise<PeoplePage> {
	const list = await listCandidates(run.smartRecruiters, {
		...peopleWindow(run.checkpoint),
		...(pageId && { pageId }),
	});
	const people = await mapConcurrently(list.content, DETAIL_CONCURRENCY, async (item) =>
		run.aborted ? { item, assignments: [] } : await readPerson(run, item),
	);
	return { people, total: list.totalFound, next: list.nextPageId };
}

async function readPerson(run: BackfillRun, item: SrCandidateListItem): Promise<Person> {
	const details = await getCandidate(run.smartRecruiters, item.id);
	if (!details) return { item, assignments: [] };
	const assignments: Person['assignments'] = [];
	if (run.options.applications) {
		for (const assignment of [details.primaryAssignment, ...details.secondaryAssignments]) {
			if (!assignment) continue;
			const history = await getStatusHistory(run.smartRecruiters, item.id, assignment.job.id);
			assignments.push({ assignment, history });
		}
	}
	return { item, details, assignments };
}
