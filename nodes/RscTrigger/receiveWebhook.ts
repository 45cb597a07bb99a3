import {
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
	jsonParse,
} from 'n8n-workflow';
import { z } from 'zod';
import { LearnedSchema } from '../../src/linkedin/Learned';
import { contextOf, integrationOf } from '../../src/linkedin/pushedData';
import { challengeResponse, isChallengeCode } from '../../src/linkedin/signature';
import { readClientSecrets } from '../../src/n8n/readClientSecrets';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { recentPushes } from '../../src/n8n/recentPushes';
import { toNodeError } from '../../src/n8n/toNodeError';
import { type FetchedPush, fetchPush } from '../../src/operations/push/fetchPush';
import { type Push, receivePush, screenPush } from '../../src/operations/push/receivePush';
import { RefusalLog } from '../../src/operations/push/RefusalLog';
import { noteHolder } from './callbackHolders';

/** LinkedIn gives 3 seconds; the rest is for n8n itself. */
const FETCH_BUDGET_MS = 2_000;

const NOTHING_STARTS: IWebhookResponseData = { noWebhookResponse: true };

const EventsSchema = z.array(z.enum(['candidateExported', 'integrationStatusChanged'])).catch([]);
const QuerySchema = z.object({ challengeCode: z.string() });
/** In the order of the node's outputs. */
const OUTPUTS = ['candidateExported', 'integrationStatusChanged'] as const;

/** One for all RSC Triggers of this process. */
const refusals = new RefusalLog('RSC Trigger');

/**
 * A call of the callback URL: LinkedIn's challenge, or a notification. Everything else is refused. Never throws: n8n
 * would start an execution with the error, whoever called.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return context.getWebhookName() === 'setup'
			? await answerChallenge(context)
			: await answerNotification(context);
	} catch (error) {
		// The credential cannot be read, for example. LinkedIn may try again after an answer like this.
		return refuse(context, 503, toNodeError(context.getNode(), error, 0).message);
	}
}

/** LinkedIn reference §3.2: within 3 seconds, with both fields. */
async function answerChallenge(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const query = QuerySchema.safeParse(context.getRequestObject().query);
	if (!query.success || !isChallengeCode(query.data.challengeCode)) {
		return refuse(context, 400, 'it is not a challenge');
	}
	const { challengeCode } = query.data;
	if (context.getMode() !== 'manual') {
		noteHolder(context.getNodeWebhookUrl('default') ?? '', context.getWorkflow().name);
	}
	const [clientSecret] = await readClientSecrets(context);
	if (clientSecret === undefined) {
		return refuse(context, 503, 'the LinkedIn credential has no client secret');
	}
	return answer(context, 200, {
		challengeCode,
		challengeResponse: challengeResponse(challengeCode, clientSecret),
	});
}

async function answerNotification(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { headers } = context.getRequestObject();
	const signature = headers['x-li-signature'];
	const screened = screenPush(headers);
	if (screened) return refuse(context, screened.status, screened.reason);
	const incoming = { signature, rawBody: await readBytes(context) };
	const recent = recentPushes(context);
	const verdict = receivePush(incoming, {
		clientSecrets: await readClientSecrets(context),
		events: EventsSchema.parse(context.getNodeParameter('events', [])),
		nowMs: Date.now(),
		isKnown: recent.isKnown,
	});
	if (verdict.kind === 'refused') return refuse(context, verdict.status, verdict.reason);
	if (verdict.kind === 'ignored') {
		context.logger.debug(`RSC Trigger starts nothing for a notification: ${verdict.reason}`);
		return answer(context, 200, { status: 'ignored' });
	}
	const { push, identity } = verdict;
	recent.remember(identity);
	try {
		// Before the answer: until then LinkedIn would send it again, afterwards only n8n knows of it.
		const linkedIn = await readLinkedIn(context);
		const stored = context.getWorkflowStaticData('node');
		const learned = LearnedSchema.catch(() => ({})).parse(stored.learned);
		linkedIn.settings.learned = learned;
		const fetched = await fetchPush(linkedIn, worldOf(context), push, FETCH_BUDGET_MS);
		if (Object.keys(learned).length > 0) stored.learned = learned;
		if (fetched.kind === 'fetched' && fetched.foreign > 0) {
			context.logger.warn(
				`RSC Trigger left out what belongs to another customer: ${fetched.foreign}`,
			);
		}
		if (fetched.kind === 'open' || fetched.elements.length > 0) {
			const { organizationUrn } = linkedIn.settings;
			answer(context, 202, { status: 'accepted' });
			return {
				noWebhookResponse: true,
				workflowData: OUTPUTS.map((event) =>
					event === push.event ? itemsOf(push, fetched, organizationUrn) : [],
				),
			};
		}
	} catch (error) {
		recent.forget(identity);
		throw toNodeError(context.getNode(), error, 0);
	}
	recent.forget(identity);
	return refuse(context, 403, 'it is about another customer than that of the credential');
}

/** The body as it came. n8n has read it already, except for content types that it does not parse. */
async function readBytes(context: IWebhookFunctions): Promise<Uint8Array | undefined> {
	const request = context.getRequestObject();
	if (request.rawBody) return request.rawBody;
	try {
		await request.readRawBody();
	} catch (error) {
		// Consumed or cut off, as a form is: there are no bytes that LinkedIn could have signed.
		context.logger.debug(toNodeError(context.getNode(), error, 0).message);
	}
	return request.rawBody;
}

/** One item per thing that LinkedIn gave; one without data when it could not be asked. */
function itemsOf(push: Push, fetched: FetchedPush, organization: string): INodeExecutionData[] {
	const common = {
		organization,
		event: push.event,
		requestId: push.requestId,
		receivedAt: new Date(push.receivedAtMs).toISOString(),
		expiresAt: push.expiresAtMs === null ? null : new Date(push.expiresAtMs).toISOString(),
	};
	return fetched.kind === 'open'
		? [
				{
					json: {
						...common,
						fetched: false,
						data: null,
						problem: fetched.problem,
						whatToDo: fetched.whatToDo,
					},
				},
			]
		: fetched.elements.map((element) => ({
				json: {
					...common,
					fetched: true,
					integrationContext: contextOf(element) ?? null,
					...(push.event === 'integrationStatusChanged' && integrationOf(element)),
					data: jsonParse<IDataObject>(JSON.stringify(element)),
				},
			}));
}

function refuse(context: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	const line = refusals.note(reason, Date.now());
	if (line) context.logger.warn(line);
	return answer(context, status, { message: 'Not accepted' });
}

function answer(
	context: IWebhookFunctions,
	status: number,
	body: IDataObject,
): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return NOTHING_STARTS;
}
