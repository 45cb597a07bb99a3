import { HeldRecords } from '../../linkedin/HeldRecords';
import type { Loose } from '../../linkedin/lenient';
import { readHeld } from '../../linkedin/readHeld';
import { HeldCandidateSchema } from '../../linkedin/schemas';
import type { Page } from '../../http/Page';
import { listCandidates } from '../../smartrecruiters/candidates';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import type { SentPeople } from '../../state/SentLedger';
import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { LIST_START, type ListCursor } from '../ListCursor';
import { mapConcurrently } from '../mapConcurrently';
import { matchOf } from '../matchOf';
import { joined } from '../Outcome';
import { readAhead } from '../readAhead';
import { addToTail, belongsToTail } from '../tail';
import { malformedToRejection } from '../toRejection';
import { peopleWindow } from '../window';
import type { StepResult, Work } from '../Work';
import { findUnchanged, type Unchanged } from './findUnchanged';
import { jobIdsOf } from './jobIdsOf';
import { notVisible } from './notVisible';
import { isAbsent, readPerson } from './readPerson';
import { notAnswered, outcomeOf, sendPeople } from './sendPeople';

/**
 * Everyone, compared with what LinkedIn holds: who agrees is left as they are, without a request of their own; everybody
 * else is read and sent complete.
 */
export async function* sendDifferingPages(
	work: Work,
	begin: Checkpoint,
	hasRoom: (recordsToCome: number) => boolean,
): AsyncGenerator<StepResult> {
	let checkpoint = begin;
	const pages = readAhead<Page<SrCandidateListItem>>({
		endpoint: 'GET /candidates',
		from: begin.people,
		read: async (pageId) =>
			await listCandidates(work.smartRecruiters, {
				...peopleWindow(begin),
				...(pageId && { pageId }),
			}),
		wantsNext: (page) => hasRoom(page.content.length),
	});
	for await (const { page, next } of pages) {
		const result = await comparePage(work, checkpoint, page, next);
		({ checkpoint } = result);
		yield result;
	}
}

async function comparePage(
	work: Work,
	checkpoint: Checkpoint,
	page: Page<SrCandidateListItem>,
	next: ListCursor | undefined,
): Promise<StepResult> {
	const items = page.content;
	const known = await work.sent.people(items.map(({ id }) => id));
	const { wanted, withheld } = await sortOut(work, items, known);
	const held =
		(await readHeld(
			work.linkedIn,
			'candidates',
			wanted.map(({ id }) => id),
		)) ?? new HeldRecords<Loose>([]);
	const answered = wanted.filter(({ id }) => !held.unknown.has(id));
	const unchanged = await findUnchanged(work, answered, held);
	await adopt(work, unchanged, known);
	const differing = [...answered.filter(({ id }) => !unchanged.has(id)), ...withheld.toRetract];
	const people = await mapConcurrently(
		differing,
		DETAIL_CONCURRENCY,
		async ({ id, consent }) => await readPerson(work, id, work.options.applications, consent),
	);
	const sent = await sendPeople(work, people, work.options);
	const absent = people.filter(isAbsent).map(({ id }) => notVisible('candidate', id));
	const unsure = notAnswered(wanted, held);
	const odd = page.malformed.map(malformedToRejection);
	const outcome = joined([
		outcomeOf(people, sent),
		{
			rejections: [...absent, ...unsure, ...odd],
			settled: [...unchanged].flatMap(([id, { applicationIds }]) => [
				{ kind: 'candidate' as const, recordId: id },
				...applicationIds.map((recordId) => ({ kind: 'application' as const, recordId })),
			]),
			matches: [...unchanged.keys()].flatMap((id) =>
				matchOf(id, HeldCandidateSchema.parse(held.get(id) ?? {})),
			),
			withheld: withheld.count - withheld.toRetract.length,
		},
	]);
	const refused = new Set(sent.rejections.map(({ recordId }) => recordId));
	const shown = people.filter((one) => one.details && !one.withheld);
	const unread = people.filter((one) => !one.details && !isAbsent(one)).length;
	const sentComplete = shown.filter(({ id }) => !refused.has(id)).length;
	const done = unchanged.size + sentComplete;
	const rejected =
		shown.length -
		sentComplete +
		unread +
		unsure.length +
		page.malformed.filter(({ partial }) => !partial).length;
	const untouched = [...unchanged.values()].reduce(
		(sum, { applicationIds }) => sum + applicationIds.length,
		0,
	);
	const applications = untouched + shown.reduce((sum, one) => sum + one.applications.length, 0);
	const leftOut = items.length - done - (rejected - odd.length);
	const counts = { done, rejected, leftOut: Math.max(0, leftOut), total: page.totalFound ?? null };
	let tail = checkpoint.tails.candidates;
	for (const { id, updatedOn } of items) {
		if (belongsToTail(updatedOn, checkpoint.startedAtMs)) tail = addToTail(tail, id, updatedOn);
	}
	const before = checkpoint.compared ?? { unchanged: 0, differing: 0 };
	return {
		checkpoint: advanced(
			checkpoint,
			{
				people: next ? { state: 'compare', ...next } : { state: 'done', ...LIST_START },
				tails: { ...checkpoint.tails, candidates: tail },
				compared: {
					unchanged: before.unchanged + unchanged.size,
					differing: before.differing + sentComplete,
				},
			},
			{
				candidates: counts,
				details: counts,
				applications: {
					done: applications - sent.applicationRejections.length,
					rejected: sent.applicationRejections.length,
					total: (checkpoint.counts.applications.total ?? 0) + applications,
				},
			},
		),
		records: items.length,
		outcome,
	};
}

/**
 * Who may leave; and of the others those whom LinkedIn was sent before, who have to go. The rest is not named to LinkedIn.
 */
async function sortOut(
	{ sharing }: Work,
	items: readonly SrCandidateListItem[],
	known: SentPeople | undefined,
): Promise<{
	wanted: SrCandidateListItem[];
	withheld: { count: number; toRetract: SrCandidateListItem[] };
}> {
	await sharing.lookUp(items.map(({ id }) => id));
	const wanted: SrCandidateListItem[] = [];
	const hidden: SrCandidateListItem[] = [];
	for (const item of items) {
		const why = await sharing.withheld({ ...item, jobIds: jobIdsOf(item) });
		(why ? hidden : wanted).push(item);
	}
	const toRetract = hidden.filter(({ id }) => !known || known.has(id));
	return { wanted, withheld: { count: hidden.length, toRetract } };
}

/** LinkedIn holds them, by whichever connection: they are deleted there like what this one has sent. */
async function adopt(
	{ sent }: Work,
	unchanged: ReadonlyMap<string, Unchanged>,
	known: SentPeople | undefined,
): Promise<void> {
	const news = new Map<string, ReadonlyMap<string, string>>();
	for (const [id, { jobIds }] of unchanged) {
		const before = known?.get(id);
		const more = jobIds.filter((jobId) => !before?.has(jobId));
		// Stages cannot be compared: with the next change of this person they go again.
		if (!before || more.length > 0) news.set(id, new Map(more.map((jobId) => [jobId, ''])));
	}
	await sent.intend(news);
	sent.settle(news);
}
