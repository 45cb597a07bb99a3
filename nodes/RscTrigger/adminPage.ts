import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { HOUR_MS } from '../../src/basics/durations';
import type { PageCall } from '../../src/n8n/pages/PageCall';
import { parseForm } from '../../src/n8n/pages/parseForm';
import { readBody } from '../../src/n8n/pages/readBody';
import { type PagesCredential, readPagesCredential } from '../../src/n8n/pages/readPagesCredential';
import { toNodeError } from '../../src/n8n/toNodeError';
import { signedInAs } from '../../src/pages/signedInAs';
import { isForm } from '../../src/operations/push/isForm';
import { NOBODY, refusePage } from './adminPageRefusal';
import { callbackPurpose, CANDIDATE_ID } from './adminPageCallback';

const KEY_MS = 2 * HOUR_MS;
const CALLBACK_KEY_MS = HOUR_MS;
const MOST_PARAMETERS = 20;
const LONGEST_PARAMETER = 500;

/**
 * A call of an admin page: refused before an execution exists, unless it comes from somebody who has signed in, and, for a
 * form, from the page that was shown to them. Never throws: n8n would start an execution with the error, whoever called.
 */
export async function receivePageCall(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await receive(context);
	} catch (error) {
		return refusePage(context, 503, toNodeError(context.getNode(), error, 0).message);
	}
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const { authorization } = request.headers;
	// A page's own script has no origin in n8n's sandbox, so it cannot sign in: it has a key that says who was shown the
	// page. A form is a navigation, with which the browser sends the sign-in.
	const byKey = authorization === undefined && request.method === 'POST';
	// Reading the credential costs n8n most of a refused call.
	if (authorization === undefined && !(byKey && isForm(request.headers['content-type'])))
		return refusePage(context, 401, NOBODY);
	const credential = await readPagesCredential(context);
	const user = signedInAs(authorization, credential);
	const path = readPath(context);
	if (user === undefined && !byKey) return refusePage(context, 401, 'a wrong name or password');
	if (request.method === 'GET' && user !== undefined) {
		return accept(context, credential, path, { method: 'GET', form: {}, user });
	}
	const body = await readBody(context, false);
	if (body.kind === 'refused') {
		return byKey ? refusePage(context, 401, NOBODY) : refusePage(context, body.status, body.reason);
	}
	const { key, ...form } = parseForm(body.text);
	const nowMs = Date.now();
	const claims =
		credential.keys.read(key, scriptPurpose(path), nowMs) ??
		(byKey ? undefined : credential.keys.read(key, pagePurpose(path), nowMs));
	// A key is good for as long as its person is the one whom the credential lets in.
	if (claims?.user !== credential.user) {
		return byKey
			? refusePage(context, 401, NOBODY)
			: refusePage(context, 403, 'the key of the page is not valid');
	}
	return accept(context, credential, path, { method: 'POST', form, user: claims.user });
}

function accept(
	context: IWebhookFunctions,
	{ keys }: PagesCredential,
	path: string,
	call: Pick<PageCall, 'method' | 'form' | 'user'>,
): IWebhookResponseData {
	const query = readQuery(context.getRequestObject().query);
	const nowMs = Date.now();
	const { user } = call;
	const candidate = query.candidate ?? '';
	const callbackKey = (purpose: string, subject: string): string =>
		keys.issue({
			purpose: callbackPurpose(purpose),
			user,
			subject,
			expiresAtMs: nowMs + CALLBACK_KEY_MS,
		});
	const pageKey = (purpose: string): string =>
		keys.issue({ purpose, user, subject: '', expiresAtMs: nowMs + KEY_MS });
	const json: PageCall = {
		...call,
		query,
		key: pageKey(pagePurpose(path)),
		scriptKey: pageKey(scriptPurpose(path)),
		address: path.slice(path.lastIndexOf('/') + 1),
		callbackKeys: {
			contractChosen: callbackKey('contractChosen', ''),
			profileLink: CANDIDATE_ID.test(candidate) ? callbackKey('profileLink', candidate) : '',
		},
	};
	// n8n lets every origin read what a webhook answers; a page is for itself alone.
	context.getResponseObject().removeHeader('Access-Control-Allow-Origin');
	return { workflowData: [[{ json }]] };
}

/** A key opens one page only. */
const pagePurpose = (path: string): string => `page ${path}`;

/** Stands for the sign-in: only a page whose script sends may hold it. */
const scriptPurpose = (path: string): string => `script ${path}`;

function readPath(context: IWebhookFunctions): string {
	const path = context.getNodeParameter('path', 'rsc-connect');
	return (typeof path === 'string' ? path : '').trim().replace(/^\/|\/$/g, '');
}

/** Texts only, and few: whatever else stands in the address means nothing to our pages. */
function readQuery(query: object): Record<string, string> {
	return Object.fromEntries(
		Object.entries(query)
			.filter(
				(entry): entry is [string, string] =>
					typeof entry[1] === 'string' && entry[1].length <= LONGEST_PARAMETER,
			)
			.slice(0, MOST_PARAMETERS),
	);
}
