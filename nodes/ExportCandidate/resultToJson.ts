import { EXPORT_REVIEWS, EXPORT_WARNINGS } from '../../src/mapping/ExportReview';
import type { ExportResult } from '../../src/operations/export/ExportWork';
import { reasonOf } from '../../src/operations/export/reviewExport';

/** What became of an export, with nothing of the person but ids. */
export function resultToJson(organization: string, result: ExportResult): Record<string, unknown> {
	const { exportKey } = result;
	switch (result.kind) {
		case 'exported': {
			const { kind, exportKey: _key, warnings, seat = '', source = '', ...rest } = result;
			const message = warnings.map((warning) => EXPORT_WARNINGS[warning]).join(' ');
			return { organization, exportKey, state: kind, ...rest, seat, source, warnings, message };
		}
		case 'review': {
			const { code, detail, candidateIds } = result;
			const { whatToDo } = EXPORT_REVIEWS[code];
			const reason = reasonOf(code, detail);
			return { organization, exportKey, state: 'review', code, reason, whatToDo, candidateIds };
		}
		case 'waiting': {
			const { message, parked, nextTryAtMs } = result;
			const nextTryAt = new Date(nextTryAtMs).toISOString();
			return { organization, exportKey, state: 'waiting', message, parked, nextTryAt };
		}
	}
}
