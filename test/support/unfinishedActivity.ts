import type { N8nInstance, Row } from '../../scripts/n8n/N8nInstance';

/**
 * Events that are being written. Those that are set aside do not count: after a kill nobody knows what was left behind
 * of them, and the ledger says so until it is decided whom they are about.
 */
export async function unfinishedActivity(n8n: N8nInstance): Promise<Row[]> {
	const parked = new Set((await n8n.table('rsc_parked')).map(({ recordKey }) => recordKey));
	return (await n8n.table('rsc_activity')).filter(
		({ state, activityId }) => state === 'writing' && !parked.has(`activity:${String(activityId)}`),
	);
}
