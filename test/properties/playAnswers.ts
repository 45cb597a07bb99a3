import * as fc from 'fast-check';
import type { FaultInput } from '../../sandbox/core/FaultBoard';
import { onStage, type Stage } from '../../scripts/resilience/Stage';
import type { Verdict } from '../../scripts/resilience/ResilienceCase';
import { ConnectorError } from '../../src/errors/ConnectorError';
import { backfill } from '../../src/operations/history/backfill';
import { backfillInput } from '../../scripts/support/runToEnd';
import { VALUES } from './BadRecord';
import { operate, type OperationName, touchAll } from './playHistory';

/** An endpoint whose answers are odd for a while: in their envelope, or altogether. */
export type OddAnswer = { path: string; vendor: 'linkedin' | 'smartrecruiters'; skip: number } & (
	| { how: 'envelope'; field: string; value: unknown }
	| { how: 'body'; status: number; body: unknown }
);

const PATHS = [
	['smartrecruiters', '/smartrecruiters/candidates$/'],
	['smartrecruiters', '/smartrecruiters/candidates/[^/]+$/'],
	['smartrecruiters', '/smartrecruiters/jobs$/'],
	['smartrecruiters', '/smartrecruiters/jobs/[^/]+$/'],
	['smartrecruiters', '/jobads/'],
	['smartrecruiters', '/status/history/'],
	['smartrecruiters', '/messages/'],
	['smartrecruiters', '/reviews/'],
	['smartrecruiters', '/audit-events/'],
	['smartrecruiters', '/configuration/'],
	['linkedin', '/atsCandidates|candidates$/i'],
	['linkedin', '/pplications$/'],
	['linkedin', '/tages?$/'],
	['linkedin', '/JobPostings$/'],
	['linkedin', '/JobPostingTasks|PostingTask/'],
	['linkedin', '/oauth/'],
] as const;

const ENVELOPE = [
	'totalFound',
	'limit',
	'offset',
	'nextPageId',
	'content',
	'content.0',
	'results',
	'errors',
	'statuses',
	'elements',
	'elements.0',
	'paging',
	'paging.total',
	'paging.links',
	'access_token',
	'expires_in',
] as const;

const BODIES = [
	...VALUES,
	'{"content":',
	'<html>Gateway</html>',
	{ content: null },
	{ results: [] },
];

const place = fc.record({
	endpoint: fc.constantFrom(...PATHS),
	skip: fc.nat({ max: 6 }),
});

export const oddAnswer: fc.Arbitrary<OddAnswer> = fc.oneof(
	fc
		.tuple(place, fc.constantFrom(...ENVELOPE), fc.constantFrom(...VALUES))
		.map(([{ endpoint, skip }, field, value]) => ({
			...{ how: 'envelope' as const, vendor: endpoint[0], path: endpoint[1] },
			...{ skip, field, value },
		})),
	fc
		.tuple(place, fc.constantFrom(200, 200, 204, 207, 302, 400, 500), fc.constantFrom(...BODIES))
		.map(([{ endpoint, skip }, status, body]) => ({
			...{ how: 'body' as const, vendor: endpoint[0], path: endpoint[1] },
			...{ skip, status, body },
		})),
);

function toFault(odd: OddAnswer): FaultInput {
	const { path, vendor, skip } = odd;
	const common = { path, vendor, skip, times: 100_000 };
	return odd.how === 'body'
		? { ...common, kind: 'status', status: odd.status, body: odd.body }
		: { ...common, kind: 'odd', edits: [{ path: odd.field, value: odd.value }] };
}

/** More than these small companies take in any operation, by far. */
const MOST_REQUESTS = 4_000;

/** A backfill may wait for the vendor all the time. */
const MOST_RUNS = 20;

/**
 * One operation while an endpoint answers something odd: it comes to an end by itself, or stops with an error that says what
 * to do; nothing is deleted; and when all is well again, everybody is at LinkedIn.
 */
export async function playAnswers(operation: OperationName, odd: OddAnswer): Promise<Verdict> {
	return await onStage(
		async (stage) => {
			await stage.share({ notes: true, reviews: true });
			if (operation !== 'Backfill') {
				await stage.backfill();
				touchAll(stage);
			}
			const before = stage.held.candidates.size;
			stage.sandbox.context.requests.reset();
			stage.fault(toFault(odd));
			const end = await endOf(stage, operation);
			if (end !== '') return { ok: false, got: end };
			const { linkedin, smartrecruiters } = stage.requests;
			const requests = linkedin + smartrecruiters;
			if (requests > MOST_REQUESTS) return { ok: false, got: `${requests} requests` };
			const { size } = stage.held.candidates;
			if (size < before) return { ok: false, got: `${before - size} people were deleted` };
			stage.heal();
			stage.sandbox.context.clock.advance(3_600_000);
			touchAll(stage);
			await stage.backfill();
			// A run that was interrupted ends with what it had begun; the next one sees what came meanwhile.
			for (let run = 0; run < 2; run += 1) await stage.changes();
			const after = stage.arrived();
			return after.ok ? after : { ok: false, got: `not mended: ${after.got}` };
		},
		{ people: 16, jobs: 6 },
	);
}

/** What is wrong with how it ended; empty when nothing is. */
async function endOf(stage: Stage, operation: OperationName): Promise<string> {
	try {
		if (operation === 'Backfill') await backfillForAWhile(stage);
		else await operate(stage, operation);
		return '';
	} catch (error) {
		if (error instanceof ConnectorError && error.advice !== '') return '';
		const text = error instanceof Error ? error.message : String(error);
		// The operation waits for the vendor, and would do so for ever.
		return text === 'Never done' ? '' : `not a clear error: ${text}`;
	}
}

async function backfillForAWhile(stage: Stage): Promise<void> {
	for (let run = 0; run < MOST_RUNS; run += 1) {
		const { report } = await backfill(stage.runtime, backfillInput({ atOnce: true }));
		if (report.state === 'done') return;
		stage.sandbox.context.clock.advance(300_000);
	}
}
