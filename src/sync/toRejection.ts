import { ConnectorError } from '../errors/ConnectorError';
import { RecordRefusedError } from '../errors/RecordRefusedError';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import type { MalformedRecord } from '../http/Page';
import type { RecordKind, Rejection } from '../mapping/Rejection';

/** Which of our records something is about that SmartRecruiters calls otherwise. */
const KINDS: Readonly<Record<string, RecordKind>> = {
	job: 'job',
	candidate: 'candidate',
	note: 'candidate',
	application: 'application',
	history: 'application',
	review: 'application',
};

/** An element of a list that could not be read. */
export function malformedToRejection({ kind, recordId, field }: MalformedRecord): Rejection {
	return {
		kind: KINDS[kind] ?? 'candidate',
		recordId,
		code: 'UNREADABLE',
		detail: `field ${field}`,
	};
}

/**
 * Why this one record could not be read, while others can.
 *
 * @throws what was given, if it is more than one record's trouble
 */
export function errorToRejection(kind: RecordKind, recordId: string, error: unknown): Rejection {
	if (!(error instanceof ConnectorError) || error.fate !== 'skip') throw error;
	if (error instanceof RecordRefusedError) {
		const detail = error.status === 0 ? 'no answer' : `status ${error.status}`;
		return { kind, recordId, code: 'READ_REFUSED', detail };
	}
	const field = error instanceof ResponseSchemaError ? error.fields[0] : 'id';
	return { kind, recordId, code: 'UNREADABLE', detail: `field ${field ?? '(root)'}` };
}
