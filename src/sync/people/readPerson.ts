import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import type { Withholding } from '../../mapping/SharingRules';
import { listNotes, type SrNote } from '../../smartrecruiters/candidateNotes';
import { getCandidate, getConsent, getStatusHistory } from '../../smartrecruiters/candidates';
import type { WholeList } from '../../smartrecruiters/readList';
import { listReviews, type SrReview } from '../../smartrecruiters/reviews';
import type {
	SrAssignment,
	SrCandidateDetails,
	SrStatusChange,
} from '../../smartrecruiters/schemas';
import type { SyncContext } from '../SyncContext';
import { errorToRejection, malformedToRejection } from '../toRejection';
import { jobIdsOf } from './jobIdsOf';

export interface PersonApplication {
	assignment: SrAssignment;
	history: SrStatusChange[];
	reviews: SrReview[];
}

/** Everything that SmartRecruiters tells of one candidate. */
export interface Person {
	id: string;
	/**
	 * Absent when SmartRecruiters does not show this candidate now, which is no proof of a deletion, or did not let them be
	 * read, which `rejections` tells.
	 */
	details?: SrCandidateDetails;
	consent?: string | undefined;
	/** Set when this person does not leave; then no more was read. */
	withheld?: Withholding | undefined;
	/** Whether this person had been taken for deleted. */
	seenAgain: boolean;
	/** Those that may leave. */
	applications: PersonApplication[];
	/** Jobs whose applications do not leave. */
	hiddenJobIds: string[];
	notes: SrNote[];
	/** What could not be read of this person. */
	rejections: Rejection[];
}

/** Whether SmartRecruiters says that it does not know this candidate, at the moment. */
export const isAbsent = ({ details, rejections }: Person): boolean =>
	!details && rejections.length === 0;

/**
 * Reads one person. What cannot be read of them is told in `rejections`, and stops nobody else.
 *
 * @param consent as a list told it; asked for only where a rule needs it
 */
export async function readPerson(
	context: SyncContext,
	candidateId: string,
	wantsApplications: boolean,
	consent?: string,
): Promise<Person> {
	const nothing: Person = {
		id: candidateId,
		seenAgain: false,
		applications: [],
		hiddenJobIds: [],
		notes: [],
		rejections: [],
	};
	try {
		return await read(context, nothing, wantsApplications, consent);
	} catch (error) {
		return { ...nothing, rejections: [errorToRejection('candidate', candidateId, error)] };
	}
}

async function read(
	context: SyncContext,
	nothing: Person,
	wantsApplications: boolean,
	listedConsent: string | undefined,
): Promise<Person> {
	const { smartRecruiters, sharing } = context;
	const { id } = nothing;
	const details = await getCandidate(smartRecruiters, id);
	// A merged candidate's id may lead to who is left of the two: that is somebody else, with an id of their own.
	if (details?.id !== id) return nothing;
	const { rules } = sharing;
	const consent =
		listedConsent ??
		(rules.consent === 'everyone' ? undefined : await getConsent(smartRecruiters, id));
	const jobIds = jobIdsOf(details);
	const withheld = await sharing.withheld({ id, tags: details.tags, consent, jobIds, seen: true });
	const hidden = await sharing.hiddenJobs();
	const person: Person = {
		...nothing,
		details,
		consent,
		withheld,
		seenAgain: (await sharing.barred(id)) === 'untilSeen',
		hiddenJobIds: withheld ? jobIds : jobIds.filter((jobId) => hidden.has(jobId)),
		rejections: details.unreadable
			.slice(0, 1)
			.map((field) => malformedToRejection({ kind: 'candidate', recordId: id, field })),
	};
	if (withheld) return person;
	const byJob = new Map(
		[details.primaryAssignment, ...details.secondaryAssignments]
			.flatMap((assignment) => assignment ?? [])
			// Of one job that is named twice, the primary assignment knows more.
			.reverse()
			.map((assignment) => [assignment.job.id, assignment]),
	);
	const parts: PersonPart[] = [];
	for (const jobId of wantsApplications ? jobIds : []) {
		const assignment = byJob.get(jobId);
		if (assignment && !hidden.has(jobId))
			parts.push(await readApplication(context, id, assignment));
	}
	if (rules.notes) parts.push(await readNotes(context, id));
	return {
		...person,
		applications: parts.flatMap(({ application }) => application ?? []),
		notes: parts.flatMap(({ notes }) => notes ?? []),
		rejections: [...person.rejections, ...parts.flatMap(({ rejections }) => rejections)],
	};
}

interface PersonPart {
	application?: PersonApplication;
	notes?: SrNote[];
	rejections: Rejection[];
}

async function readApplication(
	{ smartRecruiters, sharing }: SyncContext,
	candidateId: string,
	assignment: SrAssignment,
): Promise<PersonPart> {
	const jobId = assignment.job.id;
	try {
		const history = await getStatusHistory(smartRecruiters, candidateId, jobId);
		const reviews: WholeList<SrReview> = sharing.rules.reviews
			? await listReviews(smartRecruiters, candidateId, jobId)
			: { content: [], malformed: [] };
		return {
			application: { assignment, history: history.content, reviews: reviews.content },
			rejections: [...history.malformed, ...reviews.malformed].slice(0, 1).map((one) => ({
				...malformedToRejection(one),
				kind: 'application',
				recordId: applicationId(candidateId, jobId),
			})),
		};
	} catch (error) {
		const id = applicationId(candidateId, jobId);
		return { rejections: [errorToRejection('application', id, error)] };
	}
}

async function readNotes(
	{ smartRecruiters }: SyncContext,
	candidateId: string,
): Promise<PersonPart> {
	try {
		const { content, malformed } = await listNotes(smartRecruiters, candidateId);
		return {
			notes: content,
			rejections: malformed
				.slice(0, 1)
				.map((one) => ({ ...malformedToRejection(one), recordId: candidateId })),
		};
	} catch (error) {
		return { rejections: [errorToRejection('candidate', candidateId, error)] };
	}
}
