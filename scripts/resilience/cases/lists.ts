import { CursorError } from '../../../src/errors/CursorError';
import type { NoteStore } from '../../../sandbox/smartrecruiters/NoteStore';
import type { ResilienceCase, Verdict } from '../ResilienceCase';
import { allOf, check, onStage, type Stage } from '../Stage';

/** What a company of 250 people takes with the lists as they are is some hundreds; endless ones had 14,550. */
const MOST_REQUESTS = 1_200;

async function cursorError(run: () => Promise<unknown>): Promise<Verdict> {
	try {
		await run();
		return { ok: false, got: 'no error: the list ended' };
	} catch (error) {
		const said = error instanceof Error ? error.message : 'something';
		return check(error instanceof CursorError, said, `stopped otherwise: ${said}`);
	}
}

const OPERATIONS: ReadonlyArray<[name: string, run: (stage: Stage) => Promise<unknown>]> = [
	['Backfill', async (stage) => await stage.backfill()],
	['Sync Changes', async (stage) => await stage.changes()],
	['Reconcile', async (stage) => await stage.reconcile()],
];

function notesOf(store: NoteStore, candidateId: string, count: number): void {
	for (let at = 0; at < count; at += 1)
		store.add({
			id: `note ${at}`,
			content: `Note number ${at}`,
			createdOn: Date.UTC(2026, 9, 1) + at,
			visibility: 'EVERYONE',
			candidateIds: [candidateId],
			mailed: [],
		});
}

export const LISTS: readonly ResilienceCase[] = [
	...['first page', 'empty pages'].flatMap((mode) =>
		OPERATIONS.map(
			([name, run]): ResilienceCase => ({
				row: 12,
				kind: 'lists that never end',
				input: `${mode === 'first page' ? 'page 1 again with a new cursor each time' : 'empty pages with a next cursor'} (${name})`,
				wanted: 'CursorError, a bounded number of requests; afterwards all arrive',
				run: async () =>
					await onStage(async (stage) => {
						if (name !== 'Backfill') await stage.backfill();
						for (const one of [...stage.company.candidates()].slice(0, 10)) stage.put(one);
						const before = stage.requests;
						stage.set('sr§1.5 endless lists', mode);
						const error = await cursorError(async () => await run(stage));
						const { linkedin, smartrecruiters } = stage.requests;
						const requests = linkedin - before.linkedin + smartrecruiters - before.smartrecruiters;
						stage.heal();
						await stage.backfill();
						await stage.changes();
						return allOf(
							error,
							check(requests < MOST_REQUESTS, `${requests} requests`, `${requests} requests`),
							stage.arrived(),
						);
					}),
			}),
		),
	),
	{
		row: 13,
		kind: 'paging told in the Link header',
		input: '250 notes, next page only there',
		wanted: 'all 250 are sent',
		run: async () =>
			await onStage(async (stage) => {
				const { id } = stage.person();
				notesOf(stage.sandbox.notes, id, 250);
				stage.set('sr§7.2 next page in header only', true);
				await stage.share({ notes: true });
				await stage.backfill();
				const sent = stage.held.candidates.get(id)?.notes.size ?? 0;
				return check(sent === 250, '250 notes', `${sent} notes`);
			}),
	},
	{
		row: 13,
		kind: 'paging told in the Link header',
		input: '250 people and 120 jobs, next page only there',
		wanted: 'all arrive',
		run: async () =>
			await onStage(
				async (stage) => {
					stage.set('sr§1.5 next page in header only', true);
					await stage.backfill();
					return stage.arrived();
				},
				{ people: 250, jobs: 120 },
			),
	},
	{
		row: 13,
		kind: 'paging told in the Link header',
		input: 'no next page anywhere, although the total says more',
		wanted: 'an error: a truncated list is no list',
		run: async () =>
			await onStage(
				async (stage) => {
					stage.set('sr§1.5 cut short', true);
					return await cursorError(async () => await stage.backfill());
				},
				{ people: 250 },
			),
	},
];
