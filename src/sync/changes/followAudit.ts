import { deleteApplications } from '../../linkedin/applications';
import { getCandidates } from '../../linkedin/candidates';
import { getJobStatus, submitJobs } from '../../linkedin/jobPostings';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { withdrawnJob } from '../../mapping/withdrawnJob';
import { AUDIT_NAMES, type AuditEvent, listAuditEvents } from '../../smartrecruiters/audit';
import { getApplication } from '../../smartrecruiters/candidates';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { BackfillRun } from '../BackfillRun';
import { REASONS, toRemoval } from '../Deletion';
import { mapConcurrently } from '../mapConcurrently';
import { readPerson } from '../people/readPeople';
import { removePeople } from '../people/removePeople';
import { sendPeople } from '../people/sendPeople';
import { OVERLAP_MS } from '../tail';

const DONE = { state: 'done', jobIds: null, pageId: null } as const;

/**
 * What no list shows: people who were deleted or merged, jobs that were deleted, and applications that moved without
 * their candidate's date moving. One page of the audit trail at a time. A credential that may not see it ends this at
 * once; `run.seesAudit` tells.
 */
export async function followAudit(run: BackfillRun): Promise<void> {
	const { checkpoint } = run;
	const since = (checkpoint.previousStartedAtMs ?? checkpoint.startedAtMs) - OVERLAP_MS;
	const page = await listAuditEvents(run.smartRecruiters, {
		afterMs: since,
		beforeMs: run.effects.now() + OVERLAP_MS,
		nextPageId: checkpoint.extras.pageId ?? undefined,
	});
	run.seesAudit = page !== undefined;
	if (!page) {
		run.commit({ extras: DONE }, 0, []);
		return;
	}
	const rejections = [
		...(await followPeople(run, page.content)),
		...(await followJobs(run, page.content)),
	];
	const { sent, more } = await followApplications(run, page.content, since);
	const next = page.nextPageId === checkpoint.extras.pageId ? undefined : page.nextPageId;
	run.commit({ extras: next ? { ...checkpoint.extras, pageId: next } : DONE }, sent, [
		...rejections,
		...more,
	]);
}

async function followPeople(run: BackfillRun, events: readonly AuditEvent[]): Promise<Rejection[]> {
	const rejections: Rejection[] = [];
	for (const [name, reason] of [
		[AUDIT_NAMES.deleted, REASONS.deleted],
		[AUDIT_NAMES.merged, REASONS.merged],
	] as const) {
		const ids = new Set(events.filter((one) => one.name === name).map((one) => one.entityId));
		// Who was deleted before is deleted again only where a write that was under way has brought them back.
		const before = [...ids].filter((id) => run.sharing.isTombstone(id));
		const back = await getCandidates(run.linkedIn, before);
		const people = [...ids]
			.filter((id) => !run.sharing.isTombstone(id) || back.has(id))
			.map((candidateId) => ({ candidateId }));
		const removal = await removePeople(run, people, reason);
		run.deletions.push(...removal.deletions);
		rejections.push(...removal.rejections);
	}
	return rejections;
}

async function followJobs(run: BackfillRun, events: readonly AuditEvent[]): Promise<Rejection[]> {
	const ids = [
		...new Set(
			events.filter((one) => one.name === AUDIT_NAMES.jobDeleted).map((one) => one.entityId),
		),
	];
	const known = await getJobStatus(run.linkedIn, ids);
	const nowMs = run.effects.now();
	const open = ids.filter((id) => !known || known.get(id) === 'open');
	const outcomes = await submitJobs(
		run.linkedIn,
		open.map((id) => ({ job: withdrawnJob(id, nowMs), operation: 'CLOSE' })),
	);
	return outcomes.flatMap((outcome): Rejection[] =>
		'taskUrn' in outcome || outcome.status === 409
			? []
			: [
					{
						kind: 'job',
						recordId: outcome.externalJobPostingId,
						code: 'NOT_DELETED',
						detail: `status ${outcome.status}`,
					},
				],
	);
}

/** Applications that were made or moved; those whose candidate the list has shown already are left out. */
async function followApplications(
	run: BackfillRun,
	events: readonly AuditEvent[],
	sinceMs: number,
): Promise<{ sent: number; more: Rejection[] }> {
	const gone = events.flatMap(({ name, candidateId, jobId }) =>
		name === AUDIT_NAMES.applicationDeleted && candidateId && jobId
			? applicationId(candidateId, jobId)
			: [],
	);
	const removal = toRemoval(
		'application',
		await deleteApplications(run.linkedIn, gone),
		REASONS.deleted,
		run.effects.now(),
	);
	run.deletions.push(...removal.deletions.filter(({ proof }) => !proof.includes('404')));
	const moved = new Set(
		events
			.filter(
				({ name }) =>
					name === AUDIT_NAMES.applicationCreated ||
					name === AUDIT_NAMES.applicationMoved ||
					name === AUDIT_NAMES.sourceChanged,
			)
			.map(({ entityId }) => entityId),
	);
	const found = await mapConcurrently(
		[...moved],
		DETAIL_CONCURRENCY,
		async (uuid) => await getApplication(run.smartRecruiters, uuid),
	);
	const candidateIds = new Set(found.map(({ candidateId }) => candidateId));
	const people = await mapConcurrently(
		[...candidateIds],
		DETAIL_CONCURRENCY,
		async (id) => await readPerson(run, id, run.options.applications),
	);
	const unseen = people.filter(({ details }) => details && details.updatedOn <= sinceMs);
	const { rejections, applicationRejections, deletions } = await sendPeople(
		run,
		unseen,
		run.options,
	);
	run.deletions.push(...deletions);
	return {
		sent: unseen.length,
		more: [...removal.rejections, ...rejections, ...applicationRejections],
	};
}
