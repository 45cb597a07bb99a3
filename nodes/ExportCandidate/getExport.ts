import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { EXPORT_REVIEWS } from '../../src/mapping/ExportReview';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { getExport, ownOnly, readStoredExport } from '../../src/operations/export/getExport';
import { exportKeyOf } from './outcomesToItems';

const TIME_LIMIT_MS = 60_000;

/** Fetches an export, or reads what was fetched before, and writes nothing: one item for each person in it. */
export async function runGetExport(
	context: IExecuteFunctions,
	item: number,
): Promise<INodeExecutionData[][]> {
	const requestId = textParameter.parse(context.getNodeParameter('requestId', item));
	const linkedIn = await readLinkedIn(context);
	const organization = linkedIn.settings.organizationUrn;
	const given = readStoredExport(context.getNodeParameter('exportData', item, ''));
	const elements = given
		? ownOnly([given], organization)
		: await getExport(linkedIn, worldOf(context), requestId, TIME_LIMIT_MS);
	if (elements.length > 0) {
		const found = elements.map((one, index) => ({
			organization,
			exportKey: exportKeyOf(requestId, index),
			person: one.person ?? '',
			jobId: one.jobId ?? '',
			seat: one.seat ?? '',
			payload: JSON.stringify(one),
		}));
		return [toItems(found, item), []];
	}
	const expired = {
		organization,
		exportKey: requestId,
		recordKey: `export:${requestId}`,
		kind: 'export',
		code: 'EXPIRED',
		...EXPORT_REVIEWS.EXPIRED,
		candidateIds: [],
		candidateUrls: [],
		person: '',
		jobId: '',
		seat: '',
		payload: '',
	};
	return [[], toItems([expired], item)];
}
