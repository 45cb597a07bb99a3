import { DAY_MS } from '../../basics/durations';
import type { Page } from '../../http/Page';
import { type CandidateRecord, getCandidates } from '../../linkedin/candidates';
import type { HeldRecords } from '../../linkedin/HeldRecords';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import type { SentPeople } from '../../state/SentLedger';
import type { Checkpoint } from '../checkpoint';
import type { Work } from '../Work';
import { jobIdsOf } from './jobIdsOf';
import { mapListed } from './mapListed';
import { notAnswered } from './sendPeople';

/** Someone who came this long before the run would have been part of any earlier backfill. */
const SETTLED_AFTER_MS = 90 * DAY_MS;

export type LookedAt = Awaited<ReturnType<typeof lookAtListPage>>;

/** Who of a page may leave, and whom LinkedIn holds. */
export async function lookAtListPage(
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

/** The application that a list entry tells, unless its job may not leave. */
export function primaryOf(
	{ primaryAssignment }: SrCandidateListItem,
	hidden: ReadonlySet<string>,
): SrCandidateListItem['primaryAssignment'] {
	return primaryAssignment && !hidden.has(primaryAssignment.job.id) ? primaryAssignment : undefined;
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
