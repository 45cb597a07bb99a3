import type { MalformedRecord } from '../../http/Page';
import type { Withholding } from '../../mapping/SharingRules';
import { listNotes, type SrNote } from '../../smartrecruiters/candidateNotes';
import {
	getCandidate,
	getConsent,
	getStatusHistory,
	listCandidates,
} from '../../smartrecruiters/candidates';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import { listReviews, type SrReview } from '../../smartrecruiters/reviews';
import type { WholeList } from '../../smartrecruiters/readList';
import type {
	SrAssignment,
	SrCandidateDetails,
	SrCandidateListItem,
	SrStatusChange,
} from '../../smartrecruiters/schemas';
import { mapConcurrently } from '../mapConcurrently';
import type { SyncContext } from '../SyncContext';

/** Everything that SmartRecruiters knows of one candidate; `details` is absent when the candidate is gone by now. */
export interface Person {
	id: string;
	details?: SrCandidateDetails;
	consent?: string | undefined;
	/** Set when this person does not leave; then no more was read. */
	withheld?: Withholding | undefined;
	/** Those that may leave. */
	assignments: Array<{
		assignment: SrAssignment;
		history: SrStatusChange[];
		reviews: SrReview[];
	}>;
	/** Jobs whose applications do not leave. */
	hiddenJobIds: string[];
	notes: SrNote[];
	/** What could not be read of this person's history, reviews and notes. */
	malformed: MalformedRecord[];
}

export interface ListedPerson extends Person {
	item: SrCandidateListItem;
}

export interface PeoplePage {
	people: ListedPerson[];
	total?: number | undefined;
	next?: string | undefined;
}

/** A list page, then each person's details and status histories: 1 + n + applications requests. */
export async function readPeoplePage(
	context: SyncContext & { readonly aborted?: boolean },
	query: { pageId?: string | undefined; updatedAfterMs?: number; jobId?: string },
	wantsApplications: boolean,
): Promise<PeoplePage> {
	const list = await listCandidates(context.smartRecruiters, query);
	const people = await mapConcurrently(list.content, DETAIL_CONCURRENCY, async (item) =>
		context.aborted
			? { id: item.id, item, assignments: [], hiddenJobIds: [], notes: [], malformed: [] }
			: { item, ...(await readPerson(context, item.id, wantsApplications, item.consent)) },
	);
	return { people, total: list.totalFound, next: list.nextPageId };
}

/** @param consent as a list told it; asked for only where a rule needs it */
export async function readPerson(
	context: SyncContext,
	candidateId: string,
	wantsApplications: boolean,
	consent?: string,
): Promise<Person> {
	const { smartRecruiters, sharing } = context;
	const person: Person = {
		id: candidateId,
		assignments: [],
		hiddenJobIds: [],
		notes: [],
		malformed: [],
	};
	const details = await getCandidate(smartRecruiters, candidateId);
	if (!details) return person;
	const { rules } = sharing;
	const known =
		consent ??
		(rules.consent === 'everyone' ? undefined : await getConsent(smartRecruiters, candidateId));
	const all = [details.primaryAssignment, ...details.secondaryAssignments].flatMap(
		(assignment) => assignment ?? [],
	);
	const jobIds = all.map(({ job }) => job.id);
	const withheld = await sharing.withheld({
		id: candidateId,
		tags: details.tags,
		consent: known,
		jobIds,
	});
	const hidden = await sharing.hiddenJobs();
	Object.assign(person, {
		details,
		consent: known,
		withheld,
		hiddenJobIds: withheld ? jobIds : jobIds.filter((jobId) => hidden.has(jobId)),
	});
	if (withheld) return person;
	for (const assignment of wantsApplications ? all : []) {
		const jobId = assignment.job.id;
		if (hidden.has(jobId)) continue;
		person.assignments.push({
			assignment,
			history: kept(person, await getStatusHistory(smartRecruiters, candidateId, jobId)),
			reviews: rules.reviews
				? kept(person, await listReviews(smartRecruiters, candidateId, jobId))
				: [],
		});
	}
	if (rules.notes) person.notes = kept(person, await listNotes(smartRecruiters, candidateId));
	return person;
}

/** What could be read of a list; what could not is told with the person. */
function kept<T>(person: Person, { content, malformed }: WholeList<T>): T[] {
	person.malformed.push(...malformed);
	return content;
}
