import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { END_WITH_STARTER, NODE, ROOT, TSX_LOADER } from '../n8n/paths';
import { SandboxProcess } from '../n8n/SandboxProcess';

const LineSchema = z.object({ usedMb: z.number(), sentMb: z.number(), done: z.boolean() });
const SANDBOX_HEAP_MB = 10_000;
const TELL_EVERY = 20;
/** So many people are at LinkedIn before growth counts. */
const SMALL = 10_000;

/** Where a backfill gets its people from: list pages, or a report, with its stages. */
export type Pass = 'lists' | 'report';

export interface HeapUse {
	/** How many people were sent when it ended, or was ended. */
	people: number;
	/** Most in use until 10,000 people were sent, and afterwards; after a collection. */
	smallMb: number;
	largeMb: number;
	seconds: number;
	/** What is remembered of what was sent, in the Data Table. */
	sentMb: number;
	finished: boolean;
}

/**
 * How much memory a backfill has in use, in a process of its own without n8n, the state in an SQLite file, both vendors in
 * another process without limits.
 *
 * @param withinMs when it is ended, if it has not by then
 */
export async function measureHeap(
	pass: Pass,
	people: number,
	withinMs: number,
	tell: (line: string) => void,
): Promise<HeapUse> {
	const sandbox = new SandboxProcess({
		people,
		jobs: 12,
		limits: 'off',
		taskDelayMs: 0,
		heapMb: SANDBOX_HEAP_MB,
	});
	await sandbox.start();
	await sandbox.control('POST', '/switches', { 'li§15.3 versioned stages exist': true });
	const child = spawn(
		NODE,
		[
			...['--expose-gc', '--require', END_WITH_STARTER, '--import', TSX_LOADER],
			...[join(ROOT, 'scripts', 'bench', 'heapProcess.ts'), pass, sandbox.url],
		],
		{ stdio: ['pipe', 'pipe', 'inherit'] },
	);
	const beganAtMs = Date.now();
	const use = { people: 0, smallMb: 0, largeMb: 0, seconds: 0, sentMb: 0, finished: false };
	let lines = 0;
	for await (const line of createInterface({ input: child.stdout })) {
		const { usedMb, sentMb, done } = LineSchema.parse(JSON.parse(line));
		use.people = (await sandbox.requests()).writes.candidate ?? 0;
		use.seconds = (Date.now() - beganAtMs) / 1_000;
		if (use.people <= SMALL) use.smallMb = Math.max(use.smallMb, usedMb);
		else use.largeMb = Math.max(use.largeMb, usedMb);
		use.sentMb = sentMb;
		use.finished = done;
		lines += 1;
		if (lines % TELL_EVERY === 0)
			tell(`${pass}: ${use.people} candidates sent, ${usedMb.toFixed(1)} MB in use`);
		if (use.seconds * 1_000 > withinMs) child.kill('SIGKILL');
	}
	await sandbox.stop();
	return use;
}
