import type { INodeExecutionData } from 'n8n-workflow';
import { EXPORT_REVIEWS, EXPORT_WARNINGS } from '../../src/mapping/ExportReview';
import { toItems } from '../../src/n8n/toItems';
import type { ExportOutcome } from '../../src/operations/export/exportCandidate';

/** Exported and Review. Nothing of the person stands in an item, but in the payload of a review. */
export function outcomesToItems(
	outcomes: readonly ExportOutcome[],
	names: { organization: string; requestId: string; profileUrl: string },
	item: number,
): INodeExecutionData[][] {
	const { organization, requestId, profileUrl } = names;
	const now = new Date().toISOString();
	const exported: object[] = [];
	const review: object[] = [];
	outcomes.forEach((outcome, index) => {
		const exportKey = exportKeyOf(requestId, index);
		if (outcome.kind === 'exported') {
			const { kind: _kind, warnings, seat = '', source = '', ...told } = outcome;
			exported.push({
				organization,
				exportKey,
				...told,
				seat,
				source,
				warnings,
				message: warnings.map((warning) => EXPORT_WARNINGS[warning]).join(' '),
				knownBy: 'export',
				exportedAt: now,
			});
			return;
		}
		const { code, detail, candidateIds, exported: told } = outcome;
		const { reason, whatToDo } = EXPORT_REVIEWS[code];
		review.push({
			organization,
			exportKey,
			recordKey: `export:${exportKey}`,
			kind: 'export',
			code,
			reason: detail ? `${reason} (${detail})` : reason,
			whatToDo,
			candidateIds,
			candidateUrls: candidateIds.map((id) => profileUrl.replaceAll('{candidateId}', id)),
			person: told?.person ?? '',
			jobId: told?.jobId ?? '',
			seat: told?.seat ?? '',
			payload: told ? JSON.stringify(told) : '',
		});
	});
	return [toItems(exported, item), toItems(review, item)];
}

/** Names one person of an export: almost always there is only one. */
export function exportKeyOf(requestId: string, index: number): string {
	return index === 0 ? requestId : `${requestId}:${index}`;
}
