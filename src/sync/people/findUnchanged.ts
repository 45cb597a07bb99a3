import { chunks } from '../../basics/chunks';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { HeldRecords } from '../../linkedin/HeldRecords';
import type { Loose } from '../../linkedin/lenient';
import { readHeld } from '../../linkedin/readHeld';
import { HeldCandidateSchema } from '../../linkedin/schemas';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { candidateToLinkedIn } from '../../mapping/candidateToLinkedIn';
import { differingFields } from '../../mapping/differingFields';
import { jobTitle } from '../../mapping/jobTitle';
import { doNotContact } from '../../mapping/SharingRules';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import type { Work } from '../Work';
import { jobIdsOf } from './jobIdsOf';

/**
 * What a list page and LinkedIn's answer both have. The time of the last change stands for the rest: phone, employer and
 * profile address cannot change without it.
 */
const COMPARED = [
	'addresses',
	'atsCreatedAt',
	'atsLastModifiedAt',
	'doNotContact',
	'emailAddresses',
	'externalProfileUrl',
	'firstName',
	'lastName',
] as const;

/** Applications of somebody who is at LinkedIn as they should be. */
export interface Unchanged {
	jobIds: string[];
	applicationIds: string[];
}

/**
 * Who of a page is at LinkedIn just as they would be sent, with every application. Whoever LinkedIn does not tell of
 * (reading is documented for matches alone, LinkedIn reference §5.2, §6) differs: what was sent once is no proof.
 *
 * @param held what LinkedIn told of these people
 */
export async function findUnchanged(
	work: Pick<Work, 'linkedIn' | 'sharing' | 'options'>,
	items: readonly SrCandidateListItem[],
	held: ReadonlyMap<string, Loose>,
): Promise<Map<string, Unchanged>> {
	const { sharing, options } = work;
	const hidden = await sharing.hiddenJobs();
	const alike = new Map<string, Unchanged>();
	for (const item of items) {
		if (!agrees(work, item, held.get(item.id))) continue;
		const jobIds = jobIdsOf(item);
		// An application at LinkedIn that may not be there is taken back with the person.
		if (jobIds.some((jobId) => hidden.has(jobId)) || item.unreadable.length > 0) continue;
		const applicationIds = jobIds.map((jobId) => applicationId(item.id, jobId));
		alike.set(item.id, { jobIds, applicationIds });
	}
	if (!options.applications) return alike;
	const there = await heldApplications(
		work,
		[...alike.values()].flatMap(({ applicationIds }) => applicationIds),
	);
	const titles = new Map(items.map((item) => [item.id, titleOfPrimary(item)]));
	return new Map(
		[...alike].filter(([id, { applicationIds }]) =>
			applicationIds.every((one) => {
				const record = there.get(one);
				const title = titles.get(id)?.get(one);
				return record && (title === undefined || record.atsJobPostingName === title);
			}),
		),
	);
}

/** A list names the job of the primary application only; its new title changes nothing of the candidate. */
function titleOfPrimary({ id, primaryAssignment }: SrCandidateListItem): Map<string, string> {
	const title = jobTitle(primaryAssignment?.job.title);
	return new Map(
		primaryAssignment && title !== undefined
			? [[applicationId(id, primaryAssignment.job.id), title]]
			: [],
	);
}

function agrees(
	{ sharing, options }: Pick<Work, 'sharing' | 'options'>,
	item: SrCandidateListItem,
	held: Loose | undefined,
): boolean {
	if (!held || !('firstName' in held)) return false;
	const linked = HeldCandidateSchema.parse(held).manualMatchedMember;
	const avoid = doNotContact(item, sharing.rules);
	const ours = candidateToLinkedIn(item, options.profileUrl, linked, avoid);
	return ours.ok && differingFields(ours.value, held, COMPARED).length === 0;
}

/** Applications that LinkedIn holds; none where it does not let them be read. */
async function heldApplications(
	{ linkedIn }: Pick<Work, 'linkedIn'>,
	ids: readonly string[],
): Promise<ReadonlyMap<string, Loose>> {
	const found = new Map<string, Loose>();
	for (const some of chunks(ids, MAX_BATCH)) {
		const part = (await readHeld(linkedIn, 'applications', some)) ?? new HeldRecords<Loose>([]);
		for (const [id, fields] of part) found.set(id, fields);
	}
	return found;
}
