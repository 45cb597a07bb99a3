import type { Verdict } from '../../scripts/resilience/ResilienceCase';
import { onStage, type Stage } from '../../scripts/resilience/Stage';
import { removeEverything } from '../../src/operations/history/removeEverything';
import { type BadRecord, spoil } from './BadRecord';

const SMALL = { people: 24, jobs: 8 };
const HOUR_MS = 3_600_000;
/** Runs, an hour apart: more than a removal takes, bad records or not. */
const RUNS = 12;
/** Further requests that one bad record may cost at both vendors. */
const MOST_EXTRA = 200;

const total = (stage: Stage): number => stage.requests.linkedin + stage.requests.smartrecruiters;

/** @returns how it ended: `removed` where nothing is said to be left */
async function remove(stage: Stage): Promise<string> {
	const input = { confirm: '1000', timeLimitMs: 300_000, jobCheckDelayMs: 300_000 };
	for (let run = 0; run < RUNS; run += 1) {
		const { state, remaining } = (await removeEverything(stage.runtime, input)).report;
		stage.sandbox.context.clock.advance(HOUR_MS);
		if (state === 'done') return remaining.candidates + remaining.jobs > 0 ? 'left' : 'removed';
	}
	return 'at work';
}

/** What LinkedIn holds, but for what belongs to these records. */
function left(stage: Stage, ...but: string[]): string[] {
	const open = [...stage.held.jobs].filter(([, job]) => job.listing === 'LISTED').map(([id]) => id);
	return [...stage.held.candidates.keys(), ...stage.held.applications.keys(), ...open].filter(
		(id) => !but.some((part) => id.includes(part)),
	);
}

let clean: Promise<number> | undefined;

async function cleanRequests(): Promise<number> {
	let requests = 0;
	const verdict = await onStage(async (stage) => {
		await stage.backfill();
		const before = total(stage);
		const end = await remove(stage);
		requests = total(stage) - before;
		const held = left(stage);
		return { ok: end === 'removed' && held.length === 0, got: `${end}: ${held.join()}` };
	}, SMALL);
	if (!verdict.ok) throw new Error(`Without bad records: ${verdict.got}`);
	return requests;
}

/**
 * A removal in which some records cannot be read or deleted: the others go, the runs end, the number of calls is bounded,
 * and nothing is called removed that LinkedIn still holds. When all is well again, nothing is left.
 */
export async function playDisconnect(bad: readonly BadRecord[]): Promise<Verdict> {
	clean ??= cleanRequests();
	const without = await clean;
	return await onStage(async (stage) => {
		await stage.backfill();
		const before = total(stage);
		const ids = spoil(stage, bad);
		const said = await remove(stage);
		const others = left(stage, ...ids);
		if (others.length > 0) return { ok: false, got: `still there: ${others.slice(0, 3).join()}` };
		const extra = total(stage) - before - without;
		// A removal that waits for a bad record looks at it again each hour.
		if (extra > MOST_EXTRA * bad.length * RUNS) return { ok: false, got: `${extra} requests more` };
		const own = left(stage);
		if (said === 'removed' && own.length > 0)
			return { ok: false, got: `said to be removed, but LinkedIn holds ${own.slice(0, 3).join()}` };
		stage.heal();
		stage.sandbox.context.clock.advance(24 * HOUR_MS);
		const end = await remove(stage);
		const rest = left(stage);
		return { ok: end === 'removed' && rest.length === 0, got: `in the end ${end}, ${rest.join()}` };
	}, SMALL);
}
