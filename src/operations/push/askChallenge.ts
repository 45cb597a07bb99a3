import { z } from 'zod';
import type { Effects, HttpRequest, HttpResponse, Transport } from '../../http/Transport';
import { challengeResponse } from '../../linkedin/signature';
import { within } from './within';

/** LinkedIn waits that long for an answer (LinkedIn reference §3.2). */
const ANSWER_WITHIN_MS = 3_000;

/** How an address of this n8n is asked. */
export interface ChallengeAccess {
	/** The application's secret. */
	clientSecret: string;
	/** A fresh UUID. */
	challengeCode: string;
	/** Sends without any credential, and follows no redirect. */
	send: Transport;
	effects: Effects;
}

/** What is wrong with the answer to a challenge. */
export type ChallengeFault =
	| { kind: 'unanswered' | 'noJson' | 'otherSecret' }
	| { kind: 'status'; status: number };

const AnswerSchema = z.object({ challengeCode: z.string(), challengeResponse: z.string() });

/** Asks an address as LinkedIn does (§3.2): one GET. @returns `undefined` when the answer is right */
export async function askChallenge(
	url: string,
	access: ChallengeAccess,
): Promise<ChallengeFault | undefined> {
	const { challengeCode, clientSecret } = access;
	const challenge = new URL(url);
	challenge.searchParams.set('challengeCode', challengeCode);
	const answer = await askInTime({ method: 'GET', url: challenge.href, headers: {} }, access);
	if (answer === undefined) return { kind: 'unanswered' };
	if (answer.status !== 200) return { kind: 'status', status: answer.status };
	if (!/^application\/json\b/i.test(answer.headers['content-type'] ?? '')) {
		return { kind: 'noJson' };
	}
	const given = AnswerSchema.safeParse(readJson(answer.body));
	const isRight =
		given.success &&
		given.data.challengeCode === challengeCode &&
		given.data.challengeResponse === challengeResponse(challengeCode, clientSecret);
	return isRight ? undefined : { kind: 'otherSecret' };
}

/** The answer, if it comes in the time that LinkedIn gives. */
export async function askInTime(
	request: HttpRequest,
	{ send, effects }: Pick<ChallengeAccess, 'send' | 'effects'>,
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
