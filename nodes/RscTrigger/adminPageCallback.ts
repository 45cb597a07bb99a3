import {
	type IDataObject,
	type IWebhookFunctions,
	type IWebhookResponseData,
	jsonParse,
} from 'n8n-workflow';
import { z } from 'zod';
import { fromJson } from '../../src/basics/fromJson';
import { allowedOrigin } from '../../src/n8n/pages/callbackOrigins';
import { PAGE_HEADERS } from '../../src/n8n/pages/pageHeaders';
import { parseForm } from '../../src/n8n/pages/parseForm';
import { readBody } from '../../src/n8n/pages/readBody';
import { readPagesCredential } from '../../src/n8n/pages/readPagesCredential';
import { toNodeError } from '../../src/n8n/toNodeError';
import { CallAllowance } from '../../src/operations/push/CallAllowance';
import { RefusalLog } from '../../src/operations/push/RefusalLog';

export const CANDIDATE_ID = /^[\w-]{1,100}$/;

const BodySchema = z.record(z.unknown());
const LONGEST_CALL = 64_000;
/** A visit to such a page needs a few: one for each contract, or for each time that somebody is linked. */
const MOST_CALLS = 60;
const ANSWERS = {
	403: 'The key of the page is not valid, or not valid anymore. Open the page again from its link.',
	413: 'That is more than this address accepts.',
	415: 'This address accepts only calls from its own page.',
	429: 'This link was used too often. Open the page again from its link.',
	503: 'This address is not set up yet.',
} as const;

/** One for all RSC Triggers of this process. */
const refusals = new RefusalLog('RSC Trigger (page callback)');
/** Each call costs a request to LinkedIn or a look into the tables. */
const allowance = new CallAllowance(MOST_CALLS);

/** A key for one page on another site opens no other page. */
export const callbackPurpose = (purpose: string): string => `callback ${purpose}`;

/**
 * A call from a page on the customer's own site: refused before an execution exists, unless it comes from the one allowed
 * origin and carries a key that an admin page has given to a person. Never throws.
 */
export async function receivePageCallback(
	context: IWebhookFunctions,
): Promise<IWebhookResponseData> {
	try {
		return await receive(context);
	} catch (error) {
		return refuse(context, 503, toNodeError(context.getNode(), error, 0).message);
	}
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { headers } = context.getRequestObject();
	const response = context.getResponseObject();
	const purpose = z.string().catch('').parse(context.getNodeParameter('purpose', ''));
	const entered = z.string().catch('').parse(context.getNodeParameter('allowedOrigin', ''));
	const origin = entered.trim().replace(/\/+$/, '') || allowedOrigin(context, purpose);
	response.removeHeader('Access-Control-Allow-Origin');
	if (origin !== '') response.setHeader('Access-Control-Allow-Origin', origin);
	response.setHeader('Vary', 'Origin');
	for (const name of ['Cache-Control', 'Referrer-Policy', 'X-Content-Type-Options']) {
		response.setHeader(name, PAGE_HEADERS[name] ?? '');
	}
	if (origin === '') {
		return refuse(context, 503, 'neither "Allowed Origin" nor a page of the workflow names a site');
	}
	if (headers.origin !== origin) {
		return refuse(context, 403, 'it comes from another site than "Allowed Origin"');
	}
	const body = await readBody(context, true);
	if (body.kind === 'refused') return refuse(context, body.status, body.reason);
	if (body.text.length > LONGEST_CALL) return refuse(context, 413, 'it is too long');
	const parsed = BodySchema.safeParse(body.isForm ? parseForm(body.text) : fromJson(body.text));
	if (!parsed.success) return refuse(context, 415, 'it is no JSON object');
	const { key, ...sent } = parsed.data;
	const { keys, user: knownUser } = await readPagesCredential(context);
	const claims = keys.read(key, callbackPurpose(purpose), Date.now());
	if (claims?.user !== knownUser) return refuse(context, 403, 'the key of the page is not valid');
	if (!allowance.take(String(key))) return refuse(context, 429, 'its key was used too often');
	const json: IDataObject = {
		purpose,
		user: claims.user,
		subject: claims.subject,
		body: jsonParse<IDataObject>(JSON.stringify(sent)),
	};
	return { workflowData: [[{ json }]] };
}

function refuse(
	context: IWebhookFunctions,
	status: keyof typeof ANSWERS,
	reason: string,
): IWebhookResponseData {
	const line = refusals.note(reason, Date.now());
	if (line) context.logger.warn(line);
	context.getResponseObject().status(status).json({ problem: ANSWERS[status] });
	return { noWebhookResponse: true };
}
