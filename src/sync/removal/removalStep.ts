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
import { removePeople, type ToRemove } from '../people/removePeople';
import type { SyncContext } from '../SyncContext';
import type { RemovalState } from './RemovalState';

export interface Removing extends SyncContext {
	/** Candidates who may be at LinkedIn although SmartRecruiters lists them no more, in the order of their ids. */
	readonly knownCandidateIds: readonly string[];
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

async function removeKnown(work: Removing, state: RemovalState): Promise<RemovalStep> {
	const ids = work.knownCandidateIds.filter((id) => id > state.known).slice(0, MAX_BATCH);
	const last = ids.at(-1);
	if (last === undefined) return { state: { ...state, phase: 'people' }, removal: NONE };
	const held = await getCandidates(work.linkedIn, ids);
	const people = ids.filter((id) => held.has(id)).map((candidateId) => ({ candidateId }));
	return await removed(work, { ...state, known: last }, people);
}

async function peoplePage(work: Removing, state: RemovalState): Promise<RemovalStep> {
	const { smartRecruiters, linkedIn } = work;
	const page = await listCandidates(smartRecruiters, { pageId: state.list.pageId ?? undefined });
	const checks = state.phase === 'checkPeople';
	const ids = [...new Set(page.ids)];
	const after = goOn(state, 'GET /candidates', page, checks ? 'checkJobs' : 'jobs');
	// An entry that could not be read may be at LinkedIn all the same.
	const byId = new Map(page.content.map((item) => [item.id, jobIdsOf(item)]));
	if (!checks) {
		const people = ids.map((candidateId): ToRemove => {
			const jobIds = byId.get(candidateId);
			return { candidateId, ...(jobIds && { jobIds }) };
		});
		return await removed(work, after, people);
	}
	const held = await getCandidates(linkedIn, ids);
	return {
		state: {
			...after,
			checkedCandidates: state.checkedCandidates + ids.length,
			remainingCandidates: state.remainingCandidates + held.size,
		},
		removal: NONE,
	};
}

async function jobPage(work: Removing, state: RemovalState): Promise<RemovalStep> {
	const { smartRecruiters, linkedIn, effects } = work;
	const checks = state.phase === 'checkJobs';
	if (checks && effects.now() < state.jobsDueAtMs)
		throw new PauseSignal('LinkedIn job processing', state.jobsDueAtMs);
	const page = await listJobs(smartRecruiters, { pageId: state.list.pageId ?? undefined });
	const after = goOn(state, 'GET /jobs', page, checks ? 'done' : 'checkPeople');
	const ids = [...new Set(page.ids)];
	if (!checks) {
		const removal = await withdrawJobs(work, ids, 'disconnected');
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
	const known = await getJobStatus(linkedIn, ids);
	const open = ids.filter((id) => known?.get(id) === 'open').length;
	return {
		state: {
			...after,
			checkedJobs: state.checkedJobs + ids.length,
			remainingJobs: state.remainingJobs + open,
		},
		removal: NONE,
	};
}

async function removed(
	work: Removing,
	state: RemovalState,
	people: readonly ToRemove[],
): Promise<RemovalStep> {
	const { deletions, rejections } = await removePeople(work, people, 'disconnected');
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
