import { z } from 'zod';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const PATH = '/audit-api/v201910/audit-events';

/** What is looked for: what no webhook tells, or what one may have failed to tell (SmartRecruiters reference §12.2). */
export const AUDIT_NAMES = {
	deleted: 'CANDIDATE_DELETED',
	merged: 'CANDIDATE_DELETED_DUE_TO_MERGE',
	jobDeleted: 'JOB_DELETED',
	applicationDeleted: 'JOB_APPLICATION_DELETED',
	applicationCreated: 'JOB_APPLICATION_CREATED',
	applicationMoved: 'JOB_APPLICATION_STATE_MODIFIED',
	sourceChanged: 'APPLICATION_SOURCE_MODIFIED',
} as const;

export interface AuditEvent {
	name: string;
	/** Of the candidate, the job, or the application (its UUID). */
	entityId: string;
	/** Where the event names both. */
	candidateId?: string | undefined;
	jobId?: string | undefined;
}

const optional = z
	.string()
	.nullish()
	.transform((value) => value ?? undefined);

/** The shape is not published: names and places that are likely are all read; an entry without name or id is left out. */
const EntrySchema = z
	.object({
		eventName: optional,
		name: optional,
		type: optional,
		entityId: optional,
		entity: z.object({ id: optional }).nullish(),
		candidateId: optional,
		jobId: optional,
	})
	.transform(({ eventName, name, type, entityId, entity, candidateId, jobId }): AuditEvent[] => {
		const ownName = eventName ?? name ?? type;
		const ownId = entityId ?? entity?.id;
		return ownName && ownId ? [{ name: ownName, entityId: ownId, candidateId, jobId }] : [];
	});

const entries = z.array(EntrySchema).transform((lists) => lists.flat());

const PageSchema = z.union([
	entries.transform((content) => ({ content, nextPageId: undefined })),
	z
		.object({
			content: entries.optional(),
			events: entries.optional(),
			auditEvents: entries.optional(),
			nextPageId: optional,
		})
		.transform(({ content, events, auditEvents, nextPageId }) => ({
			content: content ?? events ?? auditEvents ?? [],
			nextPageId: nextPageId || undefined,
		})),
]);

/**
 * One page of what happened after a time. It needs an administrator's credential and the scope `audit_events_read`.
 *
 * @returns `undefined` when this credential may not see audit events
 */
export async function listAuditEvents(
	api: SmartRecruitersApi,
	query: { afterMs: number; beforeMs: number; nextPageId?: string | undefined },
): Promise<{ content: AuditEvent[]; nextPageId?: string | undefined } | undefined> {
	return await api.get(
		PATH,
		PATH,
		PageSchema,
		{
			eventDateAfter: new Date(query.afterMs).toISOString(),
			eventDateBefore: new Date(query.beforeMs).toISOString(),
			eventName: Object.values(AUDIT_NAMES),
			nextPageId: query.nextPageId,
			limit: 100,
		},
		[403, 404],
	);
}
