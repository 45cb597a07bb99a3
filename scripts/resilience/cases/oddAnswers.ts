import { backfill } from '../../../src/operations/history/backfill';
import { backfillInput } from '../../support/runToEnd';
import type { ResilienceCase } from '../ResilienceCase';
import { allOf, check, onStage, type Stage } from '../Stage';

const row = { row: 6, kind: 'nulls in LinkedIn’s answers' };

async function goesOn(stage: Stage) {
	await stage.backfill();
	await stage.changes();
	await stage.reconcile();
	return stage.arrived();
}

/** How many requests LinkedIn may have for forty people, whatever it answers. */
const MOST_CALLS = 400;

export const ODD_ANSWERS: readonly ResilienceCase[] = [
	{
		...row,
		input: 'errors: null, empty maps and optional fields null',
		wanted: 'read leniently: all arrive',
		run: async () =>
			await onStage(async (stage) => {
				stage.set('li§14.2 nulls', 'fields');
				return await goesOn(stage);
			}),
	},
	{
		...row,
		input: 'results[k]: null for the first record of each answer',
		wanted: 'not confirmed, and tried again; the others arrive',
		run: async () =>
			await onStage(async (stage) => {
				stage.set('li§14.2 nulls', 'verdicts');
				// LinkedIn has 24 hours to say what became of jobs: not all of them are played.
				for (let run = 0; run < 5; run += 1) {
					await backfill(stage.runtime, backfillInput({ atOnce: true }));
					stage.sandbox.context.clock.advance(300_000);
				}
				const { linkedin } = stage.requests;
				const parked = (await stage.parked()).length;
				stage.heal();
				await stage.backfill();
				await stage.changes();
				await stage.reconcile();
				return allOf(
					check(parked > 0, 'set aside', 'nothing was set aside'),
					check(linkedin < MOST_CALLS, `${linkedin} calls`, `${linkedin} calls`),
					stage.arrived(),
				);
			}),
	},
	{
		...row,
		input: 'elements[1]: null in every list',
		wanted: 'read leniently: all arrive',
		run: async () =>
			await onStage(async (stage) => {
				stage.set('li§14.6 null elements', true);
				return await goesOn(stage);
			}),
	},
	{
		...row,
		input: 'an answer of 503 with message: null, serviceErrorCode: "X"',
		wanted: 'understood as an outage, and tried again',
		run: async () =>
			await onStage(async (stage) => {
				const body = { message: null, serviceErrorCode: 'X', status: null };
				stage.fault({
					vendor: 'linkedin',
					path: '/v2/',
					kind: 'status',
					status: 503,
					body,
					times: 2,
				});
				return await goesOn(stage);
			}),
	},
	{
		...row,
		input: 'errorMessage: null of a job that LinkedIn did not take',
		wanted: 'parked; the others arrive',
		run: async () =>
			await onStage(async (stage) => {
				const { id } = stage.job();
				stage.sandbox.store.refusals.set(`job ${id}`, { status: 400, message: 'Refused' });
				const edits = [...Array(20).keys()].flatMap((at) => [
					{ path: `elements.${at}.error.message`, value: null },
				]);
				stage.fault({
					vendor: 'linkedin',
					method: 'POST',
					path: 'impleJobPosting',
					kind: 'odd',
					edits,
				});
				await stage.backfill();
				const rows = (await stage.parked()).filter(({ recordKey }) => recordKey.includes(id));
				return allOf(stage.arrived(id), check(rows.length > 0, 'parked', 'not parked'));
			}),
	},
];
