import { z } from 'zod';
import { DAY_MS } from '../basics/durations';
import { text } from './fields';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const PATH = '/audit-api/v201910/audit-events';
const SWITCHED_ON = 'LRSC_CONSENT_GIVEN';

/** SmartRecruiters keeps audit events that long at least (SmartRecruiters reference §12.2). */
export const AUDIT_MONTHS = 26;
const AUDIT_MS = AUDIT_MONTHS * 30 * DAY_MS;

/** Two spellings of the list, and of the time in it, are likely: see `listAuditEvents`. */
const EntrySchema = z
	.object({ eventDate: text, date: text })
	.transform(({ eventDate, date }) => eventDate ?? date ?? '');
const EventsSchema = z
	.object({
		content: z.array(EntrySchema).optional(),
		events: z.array(EntrySchema).optional(),
	})
	.transform(({ content, events }) => content ?? events ?? []);

/**
 * When the vendor's own LinkedIn integration was switched on (§12.2, §14), the newest time first; no event tells that
 * it was switched off. It needs an administrator's credential and the scope `audit_events_read`.
 *
 * @throws HttpStatusError 403 when this credential may not see audit events
 */
export async function findOwnIntegration(
	api: SmartRecruitersApi,
	nowMs: number,
): Promise<string[]> {
	const dates = await api.send({
		method: 'GET',
		path: PATH,
		endpoint: PATH,
		query: {
			eventDateAfter: new Date(nowMs - AUDIT_MS).toISOString(),
			eventDateBefore: new Date(nowMs).toISOString(),
			eventName: SWITCHED_ON,
			limit: 100,
		},
		schema: EventsSchema,
		attempts: 2,
	});
	return (dates ?? []).sort().reverse();
}
