import { ConfigurationError } from '../../errors/ConfigurationError';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import type { BackfillRun } from '../BackfillRun';
import type { Checkpoint } from '../checkpoint';
import { REASONS, type Removal } from '../Deletion';
import { forEachPage } from '../forEachPage';
import { addToTail, belongsToTail } from '../tail';
import { peopleWindow } from '../window';
import { type ListedPerson, type PeoplePage, readPeoplePage } from './readPeople';
import { removePeople } from './removePeople';
import { type PeopleOutcome, sendPeople } from './sendPeople';

/** More people than this vanish from one page only when something is wrong: nothing is deleted then. */
const MOST_GONE = 5;

/** The deep pass: everyone complete, with all applications and how they got where they are. */
export async function sendDetailPages(run: BackfillRun): Promise<void> {
	await forEachPage<PeoplePage>(
		run.checkpoint.people.pageId,
		async (pageId) =>
			await readPeoplePage(
				run,
				{ ...peopleWindow(run.checkpoint), ...(pageId && { pageId }) },
				run.options.applications,
			),
		(page) => page.next,
		(page) => run.hasRoom(page.people.reduce((sum, one) => sum + 1 + one.assignments.length, 0)),
		async (page) => {
			await sendPage(run, page);
		},
		() => {
			run.aborted = true;
		},
	);
}

async function sendPage(run: BackfillRun, page: PeoplePage): Promise<void> {
	const gone = page.people.filter(({ details }) => !details);
	if (gone.length > MOST_GONE && gone.length * 2 > page.people.length) {
		throw new ConfigurationError(
			'SmartRecruiters lists candidates that it then says it does not know',
			'Check that the system role and the access group of the API credential may see all candidates.',
		);
	}
	const outcome = await sendPeople(run, page.people, run.options);
	const removal = await removeGone(run, gone);
	commitPage(run, page, outcome, removal);
}

/** Deleted or merged away since the list was read: what the fast pass sent of them goes, too. */
async function removeGone(run: BackfillRun, gone: readonly ListedPerson[]): Promise<Removal> {
	if (run.aborted || gone.length === 0) return { deletions: [], rejections: [] };
	return await removePeople(
		run,
		gone.map(({ item }) => ({
			candidateId: item.id,
			jobIds: [item.primaryAssignment, ...item.secondaryAssignments].flatMap((assignment) =>
				assignment ? assignment.job.id : [],
			),
		})),
		REASONS.deleted,
	);
}

function commitPage(
	run: BackfillRun,
	page: PeoplePage,
	{ rejections, applicationRejections, deletions }: PeopleOutcome,
	removal: Removal,
): void {
	const { checkpoint } = run;
	const shown = page.people.filter(({ details, withheld }) => details && !withheld);
	const leftOut = page.people.length - shown.length;
	const applications = shown.reduce((sum, { assignments }) => sum + assignments.length, 0);
	// After a fast pass, the primary applications are counted and what it rejected is reported already.
	const afterFastPass = checkpoint.previousStartedAtMs === null;
	const primaries = shown.filter(
		({ item, hiddenJobIds }) =>
			item.primaryAssignment && !hiddenJobIds.includes(item.primaryAssignment.job.id),
	).length;
	const more = afterFastPass ? Math.max(0, applications - primaries) : applications;
	let tail = checkpoint.tails.candidates;
	if (!afterFastPass) {
		for (const { item } of page.people) {
			if (belongsToTail(item.updatedOn, checkpoint.startedAtMs)) {
				tail = addToTail(tail, item.id, item.updatedOn);
			}
		}
	}
	const next: Checkpoint['people'] = page.next
		? { state: 'deep', pageId: page.next }
		: { state: 'done', pageId: null };
	const done = shown.length - rejections.length;
	run.deletions.push(...deletions, ...removal.deletions);
	run.withheld += page.people.filter(({ withheld }) => withheld).length;
	run.commit(
		{
			people: next,
			tails: { ...checkpoint.tails, candidates: tail },
			counts: run.counted({
				details: { done, leftOut, rejected: rejections.length, total: page.total ?? null },
				...(!afterFastPass && {
					candidates: { done, leftOut, rejected: rejections.length, total: page.total ?? null },
				}),
				applications: {
					done: Math.max(0, more - secondaryRejections(applicationRejections, page, afterFastPass)),
					rejected: secondaryRejections(applicationRejections, page, afterFastPass),
					...(!afterFastPass && {
						total: (checkpoint.counts.applications.total ?? 0) + applications,
					}),
				},
			}),
		},
		done + applications - applicationRejections.length,
		[...rejections, ...applicationRejections, ...removal.rejections],
	);
}

/** Rejections of applications that the fast pass had not counted. */
function secondaryRejections(
	rejections: readonly Rejection[],
	page: PeoplePage,
	afterFastPass: boolean,
): number {
	if (!afterFastPass) return rejections.length;
	const primary = new Set(
		page.people.flatMap(({ item }) =>
			item.primaryAssignment ? applicationId(item.id, item.primaryAssignment.job.id) : [],
		),
	);
	return rejections.filter(({ recordId }) => !primary.has(recordId)).length;
}
