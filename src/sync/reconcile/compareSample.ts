import { createHash } from 'node:crypto';
import { chunks } from '../../basics/chunks';
import { readHeld } from '../../linkedin/readHeld';
import { HeldCandidateSchema } from '../../linkedin/schemas';
import { applicationToLinkedIn } from '../../mapping/applicationToLinkedIn';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import {
	APPLICATION_FIELDS,
	CANDIDATE_FIELDS,
	differingFields,
} from '../../mapping/differingFields';
import { doNotContact } from '../../mapping/SharingRules';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import { mapConcurrently } from '../mapConcurrently';
import { type Person, readPerson } from '../people/readPerson';
import type { Difference } from './Difference';
import type { Reconciling } from './Reconciling';

type Held = Readonly<Record<string, unknown>>;

/** Whether LinkedIn's answer shows more than matches. */
export function isReadable(held: Held): boolean {
	return 'firstName' in held;
}

/** Compares some people to the last field, with their applications: others in every run, the same within one. */
export async function compareSample(
	work: Reconciling,
	startedAtMs: number,
	items: readonly SrCandidateListItem[],
	held: ReadonlyMap<string, Held>,
): Promise<{ compared: number; differences: Difference[] }> {
	const sample = items.filter(({ id }) => isDrawn(startedAtMs, id, work.samplePercent));
	const people = await mapConcurrently(
		sample,
		DETAIL_CONCURRENCY,
		async ({ id, consent }) => await readPerson(work, id, true, consent),
	);
	const shown = people.filter(({ details, withheld }) => details && !withheld);
	const differences: Difference[] = [];
	for (const person of shown) {
		const { id } = person;
		const atLinkedIn = held.get(id);
		const ours = oursOf(work, person, atLinkedIn);
		const fields =
			ours && atLinkedIn && isReadable(atLinkedIn)
				? differingFields(ours, atLinkedIn, CANDIDATE_FIELDS)
				: [];
		if (fields.length > 0)
			differences.push({
				kind: 'candidate',
				recordId: id,
				candidateId: id,
				difference: 'different',
				fields,
			});
	}
	return {
		compared: shown.length,
		differences: [...differences, ...(await compareApplications(work, shown))],
	};
}

function isDrawn(startedAtMs: number, candidateId: string, percent: number): boolean {
	const text = `${startedAtMs} ${candidateId}`;
	return createHash('sha256').update(text).digest().readUInt32BE(0) % 10_000 < percent * 100;
}

async function compareApplications(
	work: Reconciling,
	people: readonly Person[],
): Promise<Difference[]> {
	const records = new Map(
		people.flatMap((person) => applicationsOf(work, person).map((one) => [one.id, one] as const)),
	);
	const ids = [...records.keys()];
	const held = new Map<string, Held>();
	for (const some of chunks(ids, 100)) {
		const part = await readHeld(work.linkedIn, 'applications', some);
		if (!part) return [];
		for (const [id, fields] of part) held.set(id, fields);
		for (const id of part.unknown) records.delete(id);
	}
	const differences: Difference[] = [];
	for (const [id, { candidateId, fields: ours }] of records) {
		const atLinkedIn = held.get(id);
		const fields = atLinkedIn ? differingFields(ours, atLinkedIn, APPLICATION_FIELDS) : [];
		if (atLinkedIn && fields.length === 0) continue;
		const difference = atLinkedIn ? 'different' : 'missing';
		differences.push({ kind: 'application', recordId: id, candidateId, difference, fields });
	}
	return differences;
}

function oursOf({ choice, sharing }: Reconciling, { details, consent }: Person, held?: Held) {
	if (!details) return undefined;
	const linked = HeldCandidateSchema.parse(held ?? {}).manualMatchedMember;
	const avoid = doNotContact({ tags: details.tags, consent }, sharing.rules);
	const result = candidateToLinkedIn(details, choice.profileUrl, linked, avoid);
	return result.ok ? result.value : undefined;
}

function applicationsOf(work: Reconciling, person: Person) {
	const ours = oursOf(work, person);
	return person.applications.flatMap(({ assignment, history }) => {
		const record = ours && applicationToLinkedIn(person.id, ours, assignment, history);
		return record ? [{ ...record, candidateId: person.id }] : [];
	});
}
