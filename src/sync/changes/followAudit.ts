import { RecordRefusedError } from '../../errors/RecordRefusedError';
import { PageGuard } from '../../http/PageGuard';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { AUDIT_NAMES, type AuditEvent, listAuditEvents } from '../../smartrecruiters/audit';
import { getCandidate } from '../../smartrecruiters/candidates';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { withdrawJobs } from '../jobs/withdrawJobs';
import { LIST_START } from '../ListCursor';
import { mapConcurrently } from '../mapConcurrently';
import { joined, type Outcome } from '../Outcome';
import { heldAgain } from '../people/heldAgain';
import { readApplicationPair } from '../people/readApplicationPair';
import { readPerson } from '../people/readPerson';
import { removeApplications } from '../people/removeApplications';
import { removePeople } from '../people/removePeople';
import { outcomeOf, sendPeople } from '../people/sendPeople';
import { OVERLAP_MS } from '../tail';
import type { StepResult, Work } from '../Work';

const NEXT: Checkpoint['extras'] = { state: 'parked', jobIds: [], ...LIST_START };

/**
 * What no list shows: people who were deleted or merged, jobs that were deleted, and applications that moved without
 * their candidate's date moving. One page of the audit trail at a time. A credential that may not see it ends this at
 * once; `seesAudit` tells.
 */
export async function* followAudit(work: Work, checkpoint: Checkpoint): AsyncGenerator<StepResult> {
	const { extras } = checkpoint;
	const since = (checkpoint.previousStartedAtMs ?? checkpoint.startedAtMs) - OVERLAP_MS;
	const cursor = extras.pageId ?? undefined;
	const page = await listAuditEvents(work.smartRecruiters, {
		afterMs: since,
		// The same for all pages: a cursor belongs to the query that gave it. The next run overlaps with this one.
		beforeMs: checkpoint.beganAtMs + OVERLAP_MS,
		nextPageId: cursor,
	});
	if (!page) {
		yield {
			checkpoint: advanced(checkpoint, { extras: NEXT }),
			records: 0,
			outcome: {},
			seesAudit: false,
		};
		return;
	}
	const guard = new PageGuard('SmartRecruiters', 'GET audit events', extras.guard ?? undefined);
	const seen = guard.check(cursor, page);
	const applications = await followApplications(work, page.content, since);
	const next = page.nextPageId;
	yield {
		checkpoint: advanced(checkpoint, {
			extras: next === undefined ? NEXT : { ...extras, pageId: next, guard: seen },
		}),
		records: applications.sent,
		outcome: joined([
			applications.outcome,
			...(await followPeople(work, page.content)),
			await withdrawJobs(work, idsOf(page.content, AUDIT_NAMES.jobDeleted), 'deleted'),
		]),
		seesAudit: true,
	};
}

function idsOf(events: readonly AuditEvent[], name: string): string[] {
	return [...new Set(events.filter((one) => one.name === name).map((one) => one.entityId))];
}

async function followPeople(
	work: Work,
	events: readonly AuditEvent[],
): Promise<Array<Partial<Outcome>>> {
	const outcomes: Array<Partial<Outcome>> = [];
	for (const [name, reason] of [
		[AUDIT_NAMES.deleted, 'deleted'],
		[AUDIT_NAMES.merged, 'merged'],
	] as const) {
		const ids = idsOf(events, name);
		await work.sharing.lookUp(ids);
		const before: string[] = [];
		for (const id of ids) if (await work.sharing.barred(id)) before.push(id);
		// Who was deleted before is deleted again only where a write that was under way has brought them back.
		const back = await heldAgain(work, before);
		const suspects = ids.filter((id) => !before.includes(id) || back.mayHold(id));
		const shown = await shownNow(work, suspects);
		const people = suspects.filter((id) => !shown.has(id));
		// Windows overlap: who is read of twice is not deleted from the beginning twice.
		const parked = await work.parkedPayloads?.(people);
		outcomes.push({
			...(await removePeople(
				work,
				people.map((candidateId) => ({
					candidateId,
					afterJobId: parked?.get(candidateId)?.afterJobId,
				})),
				reason,
			)),
			settled: ids
				.filter((id) => !shown.has(id))
				.map((recordId) => ({ kind: 'candidate', recordId })),
		});
	}
	return outcomes;
}

/** Those whom SmartRecruiters shows after all: a word that they were deleted is no proof against that. */
async function shownNow(
	{ smartRecruiters }: Work,
	candidateIds: readonly string[],
): Promise<Set<string>> {
	const shown = await mapConcurrently(candidateIds, DETAIL_CONCURRENCY, async (id) => {
		try {
			// A merged candidate's id may lead to who is left of the two.
			return (await getCandidate(smartRecruiters, id))?.id === id;
		} catch (error) {
			if (error instanceof RecordRefusedError) return false;
			throw error;
		}
	});
	return new Set(candidateIds.filter((_id, at) => shown[at]));
}

/**
 * Applications that were deleted, made or moved; of the last two, those whose candidate the list has shown already are
 * left out.
 */
async function followApplications(
	work: Work,
	events: readonly AuditEvent[],
	sinceMs: number,
): Promise<{ sent: number; outcome: Outcome }> {
	const gone = events.flatMap(({ name, candidateId, jobId }) =>
		name === AUDIT_NAMES.applicationDeleted && candidateId && jobId
			? applicationId(candidateId, jobId)
			: [],
	);
	const removal = await removeApplications(work, gone, 'deleted');
	const moved = [
		AUDIT_NAMES.applicationCreated,
		AUDIT_NAMES.applicationMoved,
		AUDIT_NAMES.sourceChanged,
	].flatMap((name) => idsOf(events, name));
	const pairs = await mapConcurrently(
		[...new Set(moved)],
		DETAIL_CONCURRENCY,
		async (uuid) => await readApplicationPair(work.smartRecruiters, uuid),
	);
	const candidateIds = new Set(
		pairs.flatMap((one) => ('candidateId' in one ? one.candidateId : [])),
	);
	await work.sharing.lookUp([...candidateIds]);
	const people = await mapConcurrently(
		[...candidateIds],
		DETAIL_CONCURRENCY,
		async (id) => await readPerson(work, id, work.options.applications),
	);
	const unseen = people.filter(({ details }) => details && details.updatedOn <= sinceMs);
	const unreadable: Rejection[] = [
		...pairs.flatMap((one) => ('code' in one && one.code !== 'NOT_VISIBLE' ? one : [])),
		...people.filter(({ details }) => !details).flatMap(({ rejections }) => rejections),
	];
	return {
		sent: unseen.length,
		outcome: joined([
			outcomeOf(unseen, await sendPeople(work, unseen, work.options)),
			{
				deletions: removal.deletions,
				rejections: [...removal.rejections, ...unreadable],
			},
		]),
	};
}
