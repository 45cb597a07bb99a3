import type { Page } from '../../http/Page';
import { listCandidates } from '../../smartrecruiters/candidates';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import { advanced } from '../advanced';
import type { Checkpoint, PeopleState } from '../checkpoint';
import { type Intention, Intentions } from '../Intentions';
import { LIST_START, type ListCursor } from '../ListCursor';
import { overlapped, PAGES_AT_ONCE, PHASES, Storing, type Turn } from '../overlapped';
import { type AheadPage, readAhead } from '../readAhead';
import { addToTail, belongsToTail } from '../tail';
import { peopleWindow } from '../window';
import type { StepResult, Work } from '../Work';
import { lookAtListPage } from './lookAtListPage';
import { type PageCounts, writeListPage } from './writeListPage';

/** The fast pass: everyone from list pages, with their primary application. */
export async function* sendListPages(
	work: Work,
	begin: Checkpoint,
	hasRoom: (recordsToCome: number) => boolean,
): AsyncGenerator<StepResult> {
	const { options } = work;
	const perPerson = Number(options.candidates) + Number(options.applications);
	let checkpoint = begin;
	// Looks go in the order of the pages, so that each knows what the one before found.
	let { held } = begin;
	const pages = readAhead<Page<SrCandidateListItem>>({
		endpoint: 'GET /candidates',
		from: begin.people,
		read: async (pageId) =>
			await listCandidates(work.smartRecruiters, {
				...peopleWindow(begin),
				...(pageId && { pageId }),
			}),
		wantsNext: (page) => hasRoom(page.content.length * perPerson),
	});
	const storing = new Storing();
	const intentions = new Intentions(async (news) => {
		await storing.during(async () => {
			await work.sent.intend(news);
		});
	});
	const send = async ({ page, next }: AheadPage<Page<SrCandidateListItem>>, turn: Turn) => {
		let intention: Intention | undefined;
		try {
			const looked = await turn(PHASES.look, async () => {
				const found = await lookAtListPage(work, { startedAtMs: begin.startedAtMs, held }, page);
				held = found.held.now;
				intention = intentions.join(found.news);
				return { ...found, intention };
			});
			return { page, next, ...(await writeListPage(work, page, looked, turn)) };
		} finally {
			intention?.begins();
		}
	};
	const sent = overlapped(pages, PAGES_AT_ONCE, send, storing);
	for await (const { page, next, counts, outcome } of sent) {
		const result = { ...pageResult(work, checkpoint, page, next, counts), outcome };
		({ checkpoint } = result);
		yield result;
	}
}

function behindLists({ details, dryRun }: Work['options'], { report }: Checkpoint): PeopleState {
	if (dryRun) return 'done';
	return report ? 'report' : details ? 'deep' : 'done';
}

function pageResult(
	{ options }: Work,
	before: Checkpoint,
	page: Page<SrCandidateListItem>,
	next: ListCursor | undefined,
	counts: PageCounts,
): Omit<StepResult, 'outcome'> {
	const { held, withheld, refusedCandidates, missing, refusedApplications } = counts;
	const done = page.content.length - withheld - refusedCandidates;
	const doneApplications = options.applications ? counts.primaries - refusedApplications : 0;
	const total = page.totalFound ?? null;
	let tail = before.tails.candidates;
	for (const { id, updatedOn } of page.content) {
		if (belongsToTail(updatedOn, before.startedAtMs)) tail = addToTail(tail, id, updatedOn);
	}
	return {
		checkpoint: advanced(
			before,
			{
				people: next
					? { state: 'fast', ...next }
					: { state: behindLists(options, before), ...LIST_START },
				held,
				tails: { ...before.tails, candidates: tail },
			},
			{
				...(options.candidates && {
					candidates: {
						done,
						leftOut: withheld,
						rejected: refusedCandidates + missing,
						total,
					},
				}),
				...(options.applications && {
					applications: {
						done: doneApplications,
						rejected: refusedApplications,
						total: (before.counts.applications.total ?? 0) + counts.assignments,
					},
				}),
				...(options.details && { details: { total } }),
			},
		),
		records: (options.candidates ? done : 0) + doneApplications,
	};
}
