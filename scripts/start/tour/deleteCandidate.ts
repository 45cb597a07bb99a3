import { z } from 'zod';
import { candidateAtLinkedIn, type Place, secondsUntil, somebodyElse, type Stop } from './Stop';

const DeletionsSchema = z.array(z.object({ recordKey: z.string(), proof: z.string() }));

/** A candidate is deleted in SmartRecruiters, and workflow 06 deletes it at LinkedIn and notes the proof. */
export const deleteCandidate: Stop<'deleted'> = {
	name: 'deleted',
	title: 'A deletion: a candidate is deleted in SmartRecruiters',
	byHand: ({ sandbox }) =>
		`Delete somebody: curl -X DELETE ${sandbox.url}/_sandbox/company/candidates/ID`,
	walk: async (place, record) => {
		const { sandbox, tell } = place;
		const candidateId = await somebodyElse(sandbox, record);
		await sandbox.control('DELETE', `/company/candidates/${candidateId}`);
		const seconds = await secondsUntil(
			'the candidate is gone at LinkedIn',
			async () => (await candidateAtLinkedIn(sandbox, candidateId)) === undefined,
		);
		await secondsUntil(
			'the deletion is noted',
			async () => (await proofOf(place, candidateId)) !== undefined,
		);
		tell(
			`Gone at LinkedIn after ${seconds} s; the Data Table rsc_deletions says: "${(await proofOf(place, candidateId)) ?? ''}"`,
		);
		return { seconds, candidateId };
	},
	holds: async (place, { candidateId }) =>
		(await candidateAtLinkedIn(place.sandbox, candidateId)) === undefined &&
		(await proofOf(place, candidateId)) !== undefined,
};

/** What LinkedIn said when the candidate was deleted. */
async function proofOf({ n8n }: Place, candidateId: string): Promise<string | undefined> {
	return DeletionsSchema.parse(await n8n.table('rsc_deletions')).find(
		({ recordKey }) => recordKey === `candidate:${candidateId}`,
	)?.proof;
}
