import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import { askChallenge, askInTime, type ChallengeAccess, type ChallengeFault } from './askChallenge';
import { getCallbackUrl } from './claimCallback';

const CANNOT_REACH_ITSELF =
	'If exports do arrive, n8n merely cannot reach its own public address: then switch off "Check Callback" in the node that checks the contracts.';
const PUBLISH_AGAIN =
	'Unpublish the workflow with the RSC Trigger and publish it again. If exports do not come then, LinkedIn may have blocked the address: its developer portal shows that and starts the check again.';

export interface CallbackCheck extends ChallengeAccess {
	/** Whether an address is one of this n8n's. */
	isOwn: (url: string) => boolean;
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
	const fault = await askChallenge(url, check);
	const problem = fault ? challengeText(fault) : await notificationProblem(url, check);
	if (problem === undefined) return { state: 'working', url, problem: null, whatToDo: null };
	return {
		state: 'deaf',
		url,
		problem,
		whatToDo:
			fault?.kind === 'unanswered' ? `${CANNOT_REACH_ITSELF} ${PUBLISH_AGAIN}` : PUBLISH_AGAIN,
	};
}

function challengeText(fault: ChallengeFault): string {
	switch (fault.kind) {
		case 'unanswered':
			return 'LinkedIn’s challenge gets no answer within 3 seconds';
		case 'status':
			return `LinkedIn’s challenge is answered with ${fault.status}`;
		case 'noJson':
			return 'LinkedIn’s challenge is answered with something other than JSON';
		case 'otherSecret':
			return 'LinkedIn’s challenge is answered with another client secret';
	}
}

/** Nobody signed it, so that a trigger that works refuses it with 401; without a trigger n8n says 404. */
async function notificationProblem(url: string, check: CallbackCheck): Promise<string | undefined> {
	const headers = { 'content-type': 'application/json' };
	const answer = await askInTime({ method: 'POST', url, headers, body: '{}' }, check);
	if (answer === undefined) return 'A notification gets no answer within 3 seconds';
	return answer.status === 401 ? undefined : `A notification is answered with ${answer.status}`;
}
