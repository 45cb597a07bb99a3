import type { INodeExecutionData } from 'n8n-workflow';

/** Records as n8n's items, each paired with the input item that it comes from. */
export function toItems(records: readonly object[], item: number): INodeExecutionData[] {
	return records.map((record) => ({
		json: Object.fromEntries(Object.entries(record)),
		pairedItem: { item },
	}));
}
