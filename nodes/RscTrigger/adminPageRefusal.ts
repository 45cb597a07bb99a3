import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { PAGE_HEADERS } from '../../src/n8n/pages/pageHeaders';
import { RefusalLog } from '../../src/operations/push/RefusalLog';
import { messagePage } from '../../src/pages/messagePage';

export type RefusalStatus = 401 | 403 | 413 | 415 | 503;

/** In words for people; a stranger learns nothing from them. */
const PAGES: Readonly<Record<RefusalStatus, [title: string, ...sentences: string[]]>> = {
	401: ['Sign in', 'Only people with its name and password can open this page.'],
	403: [
		'Not done',
		'The page was open for too long, or you came from elsewhere.',
		'Open the page again, and repeat what you did there.',
	],
	413: ['Not done', 'That is more than this page accepts.'],
	415: ['Not done', 'This page accepts only its own forms.'],
	503: [
		'This page cannot be shown',
		'It is not set up yet: ask whoever runs n8n to look at the RSC Trigger of this page and its credential.',
	],
};

/** Not worth a line in the log: every browser asks once without a password. */
export const NOBODY = 'nobody has signed in';

/** One for all RSC Triggers of this process. */
const refusals = new RefusalLog('RSC Trigger (admin page)');

/** Answers a call of a page that starts nothing. The reason goes to n8n's log only. */
export function refusePage(
	context: IWebhookFunctions,
	status: RefusalStatus,
	reason: string,
): IWebhookResponseData {
	const response = context.getResponseObject();
	const line = reason === NOBODY ? undefined : refusals.note(reason, Date.now());
	if (line) context.logger.warn(line);
	const [title, ...sentences] = PAGES[status];
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
	response.removeHeader('Access-Control-Allow-Origin');
	if (status === 401) {
		response.setHeader('WWW-Authenticate', 'Basic realm="RSC", charset="UTF-8"');
	}
	response.status(status).send(messagePage(title, sentences));
	return { noWebhookResponse: true };
}
