import { z } from 'zod';
import { fromJson } from '../basics/fromJson';

/** What can be deleted at LinkedIn. */
export const DELETED_KINDS = [
	'candidate',
	'application',
	'job',
	'candidateNote',
	'applicationNote',
	'stage',
	'feedback',
] as const;
export type DeletedKind = (typeof DELETED_KINDS)[number];

/** What is known of a record that is parked because SmartRecruiters does not show it, or LinkedIn did not delete it. */
const AbsencePayloadSchema = z.object({
	/** Why it is certain that it has to go at LinkedIn. */
	proven: z.enum(['deleted', 'merged', 'onRequest', 'withheld', 'disconnected']).optional(),
	/** What has to go, where it is no candidate and no job; `parentId` for what hangs below a record. */
	deletion: z
		.object({ kind: z.enum(DELETED_KINDS), id: z.string(), parentId: z.string().optional() })
		.optional(),
	/** For a candidate: up to which job applications were deleted already, in the order of the jobs' ids. */
	afterJobId: z.string().optional(),
	/** When SmartRecruiters sent the event that it was deleted; a read has to confirm it. Epoch milliseconds. */
	deletedAtMs: z.number().optional(),
});
export type AbsencePayload = z.infer<typeof AbsencePayloadSchema>;

export function toPayload(payload: AbsencePayload): string {
	return JSON.stringify(payload);
}

/** Unreadable is "nothing known": then nothing is deleted. */
export function fromPayload(text: string): AbsencePayload {
	return AbsencePayloadSchema.safeParse(fromJson(text)).data ?? {};
}
