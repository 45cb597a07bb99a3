import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isTime } from './lenient';

export const ACTIVITY_KINDS = ['inMail', 'prospectNote', 'stub'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** What a member shared in the first reply to an InMail (LinkedIn reference §9.2). */
export const SharedContactSchema = z.object({
	firstName: z.string().optional(),
	lastName: z.string().optional(),
	email: z.string().optional(),
	phone: z.string().optional(),
	company: z.string().optional(),
	title: z.string().optional(),
});
export type SharedContact = z.infer<typeof SharedContactSchema>;

/**
 * Something that happened in Recruiter between a seat holder and a person, as it travels through workflows. Times are
 * epoch milliseconds.
 */
export const ActivityEventSchema = z.object({
	kind: z.enum(ACTIVITY_KINDS),
	/** The same for the same event, whichever seat it was read for: kind and LinkedIn's id. */
	activityId: z.string().min(1),
	/** `urn:li:seat:{id}` of the seat holder. */
	seat: z.string(),
	/** `urn:li:contract:{id}`. */
	contract: z.string(),
	/** `urn:li:person:{id}`; absent when LinkedIn names nobody, or several. */
	person: z.string().optional(),
	/** Seen from the seat holder: notes are sent, stubs are received. */
	direction: z.enum(['sent', 'received']),
	subject: z.string().default(''),
	text: z.string().default(''),
	happenedAtMs: z.number().refine(isTime),
	/** Only when it was changed after it had happened. */
	editedAtMs: z.number().refine(isTime).optional(),
	/** Also when it may no longer be seen by the whole organization. */
	deleted: z.boolean().default(false),
	contact: SharedContactSchema.optional(),
});
export type ActivityEvent = z.infer<typeof ActivityEventSchema>;

/** When this version of the event came to be. */
export function versionMs(event: ActivityEvent): number {
	return event.editedAtMs ?? event.happenedAtMs;
}

/**
 * Names a version of an event: its time, so that an old version is never taken for a newer one, and a hash of all that
 * a note shows of it.
 */
export function contentHash(event: ActivityEvent): string {
	const { kind, person, direction, subject, text, deleted, contact = {} } = event;
	const { firstName, lastName, email, phone, company, title } = contact;
	const shown = [
		...[kind, person, direction, subject, text, deleted],
		...[firstName, lastName, email, phone, company, title],
	].map((one) => one ?? '');
	const hash = createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
	return `${versionMs(event)}-${hash}`;
}

/** What a trigger or a reading hands to a workflow: the event, and the name of this version for the ledger. */
export function toActivityItem(
	event: ActivityEvent,
	organization: string,
): ActivityEvent & { organization: string; contentHash: string } {
	return { organization, ...event, contentHash: contentHash(event) };
}
