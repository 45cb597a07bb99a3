import { receiveWebhook, screenWebhook } from '../../src/operations/push/receiveWebhook';
import type { RecordItem } from '../../src/operations/history/RecordNames';
import { signatureOf } from '../../src/smartrecruiters/signature';

const KEY = 'a-signing-key';

/** What the trigger hands on of a webhook that SmartRecruiters has signed; `undefined` when nothing starts. */
export function signedEvent(
	name: string,
	candidateId: string,
	sentMs: number,
	nowMs: number,
): Partial<RecordItem> | undefined {
	const rawBody = Buffer.from(JSON.stringify({ candidate_id: candidateId }));
	const headers: Record<string, string> = {
		'event-id': 'E1',
		'event-name': name,
		'event-version': 'v201907',
		'smartrecruiters-timestamp': String(Math.floor(sentMs / 1000)),
	};
	headers['smartrecruiters-signature'] = `v1=${signatureOf(headers, rawBody, KEY)}`;
	if (screenWebhook(headers)) throw new Error('The webhook was refused by its headers');
	const received = receiveWebhook({ headers, rawBody }, [KEY], nowMs);
	if (received.kind !== 'event') return undefined;
	const { event } = received;
	return {
		event: event.event,
		candidateId: event.candidateId ?? '',
		...(event.sentAt && { sentAtMs: Date.parse(event.sentAt) }),
	};
}
