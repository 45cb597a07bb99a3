import { z } from 'zod';
import type { Page } from '../http/Page';
import { optionalPart, text } from './fields';
import { readPage } from './readPage';
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

/** The shape is not published everywhere: names and places that are likely are all read. */
const EntrySchema = z
	.object({
		eventName: text,
		name: text,
		type: text,
		entityId: text,
		entity: optionalPart(z.object({ id: text })),
		candidateId: text,
		jobId: text,
	})
	.transform((entry, context): AuditEvent => {
		const name = entry.eventName ?? entry.name ?? entry.type;
		const entityId = entry.entityId ?? entry.entity?.id;
		if (name !== undefined && entityId !== undefined)
			return { name, entityId, candidateId: entry.candidateId, jobId: entry.jobId };
		const path = [name === undefined ? 'eventName' : 'entityId'];
		context.addIssue({ code: z.ZodIssueCode.custom, message: 'missing', path });
		return z.NEVER;
	});

/**
 * One page of what happened after a time. It needs an administrator's credential and the scope `audit_events_read`.
 *
 * @returns `undefined` when this credential may not see audit events
 */
export async function listAuditEvents(
	api: SmartRecruitersApi,
	query: { afterMs: number; beforeMs: number; nextPageId?: string | undefined },
): Promise<Page<AuditEvent> | undefined> {
	const list = {
		kind: 'auditEvent',
		path: PATH,
		endpoint: PATH,
		schema: EntrySchema,
		query: {
			eventDateAfter: new Date(query.afterMs).toISOString(),
			eventDateBefore: new Date(query.beforeMs).toISOString(),
			eventName: Object.values(AUDIT_NAMES),
			limit: 100,
		},
		cursorName: 'nextPageId' as const,
		absentOn: [403, 404],
	};
	return await readPage(api, list, query.nextPageId);
}
