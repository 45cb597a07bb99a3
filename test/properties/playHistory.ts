import { onStage, type Stage } from '../../scripts/resilience/Stage';
import type { Verdict } from '../../scripts/resilience/ResilienceCase';
import { type BadRecord, spoil } from './BadRecord';

export const OPERATIONS = ['Backfill', 'Sync Changes', 'Sync Records', 'Reconcile'] as const;
export type OperationName = (typeof OPERATIONS)[number];

/** Further requests that one bad record may cost at both vendors: halving, a second look, patience with a 500. */
const MOST_EXTRA = 160;

const SMALL = { people: 24, jobs: 8 };

export const touchAll = (stage: Stage): void => {
	for (const one of [...stage.company.candidates()]) stage.put(one);
	for (let at = 0; at < stage.company.jobCount; at += 1) stage.putJob(stage.company.job(at));
};

export async function operate(stage: Stage, operation: OperationName): Promise<void> {
	switch (operation) {
		case 'Backfill':
			await stage.backfill();
			break;
		case 'Sync Changes':
			await stage.changes();
			break;
		case 'Reconcile':
			await stage.reconcile();
			break;
		case 'Sync Records': {
			const jobs = Array.from({ length: stage.company.jobCount }, (_, at) => stage.company.job(at));
			for (let run = 0; run < 2; run += 1) {
				await stage.records(
					...jobs.map(({ id }) => ({ jobId: id })),
					...[...stage.company.candidates()].map(({ id }) => ({ candidateId: id })),
				);
				stage.sandbox.context.clock.advance(400_000);
			}
		}
	}
}

interface Clean {
	requests: number;
	parked: ReadonlySet<string>;
}

const total = (stage: Stage): number => stage.requests.linkedin + stage.requests.smartrecruiters;

const keysOf = async (stage: Stage): Promise<string[]> =>
	(await stage.parked()).map(({ recordKey }) => recordKey);

async function play(
	stage: Stage,
	operation: OperationName,
	bad: readonly BadRecord[],
	pageSize: number,
) {
	stage.set('sr§1.5 largest page', pageSize);
	await stage.share({ notes: true, reviews: true });
	if (operation !== 'Backfill') {
		await stage.backfill();
		touchAll(stage);
	}
	const before = total(stage);
	const ids = spoil(stage, bad);
	await operate(stage, operation);
	return { ids, requests: total(stage) - before };
}

const clean = new Map<string, Promise<Clean>>();

async function cleanRun(operation: OperationName, pageSize: number): Promise<Clean> {
	const name = `${operation} ${pageSize}`;
	const known =
		clean.get(name) ??
		(async () => {
			let found: Clean | undefined;
			const verdict = await onStage(async (stage) => {
				const { requests } = await play(stage, operation, [], pageSize);
				found = { requests, parked: new Set(await keysOf(stage)) };
				return stage.arrived();
			}, SMALL);
			if (!found || !verdict.ok) throw new Error(`Without bad records: ${verdict.got}`);
			return found;
		})();
	clean.set(name, known);
	return await known;
}

/**
 * One operation over a company in which some records are bad: the good ones arrive, each bad one is parked under its own id
 * or arrives all the same, the run ends, and the number of calls is bounded. When all is well again, everybody arrives.
 */
export async function playHistory(
	operation: OperationName,
	bad: readonly BadRecord[],
	pageSize: number,
): Promise<Verdict> {
	const without = await cleanRun(operation, pageSize);
	return await onStage(async (stage) => {
		const { ids, requests } = await play(stage, operation, bad, pageSize);
		const others = stage.arrived(...ids);
		if (!others.ok) return others;
		const extra = requests - without.requests;
		if (extra > MOST_EXTRA * bad.length) return { ok: false, got: `${extra} requests more` };
		const own = (key: string): boolean => ids.some((id) => key.includes(id));
		const parked = await keysOf(stage);
		const strangers = parked.filter((key) => !own(key) && !without.parked.has(key));
		if (strangers.length > 0) return { ok: false, got: `parked, too: ${strangers.join()}` };
		const differs = stage.arrived();
		if (!differs.ok && !parked.some((key) => own(key)) && isNotHarmless(bad))
			return { ok: false, got: `nothing is parked, but ${differs.got}` };
		stage.heal();
		touchAll(stage);
		stage.sandbox.context.clock.advance(86_400_000);
		touchAll(stage);
		await stage.changes();
		// To a job that was never there, somebody may have applied all the same.
		const elsewhere = ids.filter((_, at) => namesAnotherJob(bad[at]));
		const after = stage.arrived(...elsewhere);
		return after.ok ? after : { ok: false, got: `not mended: ${after.got}` };
	}, SMALL);
}

/** A field that a record can do without is left out, and that is all. */
function isNotHarmless(bad: readonly BadRecord[]): boolean {
	return bad.some(({ how }) => how !== 'field');
}

const namesAnotherJob = (one: BadRecord | undefined): boolean =>
	one?.how === 'field' && one.path.endsWith('job.id');
