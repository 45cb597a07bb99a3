import { z } from 'zod';
import type { Effects, HttpRequest, HttpResponse, Transport } from '../../http/Transport';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import { challengeResponse } from '../../linkedin/signature';
import { getCallbackUrl } from './claimCallback';
import { within } from './within';

const UNANSWERED = 'LinkedIn’s challenge gets no answer within 3 seconds';
const CANNOT_REACH_ITSELF =
	'If exports do arrive, this n8n only cannot reach its own public address: then switch off "Check Callback" in the node that checks the contracts.';
const PUBLISH_AGAIN =
	'Unpublish the workflow with the RSC Trigger and publish it again. If exports do not come then, LinkedIn may have blocked the address: its developer portal shows that and starts the check again.';

/** LinkedIn waits that long for an answer to a challenge (LinkedIn reference §3.2). */
const ANSWER_WITHIN_MS = 3_000;

export interface CallbackCheck {
	/** Whether an address is one of this n8n's. */
	isOwn: (url: string) => boolean;
	/** The application's secret. */
	clientSecret: string;
	/** A fresh UUID. */
	challengeCode: string;
	/** Sends without any credential, and follows no redirect. */
	send: Transport;
	effects: Effects;
}

/**
 * - `working`: LinkedIn has an address of this n8n, and it answers as LinkedIn wants.
 * - `deaf`: LinkedIn has an address of this n8n, but a challenge or a notification gets no right answer there. After three
 *   challenges in a row, two hours apart, LinkedIn blocks the address (§3.2). LinkedIn's API does not tell that it has.
 * - `foreign`: LinkedIn sends to another system, which is not called.
 * - `missing`: LinkedIn has no address.
 */
export type CallbackState = 'working' | 'deaf' | 'foreign' | 'missing';

export interface CallbackFinding {
	state: CallbackState;
	/** What LinkedIn has stored. */
	url: string | null;
	/** What is wrong, and what to do; null when it works. */
	problem: string | null;
	whatToDo: string | null;
}

const AnswerSchema = z.object({ challengeCode: z.string(), challengeResponse: z.string() });

/**
 * Whether LinkedIn's notifications arrive here: what LinkedIn has stored, whose it is, and whether both methods of an
 * address of this n8n answer. It changes nothing. Two calls to LinkedIn's API at most, and two to the address.
 *
 * That the address can be reached from outside is not proven by that: the calls come from n8n itself.
 *
 * @throws what reading from LinkedIn throws
 */
export async function checkCallback(
	api: LinkedInApi,
	check: CallbackCheck,
): Promise<CallbackFinding> {
	const url = await getCallbackUrl(api);
	if (url === undefined) {
		return {
			state: 'missing',
			url: null,
			problem: 'LinkedIn has no address for its notifications',
			whatToDo: 'Publish the workflow with the RSC Trigger.',
		};
	}
	if (!check.isOwn(url)) {
		return {
			state: 'foreign',
			url,
			problem: `LinkedIn sends its notifications to ${URL.canParse(url) ? new URL(url).host : 'another system'}`,
			whatToDo:
				'If they are to come here, switch on the option "Take Over" of the RSC Trigger, and publish its workflow.',
		};
	}
	const problem = (await challengeProblem(url, check)) ?? (await notificationProblem(url, check));
	if (problem === undefined) return { state: 'working', url, problem: null, whatToDo: null };
	return {
		state: 'deaf',
		url,
		problem,
		whatToDo: problem === UNANSWERED ? `${CANNOT_REACH_ITSELF} ${PUBLISH_AGAIN}` : PUBLISH_AGAIN,
	};
}

async function challengeProblem(url: string, check: CallbackCheck): Promise<string | undefined> {
	const { challengeCode, clientSecret } = check;
	const challenge = new URL(url);
	challenge.searchParams.set('challengeCode', challengeCode);
	const answer = await ask({ method: 'GET', url: challenge.href, headers: {} }, check);
	if (answer === undefined) return UNANSWERED;
	if (answer.status !== 200) return `LinkedIn’s challenge is answered with ${answer.status}`;
	if (!/^application\/json\b/i.test(answer.headers['content-type'] ?? '')) {
		return 'LinkedIn’s challenge is answered with something else than JSON';
	}
	const given = AnswerSchema.safeParse(readJson(answer.body));
	const isRight =
		given.success &&
		given.data.challengeCode === challengeCode &&
		given.data.challengeResponse === challengeResponse(challengeCode, clientSecret);
	return isRight ? undefined : 'LinkedIn’s challenge is answered with another client secret';
}

/** Nobody signed it, so that a trigger that works refuses it with 401; without a trigger n8n says 404. */
async function notificationProblem(url: string, check: CallbackCheck): Promise<string | undefined> {
	const headers = { 'content-type': 'application/json' };
	const answer = await ask({ method: 'POST', url, headers, body: '{}' }, check);
	if (answer === undefined) return 'A notification gets no answer within 3 seconds';
	return answer.status === 401 ? undefined : `A notification is answered with ${answer.status}`;
}

async function ask(
	request: HttpRequest,
	{ send, effects }: CallbackCheck,
): Promise<HttpResponse | undefined> {
	// No answer and a broken one are the same to LinkedIn.
	const answer = send(request).catch(() => undefined);
	return await within(effects, ANSWER_WITHIN_MS, answer);
}

function readJson(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}
