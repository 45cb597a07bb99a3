import { PAGES_USER } from '../../scripts/n8n/connectStack';
import type { N8nInstance } from '../../scripts/n8n/N8nInstance';
import { FormPage } from '../../scripts/support/FormPage';

/** A page of RSC Trigger, with the user and password of its credential. */
export async function openAdminPage(n8n: N8nInstance, path: string): Promise<FormPage> {
	await n8n.untilServed(`/webhook/${path}`);
	const authorization = `Basic ${btoa(`${PAGES_USER.user}:${PAGES_USER.password}`)}`;
	return await FormPage.open(`${n8n.url}/webhook/${path}`, { authorization });
}
