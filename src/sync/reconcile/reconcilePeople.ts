import { createHash } from 'node:crypto';
import { deleteApplications } from '../../linkedin/applications';
import { readHeld } from '../../linkedin/readHeld';
import { HeldCandidateSchema } from '../../linkedin/schemas';
import { applicationId, applicationToLinkedIn } from '../../mapping/applicationToLinkedIn';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import {
	APPLICATION_FIELDS,
	CANDIDATE_FIELDS,
	differingFields,
} from '../../mapping/differingFields';
import { doNotContact } from '../../mapping/SharingRules';
import { listCandidates } from '../../smartrecruiters/candidates';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import { REASONS, toRemoval } from '../Deletion';
import { mapConcurrently } from '../mapConcurrently';
import { type Person, readPerson } from '../people/readPeople';
import { removePeople } from '../people/removePeople';
import { sendPeople } from '../people/sendPeople';
import type { ReconcileRun } from './ReconcileRun';
import type { Difference } from './ReconcileState';

/** What a list page and LinkedIn's answer both have. */
const LIST_FIELDS = ['firstName', 'lastName', 'emailAddresses', 'atsLastModifiedAt'] as const;

/** One page of people: who is there, whether the list's fields agree, and some of them to the last field. */
export async function reconcilePeople(run: ReconcileRun): Promise<void> {
	const { state } = run;
	const page = await listCandidates(run.smartRecruiters, { pageId: state.pageId ?? undefined });
	const held = await readHeld(
		run.linkedIn,
		'candidates',
		page.content.map(({ id }) => id),
	);
	const counts = { company: 0, linkedIn: 0, withheld: 0, refused: 0 };
	const found: Difference[] = [];
	const unwanted: SrCandidateListItem[] = [];
	const wanted: SrCandidateListItem[] = [];
	for (const item of page.content) {
		const atLinkedIn = held?.get(item.id);
		if (atLinkedIn) run.match(item.id, HeldCandidateSchema.parse(atLinkedIn));
		if (await run.sharing.withheld({ ...item, jobIds: jobIdsOf(item) })) {
			counts.withheld += 1;
			if (atLinkedIn) unwanted.push(item);
			continue;
		}
		const ours = candidateToLinkedIn(item, run.choice.profileUrl);
		if (!ours.ok) {
			counts.refused += 1;
			continue;
		}
		wanted.push(item);
		counts.company += 1;
		if (!atLinkedIn) {
			found.push({ kind: 'candidate', recordId: item.id, difference: 'missing', fields: [] });
			continue;
		}
		counts.linkedIn += 1;
		const listed = Object.fromEntries(LIST_FIELDS.map((name) => [name, ours.value[name]]));
		const fields = isReadable(atLinkedIn) ? differingFields(listed, atLinkedIn, LIST_FIELDS) : [];
		if (fields.length > 0)
			found.push({ kind: 'candidate', recordId: item.id, difference: 'different', fields });
	}
	found.push(...(await reconcileSample(run, wanted, held, found)));
	await repair(run, found, unwanted);
	await removeLeftovers(run, wanted);
	run.people(counts, page.nextPageId, [
		...found,
		...unwanted.map(
			({ id }): Difference => ({
				kind: 'candidate',
				recordId: id,
				difference: 'must not be there',
				fields: [],
			}),
		),
	]);
}

function jobIdsOf({ primaryAssignment, secondaryAssignments }: SrCandidateListItem): string[] {
	return [primaryAssignment, ...secondaryAssignments].flatMap((one) => (one ? one.job.id : []));
}

/** Whether LinkedIn's answer shows more than matches. */
function isReadable(held: Readonly<Record<string, unknown>>): boolean {
	return 'firstName' in held;
}

/** Others every day, the same within one run. */
function isSampled(run: ReconcileRun, candidateId: string): boolean {
	const text = `${run.state.startedAtMs} ${candidateId}`;
	const drawn = createHash('sha256').update(text).digest().readUInt32BE(0) % 10_000;
	return drawn < run.samplePercent * 100;
}

async function reconcileSample(
	run: ReconcileRun,
	wanted: readonly SrCandidateListItem[],
	held: ReadonlyMap<string, Record<string, unknown>> | undefined,
	known: readonly Difference[],
): Promise<Difference[]> {
	const differing = new Set(known.map(({ recordId }) => recordId));
	const sample = wanted.filter(({ id }) => !differing.has(id) && isSampled(run, id));
	const people = await mapConcurrently(
		sample,
		DETAIL_CONCURRENCY,
		async ({ id, consent }) => await readPerson(run, id, true, consent),
	);
	const shown = people.filter(({ details, withheld }) => details && !withheld);
	run.state.sampled += shown.length;
	const applications = new Map(
		shown.flatMap((person) => applicationsOf(run, person).map((record) => [record.id, record])),
	);
	const ids = [...applications.keys()];
	const heldApplications = new Map<string, Record<string, unknown>>();
	let readable = true;
	for (let from = 0; from < ids.length && readable; from += 100) {
		const part = await readHeld(run.linkedIn, 'applications', ids.slice(from, from + 100));
		readable = part !== undefined;
		for (const [id, fields] of part ?? []) heldApplications.set(id, fields);
	}
	const found: Difference[] = [];
	for (const person of shown) {
		const atLinkedIn = held?.get(person.id);
		const ours = oursOf(run, person, atLinkedIn);
		const fields =
			ours && atLinkedIn && isReadable(atLinkedIn)
				? differingFields(ours, atLinkedIn, CANDIDATE_FIELDS)
				: [];
		if (fields.length > 0)
			found.push({ kind: 'candidate', recordId: person.id, difference: 'different', fields });
	}
	for (const [id, record] of readable ? applications : []) {
		const atLinkedIn = heldApplications.get(id);
		const fields = atLinkedIn ? differingFields(record.fields, atLinkedIn, APPLICATION_FIELDS) : [];
		if (atLinkedIn && fields.length === 0) continue;
		const difference = atLinkedIn ? ('different' as const) : ('missing' as const);
		found.push({ kind: 'application', recordId: id, difference, fields });
	}
	return found;
}

function oursOf(run: ReconcileRun, { details, consent }: Person, held?: Record<string, unknown>) {
	if (!details) return undefined;
	const linked = HeldCandidateSchema.parse(held ?? {}).manualMatchedMember;
	const avoid = doNotContact({ tags: details.tags, consent }, run.sharing.rules);
	const result = candidateToLinkedIn(details, run.choice.profileUrl, linked, avoid);
	return result.ok ? result.value : undefined;
}

function applicationsOf(run: ReconcileRun, person: Person) {
	const ours = oursOf(run, person);
	return person.assignments.flatMap(({ assignment, history }) => {
		const record = ours && applicationToLinkedIn(person.id, ours, assignment, history);
		return record ? [record] : [];
	});
}

/** Sends again what is missing or different, and deletes what must not be there. */
async function repair(
	run: ReconcileRun,
	found: readonly Difference[],
	unwanted: readonly SrCandidateListItem[],
): Promise<void> {
	if (!run.repairs) return;
	const ids = new Set(found.map(({ recordId }) => recordId.split('_')[0] ?? recordId));
	const people = await mapConcurrently(
		[...ids],
		DETAIL_CONCURRENCY,
		async (id) => await readPerson(run, id, true),
	);
	const outcome = await sendPeople(run, people, run.choice);
	const removal = await removePeople(
		run,
		unwanted.map((item) => ({ candidateId: item.id, jobIds: jobIdsOf(item) })),
		REASONS.withheld,
	);
	run.deletions.push(...outcome.deletions, ...removal.deletions);
	run.rejections.push(
		...outcome.rejections,
		...outcome.applicationRejections,
		...removal.rejections,
	);
}

/**
 * Of a deleted application SmartRecruiters tells nobody, and LinkedIn lists none: for people who changed of late, the
 * applications to all other jobs are deleted, which is none for most.
 */
async function removeLeftovers(
	run: ReconcileRun,
	wanted: readonly SrCandidateListItem[],
): Promise<void> {
	const { leftoverDays, repairs, state } = run;
	if (!repairs || leftoverDays === 0) return;
	const sinceMs = state.startedAtMs - leftoverDays * 86_400_000;
	const changed = wanted.filter(({ updatedOn }) => updatedOn > sinceMs);
	if (changed.length === 0) return;
	const jobIds = await run.sharing.allJobIds();
	for (const item of changed) {
		const own = new Set(jobIdsOf(item));
		const others = jobIds.filter((jobId) => !own.has(jobId));
		const statuses = await deleteApplications(
			run.linkedIn,
			others.map((jobId) => applicationId(item.id, jobId)),
		);
		const { deletions } = toRemoval('application', statuses, REASONS.deleted, run.effects.now());
		run.deletions.push(...deletions.filter(({ proof }) => !proof.includes('404')));
	}
}
