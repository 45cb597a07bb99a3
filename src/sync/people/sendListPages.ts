import { chunks } from '../../basics/chunks';
import { DAY_MS } from '../../basics/durations';
import { type ApplicationRecord, upsertApplications } from '../../linkedin/applications';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { type CandidateRecord, getCandidates, upsertCandidates } from '../../linkedin/candidates';
import type { HeldRecords } from '../../linkedin/HeldRecords';
import type { Page } from '../../http/Page';
import { applicationId, applicationToLinkedIn } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { listCandidates } from '../../smartrecruiters/candidates';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import type { SentPeople } from '../../state/SentLedger';
import { advanced } from '../advanced';
import type { Checkpoint, PeopleState } from '../checkpoint';
import { LIST_START, type ListCursor } from '../ListCursor';
import type { Outcome } from '../Outcome';
import { type Intention, Intentions } from '../Intentions';
import { overlapped, PAGES_AT_ONCE, PHASES, Storing, type Turn } from '../overlapped';
import { type AheadPage, readAhead } from '../readAhead';
import { refusalsToRejections } from '../refusals';
import { addToTail, belongsToTail } from '../tail';
import { malformedToRejection } from '../toRejection';
import { peopleWindow } from '../window';
import type { StepResult, Work } from '../Work';
import { jobIdsOf } from './jobIdsOf';
import { mapListed } from './mapListed';
import { notAnswered } from './sendPeople';

/** Someone who came this long before the run would have been part of any earlier backfill. */
const SETTLED_AFTER_MS = 90 * DAY_MS;

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
				const found = await lookAt(work, { startedAtMs: begin.startedAtMs, held }, page);
				held = found.held.now;
				intention = intentions.join(found.news);
				return { ...found, intention };
			});
			return { page, next, ...(await sendPage(work, page, looked, turn)) };
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

type Looked = Awaited<ReturnType<typeof lookAt>>;

/** Who of a page may leave, and whom LinkedIn holds. */
async function lookAt(
	work: Work,
	known: Pick<Checkpoint, 'startedAtMs' | 'held'>,
	page: Page<SrCandidateListItem>,
) {
	const { shown, hidden } = await sortOut(work, page.content);
	const listed = mapListed(work, shown);
	const { mapped } = listed;
	const held = await findHeld(work, known, shown, [...mapped.keys()]);
	const unsure = notAnswered(shown, held.asked);
	for (const { recordId } of unsure) mapped.delete(recordId);
	const news = work.options.dryRun
		? new Map<string, ReadonlyMap<string, string>>()
		: newOnPage(work, shown, hidden, mapped, held.leaveAlone);
	return { shown, hidden, ...listed, held, unsure, news };
}

async function sendPage(
	work: Work,
	page: Page<SrCandidateListItem>,
	looked: Looked & { intention: Intention },
	turn: Turn,
): Promise<{ counts: PageCounts; outcome: Partial<Outcome> }> {
	const { options, linkedIn } = work;
	const { shown, hidden, mapped, unmapped, forDeepPass, held, unsure, news, intention } = looked;
	const rejections = [...unmapped, ...unsure];
	const { leaveAlone } = held;
	await intention.written;
	await turn(PHASES.candidates, async () => {
		intention.begins();
		if (options.candidates && !options.dryRun) {
			const toSend = [...mapped.values()].filter(({ id }) => !leaveAlone.has(id));
			const { refusals } = await upsertCandidates(linkedIn, toSend);
			for (const { record } of refusals) mapped.delete(record.id);
			rejections.push(...refusalsToRejections('candidate', refusals));
		}
	});
	const waiting = new Set([...forDeepPass, ...leaveAlone]);
	const ofApplications = await turn(PHASES.applications, async () => {
		const refused = options.applications
			? await sendPrimaries(work, shown, hidden, mapped, { forDeepPass, leaveAlone })
			: [];
		work.sent.settle(news);
		return refused;
	});
	const odd = page.malformed.map(malformedToRejection);
	const refused = new Set(
		[...rejections, ...ofApplications, ...odd].map(({ recordId }) => recordId),
	);
	// Whoever waits for the deep pass is settled there.
	const settled = options.dryRun
		? []
		: shown.flatMap((item) => {
				const primary = primaryOf(item, hidden);
				const sent = mapped.has(item.id) && !waiting.has(item.id);
				return sent
					? [
							{ kind: 'candidate' as const, recordId: item.id },
							...(primary
								? [
										{
											kind: 'application' as const,
											recordId: applicationId(item.id, primary.job.id),
										},
									]
								: []),
						].filter(({ recordId }) => !refused.has(recordId))
					: [];
			});
	const withheld = page.content.length - shown.length;
	// The deep pass counts them, where it runs.
	const countsWithheld = !options.details || options.dryRun;
	const missing = page.malformed.filter(({ partial }) => !partial).length;
	return {
		counts: {
			held: held.now,
			withheld,
			refusedCandidates: rejections.length,
			missing,
			refusedApplications: ofApplications.length,
			primaries: shown.filter((item) => primaryOf(item, hidden)).length,
			assignments: shown.reduce(
				(sum, item) => sum + jobIdsOf(item).filter((jobId) => !hidden.has(jobId)).length,
				0,
			),
		},
		outcome: {
			settled,
			rejections: [...rejections, ...ofApplications, ...odd],
			withheld: countsWithheld ? withheld : 0,
		},
	};
}

/** Who is about to be sent, with their primary application. */
function newOnPage(
	{ options }: Work,
	items: readonly SrCandidateListItem[],
	hidden: ReadonlySet<string>,
	mapped: ReadonlyMap<string, CandidateRecord>,
	leaveAlone: ReadonlySet<string>,
): SentPeople {
	const news = new Map<string, ReadonlyMap<string, string>>();
	for (const item of items) {
		if (!mapped.has(item.id) || leaveAlone.has(item.id)) continue;
		const primary = options.applications ? primaryOf(item, hidden) : undefined;
		news.set(item.id, new Map(primary ? [[primary.job.id, '']] : []));
	}
	return news;
}

/** Primary applications of those whom LinkedIn took. @param waiting who is left to the deep pass, unknown or known to LinkedIn */
async function sendPrimaries(
	{ options, linkedIn }: Work,
	items: readonly SrCandidateListItem[],
	hidden: ReadonlySet<string>,
	mapped: ReadonlyMap<string, CandidateRecord>,
	waiting: { forDeepPass: ReadonlySet<string>; leaveAlone: ReadonlySet<string> },
): Promise<Rejection[]> {
	const rejections: Rejection[] = [];
	const records: ApplicationRecord[] = [];
	for (const item of items) {
		const primary = primaryOf(item, hidden);
		if (!primary || waiting.forDeepPass.has(item.id)) continue;
		const candidate = mapped.get(item.id);
		const record = candidate && applicationToLinkedIn(item.id, candidate.fields, primary, []);
		if (record) {
			if (!waiting.leaveAlone.has(item.id)) records.push(record);
		} else {
			rejections.push({
				kind: 'application',
				recordId: applicationId(item.id, primary.job.id),
				code: candidate ? 'NO_JOB_TITLE' : 'CANDIDATE_REFUSED',
			});
		}
	}
	for (const some of chunks(options.dryRun ? [] : records, MAX_BATCH)) {
		const outcome = await upsertApplications(linkedIn, some);
		rejections.push(...refusalsToRejections('application', outcome.refusals));
	}
	return rejections;
}

/** Those who may leave, and the jobs that may not. */
async function sortOut(
	{ sharing }: Work,
	items: readonly SrCandidateListItem[],
): Promise<{ shown: SrCandidateListItem[]; hidden: ReadonlySet<string> }> {
	await sharing.lookUp(items.map(({ id }) => id));
	const shown: SrCandidateListItem[] = [];
	for (const item of items)
		if (!(await sharing.withheld({ ...item, jobIds: jobIdsOf(item) }))) shown.push(item);
	return { shown, hidden: await sharing.hiddenJobs() };
}

function primaryOf(
	{ primaryAssignment }: SrCandidateListItem,
	hidden: ReadonlySet<string>,
): SrCandidateListItem['primaryAssignment'] {
	return primaryAssignment && !hidden.has(primaryAssignment.job.id) ? primaryAssignment : undefined;
}

function behindLists({ details, dryRun }: Work['options'], { report }: Checkpoint): PeopleState {
	if (dryRun) return 'done';
	return report ? 'report' : details ? 'deep' : 'done';
}

interface PageCounts {
	held: Checkpoint['held'];
	withheld: number;
	refusedCandidates: number;
	/** Entries that could not be read at all. */
	missing: number;
	refusedApplications: number;
	primaries: number;
	assignments: number;
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

/**
 * A list page knows less than LinkedIn may already hold, and a write replaces the whole record: people whom LinkedIn
 * holds are left to the deep pass. LinkedIn is asked until a page with someone who came long ago shows that it holds
 * nobody; from then on only those are asked about who were touched since the run began: a recruiter may have exported
 * them meanwhile.
 */
async function findHeld(
	{ linkedIn, options }: Work,
	checkpoint: Pick<Checkpoint, 'startedAtMs' | 'held'>,
	items: readonly SrCandidateListItem[],
	candidateIds: readonly string[],
): Promise<{
	/** What is known after this page. */
	now: Checkpoint['held'];
	leaveAlone: ReadonlySet<string>;
	asked: HeldRecords<unknown>;
}> {
	const fresh = new Set(
		items.filter(({ updatedOn }) => updatedOn >= checkpoint.startedAtMs).map(({ id }) => id),
	);
	const asked =
		checkpoint.held === 'no' ? candidateIds.filter((id) => fresh.has(id)) : candidateIds;
	const found = await getCandidates(linkedIn, options.dryRun ? [] : asked);
	const settled = items.some(
		({ createdOn }) => createdOn < checkpoint.startedAtMs - SETTLED_AFTER_MS,
	);
	const holdsNobody = settled && asked.length > 0 && !options.dryRun && found.unknown.size === 0;
	const answer = { leaveAlone: new Set(found.keys()), asked: found };
	if (checkpoint.held === 'no') return { now: 'no', ...answer };
	if (found.size > 0) return { now: 'yes', ...answer };
	return { now: checkpoint.held === 'unknown' && holdsNobody ? 'no' : checkpoint.held, ...answer };
}
