import { checkLinks, checkNodes } from './connectContract/checks';
import { journeyLinks, journeyNodes } from './connectContract/journey';
import { webhookLinks, webhookNodes } from './connectContract/webhooks';
import type { WorkflowDraft } from './workflow';

/** From the acknowledgement to a connection that is checked, as pages in the browser. */
export const CONNECT_CONTRACT: WorkflowDraft = {
	id: 'rscConnectContract',
	name: 'RSC 01 Connect a Contract',
	file: '01-connect-contract',
	nodes: [...journeyNodes, ...checkNodes, ...webhookNodes],
	links: [...journeyLinks, ...checkLinks, ...webhookLinks],
};
