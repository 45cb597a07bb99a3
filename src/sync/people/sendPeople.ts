import { chunks } from '../../basics/chunks';
import {
	type ApplicationRecord,
	upsertApplications,
	upsertStages,
} from '../../linkedin/applications';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { type CandidateRecord, getCandidates, upsertCandidates } from '../../linkedin/candidates';
import { HeldRecords } from '../../linkedin/HeldRecords';
import type { HeldCandidate } from '../../linkedin/schemas';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { doNotContact } from '../../mapping/SharingRules';
import type { Deletion, Removal } from '../Deletion';
import { matchOf } from '../matchOf';
import type { Match, Outcome } from '../Outcome';
import { refusal, refusalsToRejections } from '../refusals';
import type { PeopleChoice, SyncContext } from '../SyncContext';
import { deleteSentApplications } from './deleteSentApplications';
import type { Person } from './readPerson';
import { removePeople, type ToRemove } from './removePeople';
import { planSend, type SendPlan, type Taken } from './planSend';
import { sendFeedbackAndNotes } from './sendFeedbackAndNotes';

export interface PeopleOutcome {
	/** Of candidates. */
	rejections: Rejection[];
	applicationRejections: Rejection[];
	/** What went because it may no longer be shared. */
	deletions: Deletion[];
	matches: Match[];
}

/** What is stored of people who were sent: everybody but those who were refused, or could not be read, is settled. */
export function outcomeOf(
	people: readonly Person[],
	{ rejections, applicationRejections, deletions, matches }: PeopleOutcome,
): Outcome {
	const present = people.filter(({ details }) => details);
	return {
		settled: present.flatMap(({ id, applications, hiddenJobIds }) => [
			{ kind: 'candidate' as const, recordId: id },
			...[...applications.map(({ assignment }) => assignment.job.id), ...hiddenJobIds].map(
				(jobId) => ({ kind: 'application' as const, recordId: applicationId(id, jobId) }),
			),
		]),
		rejections: [
			...rejections,
			...applicationRejections,
			...people.flatMap(({ rejections: unreadable }) => unreadable),
		],
		deletions,
		matches,
		seenAgain: present.filter(({ seenAgain }) => seenAgain).map(({ id }) => id),
		withheld: present.filter(({ withheld }) => withheld).length,
	};
}

/**
 * Sends people complete, with all applications and how they got where they are; at most 100. Those who are withheld are
 * deleted where LinkedIn still holds them. Those who are absent are not touched here.
 */
export async function sendPeople(
	context: SyncContext,
	people: readonly Person[],
	choice: PeopleChoice,
): Promise<PeopleOutcome> {
	const { linkedIn, sent } = context;
	const present = people.filter(({ details }) => details);
	const known = await sent.people(present.map(({ id }) => id));
	const shown = present.filter(({ withheld }) => !withheld);
	// A full replace would lose the link that a recruiter made by hand. Who does not leave is not asked about.
	const held = await getCandidates(
		linkedIn,
		(known ? shown : present).map(({ id }) => id),
	);
	const retracted = await retract(context, present, known ? new HeldRecords(known) : held);
	const certain = shown.filter(({ id }) => !held.unknown.has(id));
	const { mapped, rejections } = mapPeople(context, certain, held, choice);
	rejections.push(...notAnswered(shown, held));
	const ours = certain.filter(({ id }) => mapped.has(id));
	const plan = planSend(ours, mapped, known, (id) => held.has(id), choice);
	await sent.intend(plan.news, plan.certain);
	const { refusals } = await upsertCandidates(linkedIn, plan.candidates);
	for (const { record } of refusals) mapped.delete(record.id);
	rejections.push(...refusalsToRejections('candidate', refusals));
	const ofApplications = choice.applications
		? await sendApplications(context, shown, mapped, plan)
		: { rejections: [], applications: new Set<string>(), stages: new Set<string>() };
	sent.settle(plan.settled({ ...ofApplications, candidates: new Set(mapped.keys()) }));
	return {
		rejections: [...retracted.rejections, ...rejections],
		applicationRejections: [...retracted.applicationRejections, ...ofApplications.rejections],
		deletions: retracted.deletions,
		matches: shown.flatMap(({ id }) => matchOf(id, held.get(id))),
	};
}

function mapPeople(
	{ sharing }: SyncContext,
	people: readonly Person[],
	held: ReadonlyMap<string, HeldCandidate>,
	{ profileUrl }: PeopleChoice,
): { mapped: Map<string, CandidateRecord>; rejections: Rejection[] } {
	const mapped = new Map<string, CandidateRecord>();
	const rejections: Rejection[] = [];
	for (const { id, details, consent } of people) {
		if (!details) continue;
		const result = candidateToLinkedIn(
			details,
			profileUrl,
			held.get(id)?.manualMatchedMember,
			doNotContact({ tags: details.tags, consent }, sharing.rules),
		);
		if (result.ok) mapped.set(id, { id, fields: result.value });
		else rejections.push({ kind: 'candidate', recordId: id, code: result.code });
	}
	return { mapped, rejections };
}

/** Of whom LinkedIn does not tell whether it holds them: what a recruiter has linked there may be lost by writing. */
export function notAnswered(
	people: ReadonlyArray<{ id: string }>,
	{ unknown }: HeldRecords<unknown>,
): Rejection[] {
	return people
		.filter(({ id }) => unknown.has(id))
		.map(({ id }) => ({
			kind: 'candidate',
			recordId: id,
			code: 'LINKEDIN_BUSY',
			detail: 'LinkedIn did not say whether it has the candidate',
		}));
}

/** Deletes what LinkedIn holds, or was sent, of those who may no longer be shared, and of hidden jobs. */
async function retract(
	context: SyncContext,
	present: readonly Person[],
	held: HeldRecords<unknown>,
): Promise<Omit<PeopleOutcome, 'matches'>> {
	const heldHere = present.filter(({ id }) => held.mayHold(id));
	// Who has no application left is still a candidate: SmartRecruiters' lists only do not show them any more.
	const people = heldHere.filter(({ withheld }) => withheld && withheld !== 'no application');
	const removals: Removal[] = [];
	for (const reason of ['deleted', 'onRequest', 'withheld'] as const) {
		const toRemove: ToRemove[] = [];
		for (const { id, details, withheld, hiddenJobIds } of people) {
			const barred = withheld === 'deleted before' && (await context.sharing.barred(id));
			const why = !barred ? 'withheld' : barred === 'always' ? 'onRequest' : 'deleted';
			// Of an assignment that could not be read nobody knows the job.
			const jobIds = details?.unreadable.length === 0 ? hiddenJobIds : undefined;
			if (why === reason) toRemove.push({ candidateId: id, jobIds });
		}
		removals.push(await removePeople(context, toRemove, reason));
	}
	const hidden = heldHere.flatMap(({ id, withheld, hiddenJobIds }) =>
		withheld ? [] : hiddenJobIds.map((jobId) => applicationId(id, jobId)),
	);
	const applications = await deleteSentApplications(context, hidden, 'withheld');
	return {
		rejections: removals.flatMap(({ rejections }) => rejections),
		applicationRejections: applications.rejections,
		deletions: [
			...removals.flatMap(({ deletions }) => deletions),
			...applications.deletions.filter(({ found }) => found),
		],
	};
}

/**
 * Applications with their stages; those of refused candidates are refused as well.
 *
 * @returns `applications` and `stages`: of which LinkedIn took them
 */
async function sendApplications(
	context: SyncContext,
	people: readonly Person[],
	candidates: ReadonlyMap<string, CandidateRecord>,
	plan: SendPlan,
): Promise<Omit<Taken, 'candidates'> & { rejections: Rejection[] }> {
	const { linkedIn } = context;
	const rejections: Rejection[] = [];
	const records = new Map<string, ApplicationRecord>();
	for (const { id, applications } of people) {
		const candidate = candidates.get(id);
		for (const { assignment } of applications) {
			const recordId = applicationId(id, assignment.job.id);
			const record = candidate && plan.applications.get(recordId);
			if (record) {
				records.set(record.id, record);
			} else {
				const code = candidate ? 'NO_JOB_TITLE' : 'CANDIDATE_REFUSED';
				rejections.push({ kind: 'application', recordId, code });
			}
		}
	}
	const toSend = [...records.values()].filter(({ id }) => !plan.unchanged.has(id));
	for (const some of chunks(toSend, MAX_BATCH)) {
		const outcome = await upsertApplications(linkedIn, some);
		for (const { record } of outcome.refusals) records.delete(record.id);
		rejections.push(...refusalsToRejections('application', outcome.refusals));
	}
	const sets = [...records.keys()].flatMap((id) => plan.stages.get(id) ?? []);
	const refused = await upsertStages(linkedIn, sets);
	for (const [id, status] of refused) rejections.push(refusal('application', id, status, 'stage'));
	rejections.push(
		...(await sendFeedbackAndNotes(
			context,
			people.filter(({ id }) => candidates.has(id)),
			new Set(records.keys()),
		)),
	);
	const stages = sets.map((set) => set.applicationId).filter((id) => !refused.has(id));
	return { rejections, applications: new Set(records.keys()), stages: new Set(stages) };
}
