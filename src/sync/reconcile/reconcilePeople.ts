import { chunks } from '../../basics/chunks';
import { DAY_MS } from '../../basics/durations';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { HeldRecords } from '../../linkedin/HeldRecords';
import type { Loose } from '../../linkedin/lenient';
import { readHeld } from '../../linkedin/readHeld';
import { HeldCandidateSchema } from '../../linkedin/schemas';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import { differingFields } from '../../mapping/differingFields';
import type { Withholding } from '../../mapping/SharingRules';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import { recordKey } from '../../state/ParkedRecords';
import { NOT_TAKEN } from '../../state/SentEntries';
import type { SentPeople } from '../../state/SentLedger';
import { mapConcurrently } from '../mapConcurrently';
import { matchOf } from '../matchOf';
import { joined, type Outcome } from '../Outcome';
import { deleteSentApplications } from '../people/deleteSentApplications';
import { jobIdsOf } from '../people/jobIdsOf';
import { readPerson } from '../people/readPerson';
import { notAnswered } from '../people/sendPeople';
import { removePeople } from '../people/removePeople';
import { sendReadPeople } from '../people/sendReadPeople';
import { malformedToRejection } from '../toRejection';
import { compareSample, isReadable } from './compareSample';
import { counted, named } from './counted';
import type { Difference } from './Difference';
import { readPeoplePages } from './readPeoplePages';
import type { ReconcileState } from './ReconcileState';
import type { Reconciling, ReconcileStep } from './Reconciling';

/** What a list page and LinkedIn's answer both have. */
const LIST_FIELDS = ['firstName', 'lastName', 'emailAddresses', 'atsLastModifiedAt'] as const;

/** Some pages of people: who is there, whether the list's fields agree, and some of them to the last field. */
export async function reconcilePeople(
	work: Reconciling,
	state: ReconcileState,
): Promise<ReconcileStep> {
	const { page, next } = await readPeoplePages(work, state);
	const known = await work.sent.people(page.content.map(({ id }) => id));
	const asked = await whoIsAskedAbout(work, page.content, known);
	const held = await readHeldPeople(work, asked);
	// Of whom LinkedIn does not tell, there is nothing to compare: they are looked at again.
	const answered = page.content.filter(({ id }) => !held.unknown.has(id));
	const { wanted, unwanted, found, counts } = await comparePage(work, answered, held);
	const hidden = await applicationsToHiddenJobs(work, wanted, known);
	const differing = new Set(found.map(({ recordId }) => recordId));
	const sample = await compareSample(
		work,
		state.startedAtMs,
		wanted.filter(({ id }) => !differing.has(id)),
		held,
	);
	const differences = [
		...found,
		...sample.differences,
		...unwanted.map(({ id }) => differenceOf(id, 'must not be there')),
		...hidden.differences,
	];
	const repaired = work.repairs
		? [
				...(await repair(work, [...found, ...sample.differences], unwanted)),
				await deleteSentApplications(work, hidden.applicationIds, 'withheld'),
			]
		: [];
	const removed = new Set(unwanted.map(({ id }) => id));
	const listed = new Set(page.ids.map((id) => recordKey('candidate', id)));
	const changed = wanted.filter(
		({ updatedOn }) => updatedOn > state.startedAtMs - work.leftoverDays * DAY_MS,
	);
	// Where it is known what was sent, only those are looked at of whom an application is missing in the list.
	const suspects = known ? changed.filter((item) => mayHaveLeft(item, known)) : changed;
	const looks = work.repairs && work.leftoverDays > 0 && suspects.length > 0;
	return {
		state: {
			...state,
			candidates: counted(state.candidates, { ...counts, differences: differences.length }),
			sampled: state.sampled + sample.compared,
			named: named(state, differences),
			absent: state.absent.filter((key) => !listed.has(key)),
			list: next,
			phase: looks ? 'leftovers' : next.pageId === null ? 'absent' : 'people',
			leftovers: { candidateIds: looks ? suspects.map(({ id }) => id) : [], afterJobId: '' },
		},
		differences,
		outcome: joined([
			...repaired,
			{
				rejections: [
					...page.malformed.map(malformedToRejection),
					...notAnswered(page.content, held),
				],
				matches: asked
					.filter((id) => !removed.has(id))
					.flatMap((id) => {
						const fields = held.get(id);
						return fields ? matchOf(id, HeldCandidateSchema.parse(fields)) : [];
					}),
			},
		]),
	};
}

/** What LinkedIn holds of these; of nobody where it does not let that be read. */
async function readHeldPeople(
	{ linkedIn }: Reconciling,
	ids: readonly string[],
): Promise<HeldRecords<Loose>> {
	const parts: Array<HeldRecords<Loose>> = [];
	for (const some of chunks(ids, MAX_BATCH))
		parts.push((await readHeld(linkedIn, 'candidates', some)) ?? new HeldRecords<Loose>([]));
	return new HeldRecords(
		parts.flatMap((part) => [...part]),
		parts.flatMap(({ unknown }) => [...unknown]),
	);
}

/** Who may not leave is named to LinkedIn only where it was sent this very candidate, who has to go then. */
async function whoIsAskedAbout(
	{ sharing }: Reconciling,
	items: readonly SrCandidateListItem[],
	known: SentPeople | undefined,
): Promise<string[]> {
	await sharing.lookUp(items.map(({ id }) => id));
	const asked: string[] = [];
	for (const item of items) {
		if (!known || known.has(item.id) || !(await whyWithheld(sharing, item))) asked.push(item.id);
	}
	return asked;
}

/** A list shows them; whether they are there after all, a look at this one record tells. */
async function whyWithheld(
	sharing: Reconciling['sharing'],
	item: SrCandidateListItem,
): Promise<Withholding | undefined> {
	const seen = (await sharing.barred(item.id)) === 'untilSeen';
	return await sharing.withheld({ ...item, jobIds: jobIdsOf(item), seen });
}

function mayHaveLeft(item: SrCandidateListItem, known: SentPeople): boolean {
	const jobIds = jobIdsOf(item);
	return [...(known.get(item.id)?.keys() ?? [])].some((jobId) => !jobIds.includes(jobId));
}

/**
 * Applications to jobs that are never sent, of people who applied to others as well. Where it is not known what was sent,
 * LinkedIn may have any of them.
 */
async function applicationsToHiddenJobs(
	{ sharing }: Reconciling,
	items: readonly SrCandidateListItem[],
	known: SentPeople | undefined,
): Promise<{ applicationIds: string[]; differences: Difference[] }> {
	const jobs = await sharing.hiddenJobs();
	const found = items.flatMap((item) => {
		const sent = known?.get(item.id);
		return (known ? [...(sent?.keys() ?? [])] : jobIdsOf(item))
			.filter((jobId) => jobs.has(jobId))
			.map((jobId) => ({
				...{ candidateId: item.id, recordId: applicationId(item.id, jobId) },
				isThere: known !== undefined && sent?.get(jobId) !== NOT_TAKEN,
			}));
	});
	return {
		// Also what LinkedIn refused the last time: it may have taken an earlier state of it.
		applicationIds: found.map(({ recordId }) => recordId),
		differences: found
			.filter(({ isThere }) => isThere)
			.map(({ candidateId, recordId }) => ({
				...{ kind: 'application', difference: 'must not be there', fields: [] },
				...{ candidateId, recordId },
			})),
	};
}

const differenceOf = (
	id: string,
	difference: Difference['difference'],
	fields: string[] = [],
): Difference => ({ kind: 'candidate', recordId: id, candidateId: id, difference, fields });

async function comparePage(
	{ sharing, choice }: Reconciling,
	items: readonly SrCandidateListItem[],
	held: ReadonlyMap<string, Record<string, unknown>>,
): Promise<{
	wanted: SrCandidateListItem[];
	unwanted: SrCandidateListItem[];
	found: Difference[];
	counts: Omit<ReconcileState['candidates'], 'differences'> & { differences: 0 };
}> {
	const counts = { company: 0, linkedIn: 0, withheld: 0, refused: 0, differences: 0 as const };
	const found: Difference[] = [];
	const unwanted: SrCandidateListItem[] = [];
	const wanted: SrCandidateListItem[] = [];
	for (const item of items) {
		const atLinkedIn = held.get(item.id);
		const returns = (await sharing.barred(item.id)) === 'untilSeen';
		const why = await whyWithheld(sharing, item);
		if (why) {
			counts.withheld += 1;
			// Who has no application left, or none that could be read, is still a candidate.
			if (atLinkedIn && why !== 'no application') unwanted.push(item);
			continue;
		}
		const ours = candidateToLinkedIn(item, choice.profileUrl);
		if (!ours.ok) {
			counts.refused += 1;
			continue;
		}
		if (!returns) wanted.push(item);
		counts.company += 1;
		if (!atLinkedIn || returns) {
			found.push(differenceOf(item.id, 'missing'));
			continue;
		}
		counts.linkedIn += 1;
		const listed = Object.fromEntries(LIST_FIELDS.map((name) => [name, ours.value[name]]));
		const fields = isReadable(atLinkedIn) ? differingFields(listed, atLinkedIn, LIST_FIELDS) : [];
		if (fields.length > 0) found.push(differenceOf(item.id, 'different', fields));
	}
	return { wanted, unwanted, found, counts };
}

/** Sends again what is missing or different, and deletes what must not be there. */
async function repair(
	work: Reconciling,
	found: readonly Difference[],
	unwanted: readonly SrCandidateListItem[],
): Promise<Array<Partial<Outcome>>> {
	const ids = new Set(found.flatMap(({ candidateId }) => candidateId ?? []));
	const sent: Array<Partial<Outcome>> = [];
	// Sent before the next are read: where the time ends in between, less is left for the next run.
	for (const some of chunks([...ids], MAX_BATCH)) {
		const people = await mapConcurrently(
			some,
			DETAIL_CONCURRENCY,
			async (id) => await readPerson(work, id, true),
		);
		const group = { people, rejections: [] };
		sent.push(await sendReadPeople(work, group, { ...work.choice, stagesAgain: true }));
	}
	const removal = await removePeople(
		work,
		unwanted.map((item) => ({
			candidateId: item.id,
			// Of an assignment that could not be read nobody knows the job.
			jobIds: item.unreadable.length === 0 ? jobIdsOf(item) : undefined,
		})),
		'withheld',
	);
	return [...sent, removal];
}
