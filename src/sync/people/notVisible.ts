import type { RecordKind, Rejection } from '../../mapping/Rejection';
import { type AbsencePayload, toPayload } from '../AbsencePayload';

/** A record that SmartRecruiters does not show now: parked and looked for again, never taken for deleted. */
export function notVisible(
	kind: RecordKind,
	recordId: string,
	known: AbsencePayload = {},
): Rejection {
	return { kind, recordId, code: 'NOT_VISIBLE', payload: toPayload(known) };
}
