import { ConfigurationError } from '../../errors/ConfigurationError';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import type { ListCursor } from '../ListCursor';
import { LIST_START } from '../ListCursor';
import { joined } from '../Outcome';
import { readAhead } from '../readAhead';
import { addToTail, belongsToTail } from '../tail';
import { peopleWindow } from '../window';
import type { StepResult, Work } from '../Work';
import { notVisible } from './notVisible';
import { type PeoplePage, readPeoplePage } from './readPeople';
import { isAbsent } from './readPerson';
import { outcomeOf, type PeopleOutcome, sendPeople } from './sendPeople';

/** More people than this are absent from one page only when something is wrong. */
const MOST_ABSENT = 5;

/** The deep pass: everyone complete, with all applications and how they got where they are. */
export async function* sendDetailPages(
	work: Work,
	begin: Checkpoint,
	hasRoom: (recordsToCome: number) => boolean,
): AsyncGenerator<StepResult> {
	const { options } = work;
	let checkpoint = begin;
	const pages = readAhead<PeoplePage>({
		endpoint: 'GET /candidates',
		from: begin.people,
		read: async (pageId, isAbandoned) =>
			await readPeoplePage(
				work,
				{ ...peopleWindow(begin), ...(pageId && { pageId }) },
				options.applications,
				isAbandoned,
			),
		wantsNext: ({ people }) =>
			hasRoom(people.reduce((sum, one) => sum + 1 + one.applications.length, 0)),
	});
	for await (const { page, next } of pages) {
		refuseIfMostAreAbsent(page);
		const sent = await sendPeople(work, page.people, { ...options, onlyDiffering: true });
		const absent = page.people.filter(isAbsent).map(({ id }) => notVisible('candidate', id));
		const result = pageResult(checkpoint, page, next, sent);
		const unread = { rejections: [...page.rejections, ...absent] };
		({ checkpoint } = result);
		yield { ...result, outcome: joined([outcomeOf(page.people, sent), unread]) };
	}
}

/** Rights that were taken away look like people who are gone. */
function refuseIfMostAreAbsent({ people }: PeoplePage): void {
	const absent = people.filter(isAbsent).length;
	if (absent <= MOST_ABSENT || absent * 2 <= people.length) return;
	throw new ConfigurationError(
		'SmartRecruiters lists candidates that it then says it does not know',
		'Check that the system role and the access group of the API credential allow it to see all candidates. Nothing was deleted.',
	);
}

function pageResult(
	checkpoint: Checkpoint,
	page: PeoplePage,
	next: ListCursor | undefined,
	{ rejections, applicationRejections }: PeopleOutcome,
): Omit<StepResult, 'outcome'> {
	const unread = page.people.filter((one) => !one.details && !isAbsent(one)).length;
	const odd = page.rejections.filter(
		({ recordId }) => !page.people.some(({ id }) => id === recordId),
	);
	const shown = page.people.filter(({ details, withheld }) => details && !withheld);
	const refused = new Set(rejections.map(({ recordId }) => recordId));
	const rejected = shown.filter(({ id }) => refused.has(id)).length + unread + odd.length;
	const done = shown.filter(({ id }) => !refused.has(id)).length;
	const leftOut = page.people.length - shown.length - unread;
	const applications = shown.reduce((sum, one) => sum + one.applications.length, 0);
	// After a fast pass, the primary applications are counted and what it rejected is reported already.
	const afterFastPass = checkpoint.previousStartedAtMs === null;
	const primaries = shown.filter(
		({ item, hiddenJobIds }) =>
			item.primaryAssignment && !hiddenJobIds.includes(item.primaryAssignment.job.id),
	).length;
	// Those of a report are counted, too.
	const afterReport = checkpoint.report !== null;
	const counted = afterReport
		? 0
		: afterFastPass
			? Math.max(0, applications - primaries)
			: applications;
	const rejectedApplications = afterReport
		? 0
		: afterFastPass
			? secondaryRejections(applicationRejections, page)
			: applicationRejections.length;
	const total = page.totalFound ?? null;
	let tail = checkpoint.tails.candidates;
	for (const { item } of afterFastPass ? [] : page.people) {
		if (belongsToTail(item.updatedOn, checkpoint.startedAtMs))
			tail = addToTail(tail, item.id, item.updatedOn);
	}
	return {
		checkpoint: advanced(
			checkpoint,
			{
				people: next ? { state: 'deep', ...next } : { state: 'done', ...LIST_START },
				tails: { ...checkpoint.tails, candidates: tail },
			},
			{
				details: { done, leftOut, rejected, total },
				...(!afterFastPass && { candidates: { done, leftOut, rejected, total } }),
				applications: {
					done: Math.max(0, counted - rejectedApplications),
					rejected: rejectedApplications,
					...(!afterFastPass && {
						total: (checkpoint.counts.applications.total ?? 0) + applications,
					}),
				},
			},
		),
		records: done + applications - applicationRejections.length,
	};
}

/** Rejections of applications that the fast pass had not counted. */
function secondaryRejections(rejections: readonly Rejection[], { people }: PeoplePage): number {
	const primary = new Set(
		people.flatMap(({ item }) =>
			item.primaryAssignment ? applicationId(item.id, item.primaryAssignment.job.id) : [],
		),
	);
	return rejections.filter(({ recordId }) => !primary.has(recordId)).length;
}
