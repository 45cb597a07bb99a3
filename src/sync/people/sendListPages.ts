import { upsertApplications } from '../../linkedin/applications';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { type CandidateRecord, getCandidates, upsertCandidates } from '../../linkedin/candidates';
import { applicationId, applicationToLinkedIn } from '../../mapping/applicationToLinkedIn';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import { isPlaceholderEmail } from '../../mapping/placeholderEmail';
import type { Rejection } from '../../mapping/Rejection';
import { doNotContact } from '../../mapping/SharingRules';
import { listCandidates } from '../../smartrecruiters/candidates';
import type { Page } from '../../http/Page';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import type { BackfillRun } from '../BackfillRun';
import { forEachPage } from '../forEachPage';
import { refusalsToRejections } from '../refusals';
import { addToTail, belongsToTail } from '../tail';
import { peopleWindow } from '../window';
import type { Checkpoint } from '../checkpoint';

/** Someone who came this long before the run would have been part of any earlier backfill. */
const SETTLED_AFTER_MS = 90 * 86_400_000;

/** The fast pass: everyone from list pages, with their primary application. */
export async function sendListPages(run: BackfillRun): Promise<void> {
	const { options } = run;
	const perPerson = Number(options.candidates) + Number(options.applications);
	await forEachPage<Page<SrCandidateListItem>>(
		run.checkpoint.people.pageId,
		async (pageId) =>
			await listCandidates(run.smartRecruiters, {
				...peopleWindow(run.checkpoint),
				...(pageId && { pageId }),
			}),
		(page) => page.nextPageId,
		(page) => run.hasRoom(page.content.length * perPerson),
		async (page) => {
			await sendPage(run, page);
		},
		() => {
			run.aborted = true;
		},
	);
}

async function sendPage(run: BackfillRun, page: Page<SrCandidateListItem>): Promise<void> {
	const { options, linkedIn, checkpoint } = run;
	const rejections: Rejection[] = [];
	const mapped = new Map<string, CandidateRecord>();
	const { shown, hidden } = await sortOut(run, page.content);
	// LinkedIn takes somebody without an address only with their link, which the deep pass reads.
	const forDeepPass = new Set<string>();
	for (const item of shown) {
		if (isPlaceholderEmail(item.email)) {
			forDeepPass.add(item.id);
			continue;
		}
		const result = candidateToLinkedIn(
			item,
			options.profileUrl,
			undefined,
			doNotContact(item, run.sharing.rules),
		);
		if (result.ok) mapped.set(item.id, { id: item.id, fields: result.value });
		else rejections.push({ kind: 'candidate', recordId: item.id, code: result.code });
	}
	const { held, leaveAlone } = await findHeld(run, shown, [...mapped.keys()]);
	const toSend = [...mapped.values()].filter(({ id }) => !leaveAlone.has(id));
	if (options.candidates && !options.dryRun) {
		const outcome = await upsertCandidates(linkedIn, toSend);
		for (const { record } of outcome.refusals) mapped.delete(record.id);
		rejections.push(...refusalsToRejections('candidate', outcome.refusals));
	}
	const refusedCandidates = rejections.length;

	let assignments = 0;
	if (options.applications) {
		const records = shown.flatMap((item) => {
			const primary = primaryOf(item, hidden);
			assignments +=
				Number(Boolean(primary)) +
				item.secondaryAssignments.filter(({ job }) => !hidden.has(job.id)).length;
			if (!primary || forDeepPass.has(item.id)) return [];
			const candidate = mapped.get(item.id);
			const record = candidate && applicationToLinkedIn(item.id, candidate.fields, primary, []);
			if (record) return leaveAlone.has(item.id) ? [] : record;
			rejections.push({
				kind: 'application',
				recordId: applicationId(item.id, primary.job.id),
				code: candidate ? 'NO_JOB_TITLE' : 'CANDIDATE_REFUSED',
			});
			return [];
		});
		for (let from = 0; !options.dryRun && from < records.length; from += MAX_BATCH) {
			const outcome = await upsertApplications(linkedIn, records.slice(from, from + MAX_BATCH));
			rejections.push(...refusalsToRejections('application', outcome.refusals));
		}
	}
	const primaries = options.applications
		? shown.filter((item) => primaryOf(item, hidden)).length
		: 0;
	commitPage(run, page, {
		held,
		rejections,
		withheld: page.content.length - shown.length,
		refusedCandidates,
		assignments,
		doneApplications: primaries - (rejections.length - refusedCandidates),
		before: checkpoint,
	});
}

/** Those who may leave, and the jobs that may not. */
async function sortOut(
	run: BackfillRun,
	items: readonly SrCandidateListItem[],
): Promise<{ shown: SrCandidateListItem[]; hidden: ReadonlySet<string> }> {
	const shown: SrCandidateListItem[] = [];
	for (const item of items) {
		const jobIds = [item.primaryAssignment, ...item.secondaryAssignments].flatMap((one) =>
			one ? one.job.id : [],
		);
		if (!(await run.sharing.withheld({ ...item, jobIds }))) shown.push(item);
	}
	return { shown, hidden: await run.sharing.hiddenJobs() };
}

function primaryOf(
	{ primaryAssignment }: SrCandidateListItem,
	hidden: ReadonlySet<string>,
): SrCandidateListItem['primaryAssignment'] {
	return primaryAssignment && !hidden.has(primaryAssignment.job.id) ? primaryAssignment : undefined;
}

interface PageResult {
	held: Checkpoint['held'];
	rejections: readonly Rejection[];
	withheld: number;
	refusedCandidates: number;
	assignments: number;
	doneApplications: number;
	before: Checkpoint;
}

function commitPage(run: BackfillRun, page: Page<SrCandidateListItem>, result: PageResult): void {
	const { options } = run;
	const { before, rejections, refusedCandidates, withheld } = result;
	const doneCandidates = page.content.length - withheld - refusedCandidates;
	let tail = before.tails.candidates;
	for (const { id, updatedOn } of page.content) {
		if (belongsToTail(updatedOn, before.startedAtMs)) tail = addToTail(tail, id, updatedOn);
	}
	// The deep pass counts them, where it runs.
	if (!options.details || options.dryRun) run.withheld += withheld;
	run.commit(
		{
			people: page.nextPageId
				? { state: 'fast', pageId: page.nextPageId }
				: { state: options.details && !options.dryRun ? 'deep' : 'done', pageId: null },
			held: result.held,
			tails: { ...before.tails, candidates: tail },
			counts: run.counted({
				...(options.candidates && {
					candidates: {
						done: doneCandidates,
						leftOut: withheld,
						rejected: refusedCandidates,
						total: page.totalFound ?? null,
					},
				}),
				...(options.applications && {
					applications: {
						done: result.doneApplications,
						rejected: rejections.length - refusedCandidates,
						total: (before.counts.applications.total ?? 0) + result.assignments,
					},
				}),
				...(options.details && { details: { total: page.totalFound ?? null } }),
			}),
		},
		(options.candidates ? doneCandidates : 0) + result.doneApplications,
		rejections,
	);
}

/**
 * A list page knows less than LinkedIn may already hold, and a write replaces the whole record: people whom LinkedIn
 * holds are left to the deep pass. LinkedIn is asked until a page with someone who came long ago shows that it holds
 * nobody; from then on only those are asked about who were touched since the run began: a recruiter may have exported
 * them meanwhile.
 */
async function findHeld(
	run: BackfillRun,
	items: readonly SrCandidateListItem[],
	candidateIds: readonly string[],
): Promise<{ held: Checkpoint['held']; leaveAlone: ReadonlySet<string> }> {
	const { checkpoint, options } = run;
	const fresh = new Set(
		items.filter(({ updatedOn }) => updatedOn >= checkpoint.startedAtMs).map(({ id }) => id),
	);
	const asked =
		checkpoint.held === 'no' ? candidateIds.filter((id) => fresh.has(id)) : candidateIds;
	if (options.dryRun || asked.length === 0) return { held: checkpoint.held, leaveAlone: new Set() };
	const found = await getCandidates(run.linkedIn, asked);
	if (checkpoint.held === 'no') return { held: 'no', leaveAlone: new Set(found.keys()) };
	if (found.size > 0) return { held: 'yes', leaveAlone: new Set(found.keys()) };
	const settled = items.some(
		({ createdOn }) => createdOn < checkpoint.startedAtMs - SETTLED_AFTER_MS,
	);
	return {
		held: checkpoint.held === 'unknown' && settled ? 'no' : checkpoint.held,
		leaveAlone: new Set(),
	};
}
