import { z } from 'zod';
import type { LiCandidate } from './candidates';
import { HeldRecords } from './HeldRecords';
import type { LinkedInApi } from './LinkedInApi';
import { readHeld } from './readHeld';
import { type HeldCandidate, HeldCandidateSchema } from './schemas';

const Text = z.string().optional().catch(undefined);
const Parts = z
	.array(z.object({ city: Text, geographicArea: Text, country: Text }))
	.optional()
	.catch(undefined);

/** Which fields LinkedIn tells of a candidate is not documented (LinkedIn reference §5.2). */
const WholeSchema = z.object({
	firstName: Text,
	lastName: Text,
	emailAddresses: z.array(z.string()).optional().catch(undefined),
	addresses: Parts,
	phoneNumbers: z
		.array(z.object({ number: z.string() }))
		.optional()
		.catch(undefined),
	externalProfileUrl: Text,
	atsCreatedAt: z.number().optional().catch(undefined),
	atsLastModifiedAt: z.number().optional().catch(undefined),
	linkedInProfileUrl: Text,
	currentCompanyName: Text,
	currentJobTitle: Text,
	doNotContact: z.boolean().optional().catch(undefined),
});

/** A candidate whom LinkedIn holds. */
export interface WholeCandidate {
	/** Whom LinkedIn recognised, and whom a recruiter linked. */
	found: HeldCandidate;
	/** As it was sent; absent when LinkedIn does not tell all of it: then a full replace would lose what is not known. */
	fields?: LiCandidate;
}

/** Up to 100 candidates as LinkedIn holds them. Look at `unknown` before anybody is taken for "not held". */
export async function getWholeCandidates(
	api: LinkedInApi,
	candidateIds: readonly string[],
): Promise<HeldRecords<WholeCandidate>> {
	const read = await readHeld(api, 'candidates', candidateIds);
	return new HeldRecords(
		[...(read ?? [])].map(([id, fields]) => [
			id,
			toWhole(WholeSchema.parse(fields), HeldCandidateSchema.parse(fields)),
		]),
		read?.unknown,
	);
}

function toWhole(whole: z.infer<typeof WholeSchema>, found: HeldCandidate): WholeCandidate {
	const { firstName, lastName, externalProfileUrl, atsCreatedAt, atsLastModifiedAt } = whole;
	const { addresses, phoneNumbers, emailAddresses } = whole;
	const { manualMatchedMember } = found;
	const certain =
		firstName !== undefined &&
		lastName !== undefined &&
		externalProfileUrl !== undefined &&
		atsCreatedAt !== undefined &&
		atsLastModifiedAt !== undefined &&
		phoneNumbers &&
		addresses &&
		emailAddresses;
	if (!certain) return { found };
	const { linkedInProfileUrl, currentCompanyName, currentJobTitle, doNotContact } = whole;
	return {
		found,
		fields: {
			firstName,
			lastName,
			emailAddresses,
			addresses: addresses.map(({ city, geographicArea, country }) => ({
				...(city !== undefined && { city }),
				...(geographicArea !== undefined && { geographicArea }),
				...(country !== undefined && { country }),
			})),
			phoneNumbers,
			externalProfileUrl,
			atsCreatedAt,
			atsLastModifiedAt,
			...(linkedInProfileUrl !== undefined && { linkedInProfileUrl }),
			...(currentCompanyName !== undefined && { currentCompanyName }),
			...(currentJobTitle !== undefined && { currentJobTitle }),
			...(manualMatchedMember !== undefined && { manualMatchedMember }),
			...(doNotContact !== undefined && { doNotContact }),
		},
	};
}
