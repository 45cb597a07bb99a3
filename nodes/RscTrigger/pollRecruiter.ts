import {
	type IPollFunctions,
	type INodeExecutionData,
	NodeOperationError,
	type NodeApiError,
} from 'n8n-workflow';
import { z } from 'zod';
import { DAY_MS, HOUR_MS } from '../../src/basics/durations';
import { ConnectorError } from '../../src/errors/ConnectorError';
import { HttpStatusError } from '../../src/errors/HttpStatusError';
import { type ActivityEvent, toActivityItem, versionMs } from '../../src/linkedin/activityEvent';
import { failureOf } from '../../src/n8n/failureOf';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { toItems } from '../../src/n8n/toItems';
import { toTriggerError } from '../../src/n8n/toTriggerError';
import type { PollFailure, PollWish } from '../../src/operations/activity/pollStreams';
import { pollActivity, type PollResult } from '../../src/operations/activity/pollActivity';
import type { LinkedInSide } from '../../src/operations/connect';
import { readPollWish, restMsOf } from './polledParameters';

/** Left for a call at work, and for n8n. */
const MARGIN_MS = 20_000;
const CLASSIC_BUDGET_MS = 300_000;
const MOST_EVENTS = 5_000;
/** For the editor: somebody waits, and wants to see a few. */
const SAMPLE = { events: 3, forMs: 20_000, backMs: 12 * HOUR_MS };
/** The same refusal of a part is told once a day: the rest is being read. */
const TELL_AGAIN_MS = DAY_MS;

/** n8n may call again before a poll has ended. By workflow and node: since when, in epoch milliseconds. */
const atWork = new Map<string, number>();
/** By workflow and node: when the last poll that read everything began, in epoch milliseconds. */
const lastReadAtMs = new Map<string, number>();
/** One context for each activation. */
const polledBefore = new WeakSet<object>();

const StoredSchema = z.object({
	polled: z.string().optional().catch(undefined),
	reported: z.object({ what: z.string(), atMs: z.number() }).optional().catch(undefined),
});
const EVENT_NAMES = {
	inMail: 'inMail',
	prospectNote: 'prospectNote',
	stub: 'inMailStubProfile',
};

/** One poll. `null` when there is nothing to start a workflow with. */
export async function pollRecruiter(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await fetchSample(context);
	const isFirst = !polledBefore.has(context) && context.getActivationMode() !== 'update';
	polledBefore.add(context);
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	const budgetMs = budgetOf(context);
	const since = atWork.get(key);
	// Twice the budget: then n8n has given that poll up, whatever became of it.
	if (since !== undefined && Date.now() < since + 2 * budgetMs) {
		context.logger.debug('RSC Trigger is still busy with the previous poll');
		return null;
	}
	const startedAtMs = Date.now();
	if (!isFirst && startedAtMs < (lastReadAtMs.get(key) ?? 0) + restMsOf(context)) return null;
	atWork.set(key, startedAtMs);
	// Also a poll that fails is not repeated at once; one that could not read everything goes on with the next.
	lastReadAtMs.set(key, startedAtMs);
	try {
		return await poll(
			context,
			startedAtMs + budgetMs - Math.min(MARGIN_MS, budgetMs / 3),
			isFirst,
			() => lastReadAtMs.delete(key),
		);
	} catch (error) {
		return failed(context, error, isFirst);
	} finally {
		if (atWork.get(key) === startedAtMs) atWork.delete(key);
	}
}

async function poll(
	context: IPollFunctions,
	stopAtMs: number,
	isFirst: boolean,
	goOnSoon: () => void,
): Promise<INodeExecutionData[][] | null> {
	const { linkedIn, wish } = await prepare(context);
	const stored = context.getWorkflowStaticData('node');
	const { polled, reported } = StoredSchema.parse(stored);
	const limits = { stopAtMs, maxEvents: MOST_EVENTS };
	const result = await pollActivity(linkedIn, worldOf(context), wish, polled, limits);
	stored.polled = result.state;
	if (result.left > 0) goOnSoon();
	const { events, failures, finished } = result;
	const [worst] = sorted(failures);
	if (!worst) return events.length > 0 ? itemsOf(linkedIn, events) : null;
	if (events.length === 0 && finished === 0) throw worst.error;
	context.logger.warn(
		`RSC Trigger could not read a part of Recruiter’s activity: ${worst.error.message} (${failures.length} of ${failures.length + finished + result.left})`,
	);
	if (events.length > 0) return itemsOf(linkedIn, events);
	const what = `${worst.contract} ${worst.seat ?? ''} ${worst.error.message}`;
	const isNew = reported?.what !== what || Date.now() > reported.atMs + TELL_AGAIN_MS;
	if (!needsPerson(worst.error) || isFirst || !isNew) return null;
	stored.reported = { what, atMs: Date.now() };
	throw worst.error;
}

/**
 * n8n gives a trigger up for good when its first poll throws, and tells nobody when n8n itself has just started: only a
 * person who publishes is told, and only of what a person can put right.
 */
function failed(context: IPollFunctions, error: unknown, isFirst: boolean): null {
	const reported = errorToReport(context, error);
	const publishing = context.getActivationMode() === 'activate';
	if (!isFirst || (publishing && needsPerson(error) && !notConnectedYet(error))) throw reported;
	context.logger.warn(`RSC Trigger tries again at the next poll: ${reported.message}`);
	return null;
}

async function fetchSample(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	let result: PollResult;
	let linkedIn: LinkedInSide;
	try {
		const prepared = await prepare(context);
		({ linkedIn } = prepared);
		const wish = { ...prepared.wish, lookBackMs: SAMPLE.backMs };
		const limits = { stopAtMs: Date.now() + SAMPLE.forMs, maxEvents: SAMPLE.events };
		result = await pollActivity(linkedIn, worldOf(context), wish, undefined, limits);
		const [worst] = sorted(result.failures);
		if (worst && result.events.length === 0) throw worst.error;
	} catch (error) {
		throw errorToReport(context, error);
	}
	const newest = [...result.events].sort((a, b) => versionMs(b) - versionMs(a));
	if (newest.length > 0) return itemsOf(linkedIn, newest.slice(0, SAMPLE.events));
	throw new NodeOperationError(
		context.getNode(),
		'Nothing happened in Recruiter in the last 12 hours',
		{
			description:
				'None of the chosen events was found for the chosen seat holders. Send an InMail or write a note that the whole organization may see, and fetch again. The published workflow does not depend on this.',
		},
	);
}

async function prepare(
	context: IPollFunctions,
): Promise<{ linkedIn: LinkedInSide; wish: PollWish }> {
	const linkedIn = await readLinkedIn(context);
	return { linkedIn, wish: readPollWish(context, linkedIn.settings.organizationUrn) };
}

function itemsOf({ settings }: LinkedInSide, events: readonly ActivityEvent[]) {
	const items = events.map((event) => ({
		event: EVENT_NAMES[event.kind],
		...toActivityItem(event, settings.organizationUrn),
	}));
	return [toItems(items, 0)];
}

function errorToReport(context: IPollFunctions, error: unknown): NodeApiError | NodeOperationError {
	const reported = toTriggerError(context.getNode(), error);
	reported.failure = failureOf(error, Date.now());
	return reported;
}

/** Workflows are published in any order, also before the contract is connected; the polls after the first say it. */
function notConnectedYet(error: unknown): boolean {
	return error instanceof HttpStatusError && error.service === 'LinkedIn' && error.status === 403;
}

function needsPerson(error: unknown): boolean {
	return error instanceof ConnectorError && error.fate === 'stop';
}

/** What a person has to know first. */
function sorted(failures: readonly PollFailure[]): PollFailure[] {
	return [...failures].sort((a, b) => Number(needsPerson(b.error)) - Number(needsPerson(a.error)));
}

function budgetOf(context: IPollFunctions): number {
	// Older versions of n8n do not have it.
	return typeof context.getPollBudgetMs === 'function'
		? context.getPollBudgetMs()
		: CLASSIC_BUDGET_MS;
}
