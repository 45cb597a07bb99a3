import {
	type ApplicationRecord,
	deleteApplications,
	type StageSet,
	upsertApplications,
	upsertStages,
} from '../../linkedin/applications';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { type CandidateRecord, getCandidates, upsertCandidates } from '../../linkedin/candidates';
import type { HeldCandidate } from '../../linkedin/schemas';
import {
	applicationId,
	applicationToLinkedIn,
	historyToStages,
} from '../../mapping/applicationToLinkedIn';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { doNotContact } from '../../mapping/SharingRules';
import { type Deletion, REASONS, toRemoval } from '../Deletion';
import { refusal, refusalsToRejections } from '../refusals';
import type { PeopleChoice, SyncContext } from '../SyncContext';
import type { Person } from './readPeople';
import { removePeople } from './removePeople';
import { sendFeedbackAndNotes } from './sendFeedbackAndNotes';

export interface PeopleOutcome {
	/** Of candidates. */
	rejections: Rejection[];
	applicationRejections: Rejection[];
	/** What went because it may no longer be shared. */
	deletions: Deletion[];
}

/**
 * Sends people complete, with all applications and how they got where they are; at most 100. Those who are withheld are
 * deleted where LinkedIn still holds them. Those who are gone are not touched here.
 */
export async function sendPeople(
	context: SyncContext,
	people: readonly Person[],
	choice: PeopleChoice,
): Promise<PeopleOutcome> {
	const { linkedIn } = context;
	const present = people.filter(({ details }) => details);
	// A full replace would lose the link that a recruiter made by hand.
	const held = await getCandidates(
		linkedIn,
		present.map(({ id }) => id),
	);
	const outcome: PeopleOutcome = { rejections: [], applicationRejections: [], deletions: [] };
	await retract(context, present, held, outcome);

	const shown = present.filter(({ withheld }) => !withheld);
	const mapped = new Map<string, CandidateRecord>();
	for (const { id, details, consent } of shown) {
		if (!details) continue;
		const result = candidateToLinkedIn(
			details,
			choice.profileUrl,
			held.get(id)?.manualMatchedMember,
			doNotContact({ tags: details.tags, consent }, context.sharing.rules),
		);
		if (result.ok) mapped.set(id, { id, fields: result.value });
		else outcome.rejections.push({ kind: 'candidate', recordId: id, code: result.code });
	}
	if (choice.candidates) {
		const { refusals } = await upsertCandidates(linkedIn, [...mapped.values()]);
		for (const { record } of refusals) mapped.delete(record.id);
		outcome.rejections.push(...refusalsToRejections('candidate', refusals));
	}
	if (choice.applications) {
		outcome.applicationRejections.push(...(await sendApplications(context, shown, mapped)));
	}
	return outcome;
}

/** Deletes what LinkedIn holds of those who may no longer be shared, and of hidden jobs. */
async function retract(
	context: SyncContext,
	present: readonly Person[],
	held: ReadonlyMap<string, HeldCandidate>,
	outcome: PeopleOutcome,
): Promise<void> {
	const heldHere = present.filter(({ id }) => held.has(id));
	// Who has no application left is still a candidate: SmartRecruiters' lists only do not show them any more.
	const people = heldHere.filter(({ withheld }) => withheld && withheld !== 'no application');
	if (people.length > 0) {
		for (const reason of [REASONS.deleted, REASONS.withheld]) {
			const { deletions, rejections } = await removePeople(
				context,
				people
					.filter(
						({ withheld }) => (withheld === 'deleted before') === (reason === REASONS.deleted),
					)
					.map(({ id, hiddenJobIds }) => ({ candidateId: id, jobIds: hiddenJobIds })),
				reason,
			);
			outcome.deletions.push(...deletions);
			outcome.rejections.push(...rejections);
		}
	}
	const applications = heldHere.flatMap(({ id, withheld, hiddenJobIds }) =>
		withheld ? [] : hiddenJobIds.map((jobId) => applicationId(id, jobId)),
	);
	const statuses = await deleteApplications(context.linkedIn, applications);
	const { deletions, rejections } = toRemoval(
		'application',
		statuses,
		REASONS.withheld,
		context.effects.now(),
	);
	outcome.deletions.push(...deletions.filter(({ proof }) => !proof.includes('404')));
	outcome.applicationRejections.push(...rejections);
}

/** Applications with their stages; those of refused candidates are refused as well. */
async function sendApplications(
	context: SyncContext,
	people: readonly Person[],
	candidates: ReadonlyMap<string, CandidateRecord>,
): Promise<Rejection[]> {
	const { linkedIn } = context;
	const rejections: Rejection[] = [];
	const records: ApplicationRecord[] = [];
	const stages = new Map<string, StageSet>();
	for (const { id, assignments } of people) {
		const candidate = candidates.get(id);
		for (const { assignment, history } of assignments) {
			const record = candidate && applicationToLinkedIn(id, candidate.fields, assignment, history);
			if (record) {
				records.push(record);
				stages.set(record.id, { applicationId: record.id, stages: historyToStages(history) });
			} else {
				rejections.push({
					kind: 'application',
					recordId: applicationId(id, assignment.job.id),
					code: candidate ? 'NO_JOB_TITLE' : 'CANDIDATE_REFUSED',
				});
			}
		}
	}
	for (let from = 0; from < records.length; from += MAX_BATCH) {
		const outcome = await upsertApplications(linkedIn, records.slice(from, from + MAX_BATCH));
		for (const { record } of outcome.refusals) stages.delete(record.id);
		rejections.push(...refusalsToRejections('application', outcome.refusals));
	}
	const sets = [...stages.values()].filter((set) => set.stages.length > 0);
	for (const [id, status] of await upsertStages(linkedIn, sets)) {
		rejections.push(refusal('application', id, status, 'stage'));
	}
	rejections.push(
		...(await sendFeedbackAndNotes(
			context,
			people.filter(({ id }) => candidates.has(id)),
			new Set(stages.keys()),
		)),
	);
	return rejections;
}
