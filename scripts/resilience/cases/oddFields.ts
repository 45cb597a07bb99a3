import type { FaultInput } from '../../../sandbox/core/FaultBoard';
import type { ResilienceCase, Verdict } from '../ResilienceCase';
import { allOf, check, onStage, type Stage } from '../Stage';

const row = { row: 2, kind: 'one odd field stops everybody' };

interface Oddity {
	input: string;
	wanted: string;
	/** The id of the odd record, and how it is odd. */
	make: (stage: Stage) => { id: string; path: string; edits: FaultInput['edits'] };
	/** Whether the record itself need not arrive. */
	parks: boolean;
}

const oddJob = (field: string, value: unknown) => (stage: Stage) => {
	const { id } = stage.job();
	return { id, path: '/jobs', edits: [{ id, path: field, value }] };
};
const oddPerson = (field: string, value: unknown) => (stage: Stage) => {
	const { id } = stage.person(({ applications }) => applications.length > 1);
	return { id, path: '/candidates', edits: [{ id, path: field, value }] };
};
const parkedWord = 'it is parked under its id, all others arrive';

const ODDITIES: readonly Oddity[] = [
	{ input: 'a job with title: null', wanted: parkedWord, parks: true, make: oddJob('title', null) },
	{
		input: 'an assignment with status: null',
		wanted: parkedWord,
		parks: true,
		make: oddPerson('primaryAssignment.status', null),
	},
	{
		input: 'secondaryAssignments: [{ job: null }]',
		wanted: parkedWord,
		parks: true,
		make: oddPerson('secondaryAssignments', [{ job: null }]),
	},
	{
		input: 'a candidate with createdOn: null',
		wanted: parkedWord,
		parks: true,
		make: oddPerson('createdOn', null),
	},
	{ input: 'refNumber: 101', wanted: 'all arrive', parks: false, make: oddJob('refNumber', 101) },
];

/** Whoever is odd in the answers stands under their own id, once. */
async function parkedOnce(stage: Stage, id: string): Promise<Verdict> {
	if (stage.arrived().ok) return { ok: true, got: 'it arrives complete, too' };
	const rows = (await stage.parked()).filter(({ recordKey }) => recordKey.includes(id));
	const keys = rows.map(({ recordKey, reason }) => `${recordKey} (${reason})`);
	return check(rows.length > 0, `parked: ${keys.length}`, 'not parked');
}

export const ODD_FIELDS: readonly ResilienceCase[] = [
	...ODDITIES.flatMap(({ input, wanted, parks, make }) =>
		['Backfill', 'Sync Changes', 'Reconcile'].map(
			(operation): ResilienceCase => ({
				...row,
				input: `${input} (${operation})`,
				wanted,
				run: async () =>
					await onStage(async (stage) => {
						if (operation !== 'Backfill') await stage.backfill();
						const { id, path, edits } = make(stage);
						for (const one of [...stage.company.candidates()]) stage.put(one);
						for (let at = 0; at < stage.company.jobCount; at += 1)
							stage.putJob(stage.company.job(at));
						stage.fault({ path, kind: 'odd', edits, times: 5_000 });
						if (operation === 'Backfill') await stage.backfill();
						else if (operation === 'Sync Changes') await stage.changes();
						else await stage.reconcile();
						const others = stage.arrived(...(parks ? [id] : []));
						const set = parks ? await parkedOnce(stage, id) : undefined;
						stage.heal();
						stage.sandbox.context.clock.advance(60_000);
						for (const one of [...stage.company.candidates()]) stage.put(one);
						for (let at = 0; at < stage.company.jobCount; at += 1)
							stage.putJob(stage.company.job(at));
						await stage.changes();
						return allOf(others, ...(set ? [set] : []), stage.arrived());
					}),
			}),
		),
	),
	{
		...row,
		input: 'totalFound: "12"',
		wanted: 'all arrive',
		run: async () =>
			await onStage(async (stage) => {
				stage.set('sr§1.5 totals as text', true);
				await stage.backfill();
				await stage.changes();
				await stage.reconcile();
				return stage.arrived();
			}),
	},
];
