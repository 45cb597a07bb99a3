import { PauseSignal } from '../../errors/PauseSignal';
import { PageGuard } from '../../http/PageGuard';
import type { Page } from '../../http/Page';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { getCandidates } from '../../linkedin/candidates';
import { getJobStatus } from '../../linkedin/jobPostings';
import { listCandidates } from '../../smartrecruiters/candidates';
import { listJobs } from '../../smartrecruiters/jobs';
import type { Removal } from '../Deletion';
import { withdrawJobs } from '../jobs/withdrawJobs';
import { LIST_START, type ListCursor } from '../ListCursor';
import { jobIdsOf } from '../people/jobIdsOf';
import { removePeople } from '../people/removePeople';
import { MOST_AT_ONCE, removeWithAllJobs } from '../people/removeWithAllJobs';
import type { SyncContext } from '../SyncContext';
import type { RemovalState } from './RemovalState';

export interface Removing extends SyncContext {
	/** Candidates who may be at LinkedIn although SmartRecruiters lists them no more. Asked when the others are gone. */
	readonly knownCandidateIds: () => Promise<readonly string[]>;
	/** Which of these records were deleted at LinkedIn. */
	readonly deletedOf: (
		kind: 'candidate' | 'job',
		recordIds: readonly string[],
	) => Promise<ReadonlySet<string>>;
	/** How long LinkedIn is given to close jobs before it is asked about them. */
	readonly jobCheckDelayMs: number;
}

export interface RemovalStep {
	state: RemovalState;
	removal: Removal;
}

const NONE: Removal = { deletions: [], rejections: [] };

/** One page of removing everything, or of looking whether everything is gone. */
export async function removalStep(work: Removing, state: RemovalState): Promise<RemovalStep> {
	const { phase } = state;
	if (phase === 'known') return await removeKnown(work, state);
	if (phase === 'people' || phase === 'checkPeople') return await peoplePage(work, state);
	return await jobPage(work, state);
}

/**
 * A hundred people whom SmartRecruiters does not list, by what LinkedIn was sent; where nobody knows that, a part of one
 * person. Most of the others are gone by now.
 */
async function removeKnown(work: Removing, state: RemovalState): Promise<RemovalStep> {
	const all = [...new Set([...(await work.knownCandidateIds()), ...state.unread])].sort();
	const ids = all.filter((id) => id > state.known).slice(0, MAX_BATCH);
	const last = ids.at(-1);
	if (last === undefined) return { state: { ...state, phase: 'jobs' }, removal: NONE };
	const sent = await work.sent.people(ids);
	if (sent) {
		const people = ids.filter((id) => sent.has(id)).map((candidateId) => ({ candidateId }));
		const removal = await removePeople(work, people, 'disconnected');
		const left = removal.rejections.filter(({ kind }) => kind === 'candidate').length;
		return counted(
			{ ...state, known: last, remainingCandidates: state.remainingCandidates + left },
			removal,
		);
	}
	const held = await getCandidates(work.linkedIn, ids);
	const one = ids.find((id) => held.mayHold(id));
	if (one === undefined) return { state: { ...state, known: last }, removal: NONE };
	const { knownAfterJobId: from } = state;
	const part = await removeWithAllJobs(work, one, from, 'disconnected', MOST_AT_ONCE);
	const isLeft = part.removal.rejections.length > 0;
	const { afterJobId } = part;
	return counted(
		{
			...state,
			...(afterJobId === undefined
				? { known: one, knownAfterJobId: '' }
				: { knownAfterJobId: afterJobId }),
			// The lists do not show them: nothing looks whether they are gone.
			remainingCandidates: state.remainingCandidates + (isLeft ? 1 : 0),
		},
		part.removal,
	);
}

async function peoplePage(work: Removing, state: RemovalState): Promise<RemovalStep> {
	const { smartRecruiters, linkedIn } = work;
	const page = await listCandidates(smartRecruiters, { pageId: state.list.pageId ?? undefined });
	const checks = state.phase === 'checkPeople';
	const ids = [...new Set(page.ids)];
	const after = goOn(state, 'GET /candidates', page, checks ? 'checkJobs' : 'known');
	if (!checks) {
		const people = page.content.map((item) => ({ candidateId: item.id, jobIds: jobIdsOf(item) }));
		// An entry that could not be read, or not as a whole, may be at LinkedIn all the same.
		const odd = new Set(page.malformed.map(({ recordId }) => recordId));
		const read = people.filter(({ candidateId }) => !odd.has(candidateId));
		const readIds = new Set(read.map(({ candidateId }) => candidateId));
		const unread = ids.filter((id) => !readIds.has(id));
		return counted(
			{ ...after, unread: [...state.unread, ...unread] },
			await removePeople(work, read, 'disconnected'),
		);
	}
	const held = await getCandidates(linkedIn, await toCheck(work, 'candidate', ids));
	return {
		state: {
			...after,
			checkedCandidates: state.checkedCandidates + ids.length,
			remainingCandidates: state.remainingCandidates + held.size + held.unknown.size,
		},
		removal: NONE,
	};
}

async function jobPage(work: Removing, state: RemovalState): Promise<RemovalStep> {
	const { smartRecruiters, linkedIn, effects } = work;
	const checks = state.phase === 'checkJobs';
	if (checks && effects.now() < state.jobsDueAtMs)
		throw new PauseSignal('linkedInJobs', state.jobsDueAtMs);
	const page = await listJobs(smartRecruiters, { pageId: state.list.pageId ?? undefined });
	const after = goOn(state, 'GET /jobs', page, checks ? 'done' : 'checkPeople');
	const ids = [...new Set(page.ids)];
	if (!checks) {
		// Also what was closed before: LinkedIn may have said so and not done it.
		const sent = await toCheck(work, 'job', ids);
		const removal = await withdrawJobs(work, sent, 'disconnected', true);
		const closed = removal.deletions.length;
		return {
			state: {
				...after,
				jobs: state.jobs + closed,
				jobsDueAtMs: closed > 0 ? effects.now() + work.jobCheckDelayMs : state.jobsDueAtMs,
			},
			removal,
		};
	}
	const checked = await toCheck(work, 'job', ids);
	const known = await getJobStatus(linkedIn, checked);
	return {
		state: {
			...after,
			checkedJobs: state.checkedJobs + ids.length,
			remainingJobs: state.remainingJobs + checked.filter((id) => known?.get(id) === 'open').length,
			// What LinkedIn does not tell is no proof that a job is closed.
			unprovenJobs:
				state.unprovenJobs + checked.filter((id) => !known || known.unknown.has(id)).length,
		},
		removal: NONE,
	};
}

/** What LinkedIn was sent at any time: who never left is not named to it now, either. */
async function toCheck(
	{ sent, deletedOf }: Removing,
	kind: 'candidate' | 'job',
	ids: readonly string[],
): Promise<string[]> {
	const known = kind === 'job' ? await sent.jobs(ids) : await sent.people(ids);
	const deleted = await deletedOf(kind, ids);
	return ids.filter((id) => !known || known.has(id) || deleted.has(id));
}

/** Counts what was removed; only what LinkedIn had held is told. */
function counted(state: RemovalState, { deletions, rejections }: Removal): RemovalStep {
	const held = deletions.filter(({ found }) => found);
	const count = (wanted: string): number => held.filter(({ kind }) => kind === wanted).length;
	return {
		state: {
			...state,
			candidates: state.candidates + count('candidate'),
			applications: state.applications + count('application'),
		},
		removal: { deletions: held, rejections },
	};
}

function goOn(
	state: RemovalState,
	endpoint: string,
	page: Page<unknown>,
	then: RemovalState['phase'],
): RemovalState {
	const guard = new PageGuard('SmartRecruiters', endpoint, state.list.guard ?? undefined);
	const seen = guard.check(state.list.pageId ?? undefined, page);
	const next: ListCursor | undefined =
		page.nextPageId === undefined ? undefined : { pageId: page.nextPageId, guard: seen };
	return next ? { ...state, list: next } : { ...state, phase: then, list: LIST_START };
}
