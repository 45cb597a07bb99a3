import type { N8nInstance } from '../../scripts/n8n/N8nInstance';

/** Publishes workflows in an n8n that runs: a start of n8n's command for each would take far longer. */
export async function publish(n8n: N8nInstance, ids: readonly string[]): Promise<void> {
	for (const id of ids) await n8n.api('POST', `/workflows/${id}/activate`);
}
