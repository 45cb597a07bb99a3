import { ConfigurationError } from '../../errors/ConfigurationError';
import {
	type ApplicationRecord,
	deleteApplications,
	type StageSet,
	upsertApplications,
	upsertStages,
} from '../../linkedin/applications';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import {
	type CandidateRecord,
	deleteCandidates,
	getCandidates,
	upsertCandidates,
} from '../../linkedin/candidates';
import {
	applicationId,
	applicationToLinkedIn,
	historyToStages,
} from '../../mapping/applicationToLinkedIn';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import type { BackfillRun } from '../BackfillRun';
import type { Checkpoint } from '../checkpoint';
import { forEachPage } from '../forEachPage';
import { refusal, refusalsToRejections } from '../refusals';
import { addToTail, belongsToTail } from '../tail';
import { type PeoplePage, type Person, readPeoplePage } from './readPeople';

/** More people than this vanish from one page only when something is wrong: nothing is deleted then. */
const MOST_GONE = 5;

/** The deep pass: everyone complete, with all applications and how they got where they are. */
export async function sendDetailPages(run: BackfillRun): Promise<void> {
	await forEachPage<PeoplePage>(
		run.checkpoint.people.pageId,
		async (pageId) => await readPeoplePage(run, pageId),
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
	const { linkedIn, options } = run;
	const present = page.people.filter(({ details }) => details);
	const gone = page.people.filter(({ details }) => !details);
	const rejections: Rejection[] = [];
	if (gone.length > MOST_GONE && gone.length > present.length) {
		throw new ConfigurationError(
			'SmartRecruiters lists candidates that it then says it does not know',
			'Check that the system role and the access group of the API credential may see all candidates.',
		);
	}

	// A full replace would lose the link that a recruiter made by hand.
	const held = await getCandidates(
		linkedIn,
		present.map(({ item }) => item.id),
	);
	const mapped = new Map<string, CandidateRecord>();
	for (const { item, details } of present) {
		const linkedMember = held.get(item.id)?.manualMatchedMember;
		const result = candidateToLinkedIn(details ?? item, options.profileUrl, linkedMember);
		if (result.ok) mapped.set(item.id, { id: item.id, fields: result.value });
		else rejections.push({ kind: 'candidate', recordId: item.id, code: result.code });
	}
	if (options.candidates) {
		const outcome = await upsertCandidates(linkedIn, [...mapped.values()]);
		for (const { record } of outcome.refusals) mapped.delete(record.id);
		rejections.push(...refusalsToRejections('candidate', outcome.refusals));
	}
	const applicationRejections = options.applications
		? await sendApplications(run, present, mapped)
		: [];
	await deleteGone(run, gone);
	commitPage(run, page, { rejections, applicationRejections, gone: gone.length });
}

/** Applications with their stages; those of refused candidates are refused as well. */
async function sendApplications(
	run: BackfillRun,
	people: readonly Person[],
	candidates: ReadonlyMap<string, CandidateRecord>,
): Promise<Rejection[]> {
	const rejections: Rejection[] = [];
	const records: ApplicationRecord[] = [];
	const stages = new Map<string, StageSet>();
	for (const { item, assignments } of people) {
		const candidate = candidates.get(item.id);
		for (const { assignment, history } of assignments) {
			const record =
				candidate && applicationToLinkedIn(item.id, candidate.fields, assignment, history);
			if (record) {
				records.push(record);
				stages.set(record.id, { applicationId: record.id, stages: historyToStages(history) });
			} else {
				rejections.push({
					kind: 'application',
					recordId: applicationId(item.id, assignment.job.id),
					code: candidate ? 'NO_JOB_TITLE' : 'CANDIDATE_REFUSED',
				});
			}
		}
	}
	for (let from = 0; from < records.length; from += MAX_BATCH) {
		const outcome = await upsertApplications(run.linkedIn, records.slice(from, from + MAX_BATCH));
		for (const { record } of outcome.refusals) stages.delete(record.id);
		rejections.push(...refusalsToRejections('application', outcome.refusals));
	}
	const sets = [...stages.values()].filter((set) => set.stages.length > 0);
	for (const [id, status] of await upsertStages(run.linkedIn, sets)) {
		rejections.push(refusal('application', id, status, 'stage'));
	}
	return rejections;
}

/** Deleted or merged away since the list was read: what the fast pass sent of them goes, too. */
async function deleteGone(run: BackfillRun, gone: readonly Person[]): Promise<void> {
	if (run.aborted || gone.length === 0) return;
	const applications = gone.flatMap(({ item }) =>
		[item.primaryAssignment, ...item.secondaryAssignments].flatMap((assignment) =>
			assignment ? applicationId(item.id, assignment.job.id) : [],
		),
	);
	for (let from = 0; from < applications.length; from += MAX_BATCH) {
		await deleteApplications(run.linkedIn, applications.slice(from, from + MAX_BATCH));
	}
	await deleteCandidates(
		run.linkedIn,
		gone.map(({ item }) => item.id),
	);
}

function commitPage(
	run: BackfillRun,
	page: PeoplePage,
	result: { rejections: Rejection[]; applicationRejections: Rejection[]; gone: number },
): void {
	const { checkpoint } = run;
	const { rejections, applicationRejections } = result;
	const applications = page.people.reduce((sum, { assignments }) => sum + assignments.length, 0);
	// After a fast pass, the primary applications are counted and what it rejected is reported already.
	const afterFastPass = checkpoint.previousStartedAtMs === null;
	const primaries = page.people.filter(({ item }) => item.primaryAssignment).length;
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
	const sent =
		page.people.length -
		rejections.length -
		result.gone +
		applications -
		applicationRejections.length;
	run.commit(
		{
			people: next,
			tails: { ...checkpoint.tails, candidates: tail },
			counts: run.counted({
				details: {
					done: page.people.length - rejections.length - result.gone,
					leftOut: result.gone,
					rejected: rejections.length,
					total: page.total ?? null,
				},
				...(!afterFastPass && {
					candidates: {
						done: page.people.length - rejections.length - result.gone,
						leftOut: result.gone,
						rejected: rejections.length,
						total: page.total ?? null,
					},
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
		sent,
		[...rejections, ...applicationRejections],
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
