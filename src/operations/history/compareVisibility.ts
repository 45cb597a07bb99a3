import { chunks } from '../../basics/chunks';
import { DAY_MS, HOUR_MS } from '../../basics/durations';
import { CursorError } from '../../errors/CursorError';
import type { Rejection } from '../../mapping/Rejection';
import type { JobFacts } from '../../mapping/SharingRules';
import { ALL_GROUP, userOfGroup, type VisibilityRules } from '../../mapping/visibility';
import { getJobItem } from '../../smartrecruiters/jobs';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import { getUser } from '../../smartrecruiters/users';
import { LIST_START } from '../../sync/ListCursor';
import { mapConcurrently } from '../../sync/mapConcurrently';
import type { SyncContext } from '../../sync/SyncContext';
import { errorToRejection, malformedToRejection } from '../../sync/toRejection';
import { nextJobs } from '../../sync/visibility/nextJobs';
import { type JobAclWork, type JobsSynced, syncJobs } from '../../sync/visibility/syncJobs';
import { readUserFacts, syncPeople } from '../../sync/visibility/syncPeople';
import type { VisibilityPass } from '../../sync/visibility/VisibilityState';
import { type AclTools, writeGroups } from '../../sync/visibility/writeGroups';
import type { WantedJobs } from '../../state/VisibilityLedger';
import type { VisibilitySession } from './VisibilitySession';

/** A night's comparison begins a little earlier than the one before, so that it does not wander through the day. */
const COMPARE_EVERY_MS = DAY_MS - 2 * HOUR_MS;
const AT_ONCE = 100;
/** A list of jobs whose cursor is lost is begun again so often in one run. */
const MOST_RESTARTS = 2;
const MOST_WAITING = 200;
/** LinkedIn will not hold a job any more that it did not hold for so long. */
const FORGET_AFTER_MS = 7 * DAY_MS;

export function isCompareDue(session: VisibilitySession): boolean {
	const { state, input, finished } = session;
	return (
		state.isDue ||
		(input.scope === 'all' && !finished) ||
		session.now() - state.comparedAtMs >= COMPARE_EVERY_MS
	);
}

export function startPass(session: VisibilitySession, reads: boolean): void {
	const counts = { jobs: 0, open: 0, nobody: 0, withoutSeat: 0 };
	const pass = { startedAtMs: session.now(), list: LIST_START, reads, ...counts };
	session.state = { ...session.state, pass, isDue: false };
}

/** Puts people into their groups and takes them out: everybody with a seat. */
export async function comparePeople(
	session: VisibilitySession,
	tools: AclTools,
	{ smartRecruiters }: SyncContext,
	rules: VisibilityRules,
): Promise<void> {
	const { visibility, seats } = session.repositories;
	const asked = await visibility.wantedPeople();
	const users = await readUserFacts(smartRecruiters);
	const reads = session.state.pass?.reads ?? false;
	const synced = await syncPeople(tools, await seats.list(), users, rules, reads);
	session.written += synced.written;
	session.deleted += synced.deleted;
	for (const { id, active } of users.values()) session.users.set(id, Promise.resolve(active));
	if (synced.refused > 0)
		session.message = 'LinkedIn did not take all rows of people; they are tried again.';
	// What was compared before does not name those who are new.
	if (synced.isNew) {
		const { pass } = session.state;
		session.state = { ...session.state, isDue: true, pass: reads ? pass : null };
		await session.save();
	}
	await visibility.dropWanted(asked, 'wantedPeople');
}

export async function openJobWork(
	session: VisibilitySession,
	tools: AclTools,
	context: SyncContext,
	rules: VisibilityRules,
): Promise<JobAclWork> {
	const groups = [...(await tools.ledger.all('person')).values()].flatMap((own) =>
		[...own].flatMap(([group, isConfirmed]) => (isConfirmed ? group : [])),
	);
	const own = new Set(groups.flatMap((group) => userOfGroup(group) ?? []));
	return {
		...context,
		...tools,
		rules,
		keepsOpened: session.state.resend !== null,
		hasGroup: (userId) => own.has(userId),
		isAnybodyInAll: groups.includes(ALL_GROUP),
		mayStillSee: async (userId) => await isActive(session, context, userId),
	};
}

async function isActive(
	{ users }: VisibilitySession,
	{ smartRecruiters }: SyncContext,
	userId: string,
): Promise<boolean> {
	const known =
		users.get(userId) ?? getUser(smartRecruiters, userId).then((user) => user?.active ?? false);
	users.set(userId, known);
	return await known;
}

/** Jobs that are new, or whose team has changed. What cannot be done now stays. */
export async function compareWaiting(session: VisibilitySession, work: JobAclWork): Promise<void> {
	const { visibility } = session.repositories;
	const entries = await visibility.wanted(MOST_WAITING, { except: session.putBack });
	if (entries.length === 0) return;
	const nowMs = session.now();
	const again = new Set<string>();
	const missing = new Set<string>();
	const looked = new Set<string>();
	const waiting: WantedJobs[] = [];
	for (const entry of entries) {
		// What the time does not suffice for waits for the next run.
		if (waiting.length > 0 && session.isOver()) break;
		waiting.push(entry);
		const ids = entry.jobIds.filter((id) => !looked.has(id));
		for (const some of chunks(ids, AT_ONCE)) {
			for (const id of some) looked.add(id);
			const named = some.map((id) => ({ id }));
			const lookUp = async (jobs: readonly JobFacts[]) => await factsOf(work, jobs);
			const synced = await syncJobs(work, named, { lookUp });
			session.count(synced);
			for (const { recordId } of synced.rejections) again.add(recordId);
			for (const id of synced.notHeld) missing.add(id);
		}
	}
	const ages = agesOf(waiting, (id) => again.has(id) || missing.has(id));
	for (const [atMs, ids] of byHour([...ages].filter(([, atMs]) => nowMs - atMs < FORGET_AFTER_MS)))
		session.putBack.add(await visibility.want(ids, atMs));
	await visibility.dropWanted(waiting.map(({ entry }) => entry));
}

/** Since when each of these jobs waits: who asks again for a job lets it wait anew. */
function agesOf(
	waiting: readonly WantedJobs[],
	isKept: (jobId: string) => boolean,
): Map<string, number> {
	const ages = new Map<string, number>();
	for (const { jobIds, atMs } of waiting)
		for (const id of jobIds.filter(isKept)) ages.set(id, Math.max(atMs, ages.get(id) ?? 0));
	return ages;
}

/** Jobs that came within one hour wait together from then on, so that few entries hold them. */
function byHour(ages: ReadonlyArray<readonly [string, number]>): Map<number, string[]> {
	const hours = new Map<number, Array<readonly [string, number]>>();
	for (const age of ages) {
		const hour = Math.floor(age[1] / HOUR_MS);
		hours.set(hour, [...(hours.get(hour) ?? []), age]);
	}
	return new Map(
		[...hours.values()].map((together) => [
			Math.min(...together.map(([, atMs]) => atMs)),
			together.map(([id]) => id),
		]),
	);
}

/**
 * Departments are looked up only where the choice or the sharing rules name any. A job that cannot be read holds up none of
 * the others.
 */
async function factsOf(
	{ rules, smartRecruiters, sharing }: JobAclWork,
	jobs: readonly JobFacts[],
): Promise<{ facts: JobFacts[]; rejections: Rejection[] }> {
	const named =
		rules.openDepartments.departments.length +
			rules.accessGroups.size +
			(rules.leaving?.accessGroups.size ?? 0) +
			sharing.rules.departmentsNeverSent.length >
		0;
	if (!named) return { facts: [...jobs], rejections: [] };
	const found = await mapConcurrently(jobs, DETAIL_CONCURRENCY, async ({ id }) => {
		try {
			return { facts: (await getJobItem(smartRecruiters, id)) ?? { id } };
		} catch (error) {
			return { rejection: errorToRejection('job', id, error) };
		}
	});
	return {
		facts: found.flatMap((one) => ('facts' in one ? one.facts : [])),
		rejections: found.flatMap((one) => ('rejection' in one ? one.rejection : [])),
	};
}

/** Compares page after page, and between them what has come to wait meanwhile. @returns whether all jobs were compared */
export async function compareJobs(session: VisibilitySession, work: JobAclWork): Promise<boolean> {
	const { visibility } = session.repositories;
	for (let { pass } = session.state; pass; { pass } = session.state) {
		const { list, reads } = pass;
		try {
			const { page, next: nextList } = await nextJobs(work.smartRecruiters, list);
			const synced = await syncJobs(work, page.content, { reads });
			session.count(synced);
			session.rejections.push(...page.malformed.map(malformedToRejection));
			session.putBack.add(
				await visibility.want(
					synced.rejections.map(({ recordId }) => recordId),
					session.now(),
				),
			);
			const next = added(pass, page.content.length - synced.notHeld.length, synced);
			if (!nextList) {
				await forgetGone(session, work);
				finishPass(session, next);
				return true;
			}
			session.state = { ...session.state, pass: { ...next, list: nextList } };
		} catch (error) {
			if (!(error instanceof CursorError) || session.restarts >= MOST_RESTARTS) throw error;
			session.restarts += 1;
			startPass(session, reads);
		}
		await session.save();
		if (session.isOver()) return false;
		await compareWaiting(session, work);
	}
	return true;
}

function finishPass(session: VisibilitySession, pass: VisibilityPass): void {
	const { startedAtMs: comparedAtMs, jobs, open, nobody, withoutSeat } = pass;
	const counts = { jobs, open, nobody, withoutSeat };
	// Every group of the new scheme is written: those of the old one alone can go now.
	const isLeaving = session.state.leaving !== '';
	session.state = {
		...session.state,
		...{ pass: null, comparedAtMs, counts, leaving: '' },
		isDue: session.state.isDue || isLeaving,
	};
	session.finished = true;
}

/** Jobs that SmartRecruiters does not list any more. */
async function forgetGone(
	session: VisibilitySession,
	{ ledger, ...work }: JobAclWork,
): Promise<void> {
	const listed = new Set(await work.sharing.allJobIds());
	const gone = [...(await ledger.all('job'))].filter(([id]) => !listed.has(id));
	const changes = new Map(gone.map(([id, stored]) => [id, { stored, wanted: new Set<string>() }]));
	const { deleted } = await writeGroups({ ledger, ...work }, 'job', changes);
	session.deleted += deleted;
}

const added = (
	pass: VisibilityPass,
	jobs: number,
	{ open, nobody, withoutSeat }: JobsSynced,
): VisibilityPass => ({
	...pass,
	jobs: pass.jobs + jobs,
	open: pass.open + open,
	nobody: pass.nobody + nobody,
	withoutSeat: pass.withoutSeat + withoutSeat,
});
