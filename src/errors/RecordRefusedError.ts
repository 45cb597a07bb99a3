import { ConnectorError, type Service } from './ConnectorError';
import type { RecordRef } from './RecordRef';

/**
 * The vendor does not show one record to this credential, while it shows others: that record is parked, and the rest
 * goes on. Never a proof that the record was deleted.
 */
export class RecordRefusedError extends ConnectorError {
	readonly fate = 'skip' as const;

	readonly advice =
		'Check that the system role and the access group of the API credential allow it to see this record; it is then tried again.';

	readonly kind: string;

	readonly recordId: string;

	constructor(
		readonly service: Service,
		/** Method and path, without ids. */
		readonly endpoint: string,
		/** 0 for no answer. */
		readonly status: number,
		record: RecordRef,
	) {
		super(
			`${service} ${status === 0 ? 'gave no answer' : `answered ${status}`} for one ${record.kind} (${endpoint})`,
		);
		this.kind = record.kind;
		this.recordId = record.recordId;
	}
}
