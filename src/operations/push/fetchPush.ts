import { ConnectorError } from '../../errors/ConnectorError';
import { PauseSignal } from '../../errors/PauseSignal';
import { LONGEST_WAIT_MS } from '../../http/retryTiming';
import { WaitLedger } from '../../http/WaitLedger';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import {
	contextOf,
	findPushedData,
	ownsContract,
	type PushedElement,
} from '../../linkedin/pushedData';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';
import type { Push } from './receivePush';
import { within } from './within';

export type FetchedPush =
	/** What the push points to, of this customer only. `foreign` counts what was left out. */
	| { kind: 'fetched'; elements: PushedElement[]; foreign: number }
	/** LinkedIn could not be asked in time, or had nothing: the push still has to be worked on. */
	| { kind: 'open'; problem: string; whatToDo: string };

/**
 * Fetches what a push points to, and keeps only what belongs to the customer whose callback URL was called (LinkedIn
 * reference §7): the credential's organization, or a contract that its application may read. Never takes longer than
 * `budgetMs`, and never fails: a push that was accepted must not be lost.
 */
export async function fetchPush(
	side: LinkedInSide,
	world: World,
	{ event, requestId }: Pick<Push, 'event' | 'requestId'>,
	budgetMs: number,
): Promise<FetchedPush> {
	const { effects } = world;
	const { api } = openLinkedIn(side, world, {
		ledger: new WaitLedger(),
		// The client goes on a little beyond its deadline; here it must not.
		deadlineMs: effects.now() + budgetMs - LONGEST_WAIT_MS,
	});
	const late: FetchedPush = {
		kind: 'open',
		problem: 'LinkedIn did not answer in time',
		whatToDo:
			'Ask again with the request ID: RSC Export Candidate and RSC Contract Activate do so.',
	};
	try {
		return (await within(effects, budgetMs, findOwn(api, event, requestId))) ?? late;
	} catch (error) {
		if (error instanceof PauseSignal) return { ...late, problem: `Paused: ${error.limitText}` };
		if (error instanceof ConnectorError) {
			return { kind: 'open', problem: error.message, whatToDo: error.advice };
		}
		return { ...late, problem: 'The data could not be fetched' };
	}
}

async function findOwn(
	api: LinkedInApi,
	event: Push['event'],
	requestId: string,
): Promise<FetchedPush> {
	const found = await findPushedData(api, event, requestId);
	if (found.length === 0) {
		return {
			kind: 'open',
			problem: 'LinkedIn has no data for this request',
			whatToDo: 'It may have expired, or not be there yet: ask again with the request ID.',
		};
	}
	const elements: PushedElement[] = [];
	for (const element of found) {
		if (await isOwn(api, contextOf(element))) elements.push(element);
	}
	return { kind: 'fetched', elements, foreign: found.length - elements.length };
}

async function isOwn(api: LinkedInApi, context: string | undefined): Promise<boolean> {
	if (context === api.settings.organizationUrn) return true;
	return context !== undefined && /^urn:li:contract:\d+$/.test(context)
		? await ownsContract(api, context)
		: false;
}
