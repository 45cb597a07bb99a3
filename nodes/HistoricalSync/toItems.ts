import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { REJECTIONS, type Rejection } from '../../src/mapping/Rejection';
import { recordKey } from '../../src/state/ParkedRecords';

/** One item made of a report. */
export function toItem(report: object, item: number): INodeExecutionData {
	const json: IDataObject = { ...report };
	return { json, pairedItem: { item } };
}

/** Records that did not go, as they are parked. */
export function toRejected(
	organization: string,
	rejections: readonly Rejection[],
	item: number,
): INodeExecutionData[] {
	return rejections.map(({ kind, recordId, code, detail }) => ({
		json: {
			organization,
			recordKey: recordKey(kind, recordId),
			kind,
			recordId,
			code,
			reason: detail ? `${REJECTIONS[code].reason} (${detail})` : REJECTIONS[code].reason,
			whatToDo: REJECTIONS[code].whatToDo,
		},
		pairedItem: { item },
	}));
}
