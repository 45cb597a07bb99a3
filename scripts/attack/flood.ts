import { pause } from '../n8n/pause';
import { allOf, check } from '../resilience/Stage';
import type { Verdict } from '../resilience/ResilienceCase';
import { type AttackScene, SITE } from './AttackScene';
import { type HostileCall, hostileCalls } from './hostileCalls';

const AT_ONCE = 25;
/** n8n has one core, and so have we: more would only wait in the queue. */
const CALLS_PER_SECOND = 600;
const WARM_UP = 1_500;
const SETTLE_MS = 5_000;
const MB = 1_048_576;
/** What n8n's own work and its garbage collector explain; one leaked kilobyte a call is more in the long form. */
const MOST_MEMORY_MB = 100;
/** A leak grows in each flood; a heap that was not collected yet grows in one, and not in the next. */
const MOST_FLOODS = 3;
const MOST_DISK_MB = 12;
/** A page that says no, with its style. */
const LONGEST_ANSWER = 10_000;

/** Hostile calls of every kind in turn; nothing may start, and nothing may be left behind. */
export async function flood(
	scene: AttackScene,
	total: number,
	tell: (line: string) => void,
): Promise<Verdict[]> {
	const { n8n } = scene.stack;
	const kinds = hostileCalls(await gatherLoot(scene));
	await send(scene, kinds, WARM_UP);
	await pause(SETTLE_MS);
	const before = await measure(scene);
	const startedAtMs = Date.now();
	const { unexpected, sent } = await send(scene, kinds, total);
	const seconds = (Date.now() - startedAtMs) / 1_000;
	await pause(SETTLE_MS);
	const after = await measure(scene);
	tell(`${sent} hostile calls of ${kinds.length} kinds in ${seconds.toFixed(0)} s`);
	const { memoryFromMb, memoryToMb } = await growth(scene, kinds, total, before, after);
	const memoryMb = memoryToMb - memoryFromMb;
	const diskMb = (after.disk - before.disk) / MB;
	const alive = (await fetch(`${n8n.url}/healthz/readiness`)).ok;
	return [
		check(
			unexpected.size === 0,
			'0 accepted: each was refused, or confirmed as known',
			`answered otherwise: ${[...unexpected].slice(0, 8).join('; ')}`,
		),
		check(
			after.started === before.started,
			'0 executions saved',
			`${after.started - before.started} executions saved`,
		),
		check(
			memoryMb < MOST_MEMORY_MB,
			`memory ${memoryFromMb.toFixed(0)} → ${memoryToMb.toFixed(0)} MB`,
			`memory grew by ${memoryMb.toFixed(0)} MB`,
		),
		allOf(
			check(
				diskMb < MOST_DISK_MB,
				`disk ${(before.disk / MB).toFixed(1)} → ${(after.disk / MB).toFixed(1)} MB`,
				`disk grew by ${diskMb.toFixed(1)} MB`,
			),
			check(
				after.uploads === before.uploads,
				'no upload is left',
				`${after.uploads} bytes of uploads are left`,
			),
		),
		check(alive, 'n8n is ready for work', 'n8n is not ready'),
	];
}

/** @returns the memory before and after the first flood that stayed within the limit, or after the last one */
async function growth(
	scene: AttackScene,
	kinds: readonly HostileCall[],
	total: number,
	before: { memoryMb: number },
	after: { memoryMb: number },
): Promise<{ memoryFromMb: number; memoryToMb: number }> {
	let memoryFromMb = before.memoryMb;
	let memoryToMb = after.memoryMb;
	for (
		let floods = 1;
		floods < MOST_FLOODS && memoryToMb - memoryFromMb >= MOST_MEMORY_MB;
		floods += 1
	) {
		memoryFromMb = memoryToMb;
		await send(scene, kinds, total);
		await pause(SETTLE_MS);
		memoryToMb = scene.stack.n8n.memoryMb();
	}
	return { memoryFromMb, memoryToMb };
}

async function gatherLoot(scene: AttackScene) {
	const key = await scene.signingKey();
	const oldPush = scene.pushCall(
		JSON.stringify({ id: 'R-flood', type: 'INTEGRATION_STATUS_CHANGE' }),
	);
	const oldEvent = scene.eventCall(key, 'E-flood', { candidate_id: 'nobody' });
	await scene.call(scene.paths.pushes, oldPush);
	await scene.call(scene.paths.changes, oldEvent);
	await scene.untilStarted('rscChanges', 1);
	const oddEvent = scene.eventCall(
		key,
		'E-odd',
		{ candidate_id: 'nobody' },
		{ 'smartrecruiters-timestamp': '1e30' },
	);
	return { ...scene.paths, site: SITE, oldPush, oldEvent, oddEvent };
}

async function measure(scene: AttackScene) {
	return {
		memoryMb: scene.stack.n8n.memoryMb(),
		disk: scene.disk(),
		uploads: scene.uploaded(),
		started: await scene.started(),
	};
}

async function send(
	scene: AttackScene,
	kinds: readonly HostileCall[],
	total: number,
): Promise<{ unexpected: Set<string>; sent: number }> {
	const unexpected = new Set<string>();
	const startedAtMs = Date.now();
	let next = 0;
	let sent = 0;
	const worker = async (): Promise<void> => {
		while (sent < total) {
			const number = next;
			next += 1;
			const kind = kinds[number % kinds.length];
			const round = Math.floor(number / kinds.length);
			if (!kind || round % (kind.every ?? 1) !== 0) continue;
			const dueMs = startedAtMs + (sent / CALLS_PER_SECOND) * 1_000;
			sent += 1;
			if (dueMs > Date.now()) await pause(dueMs - Date.now());
			try {
				const { status, text } = await scene.call(kind.path, kind.make(number));
				if (!kind.statuses.includes(status) || text.length > LONGEST_ANSWER)
					unexpected.add(
						`${kind.name} at ${kind.path.split('?')[0] ?? ''}: ${status}, ${text.length} characters`,
					);
			} catch (error) {
				const cause = error instanceof Error ? (error.cause ?? error) : error;
				unexpected.add(`${kind.name} at ${kind.path}: ${String(cause)}`);
			}
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return { unexpected, sent };
}
