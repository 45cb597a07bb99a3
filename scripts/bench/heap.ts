import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { END_WITH_STARTER, NODE, ROOT, TSX_LOADER } from '../n8n/paths';
import { SandboxProcess } from '../n8n/SandboxProcess';

const LineSchema = z.object({ usedMb: z.number(), sentMb: z.number(), done: z.boolean() });
const SANDBOX_HEAP_MB = 10_000;
const TELL_EVERY = 20;
/** So many people are at LinkedIn before growth counts, or a fifth of a smaller company. */
const SMALL = 10_000;
/** Memory is looked at so often above and below, at least. */
const ENOUGH_LOOKS = 3;

/** Where a backfill gets its people from: list pages, or a report, with its stages. */
export type Pass = 'lists' | 'report';

export interface HeapUse {
	/** How many people were sent when it ended, or was ended. */
	people: number;
	/** Until how many were sent it counts as small. */
	small: number;
	/** Most in use until then, and afterwards; after a collection. */
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
 * @throws Error when that is too early to tell anything of growth
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
	const small = Math.min(SMALL, people / 5);
	const use = { people: 0, small, smallMb: 0, largeMb: 0, seconds: 0, sentMb: 0, finished: false };
	const looks = { small: 0, large: 0 };
	let lines = 0;
	for await (const line of createInterface({ input: child.stdout })) {
		const { usedMb, sentMb, done } = LineSchema.parse(JSON.parse(line));
		use.people = (await sandbox.requests()).writes.candidate ?? 0;
		use.seconds = (Date.now() - beganAtMs) / 1_000;
		const size = use.people <= small ? 'small' : 'large';
		looks[size] += 1;
		use[`${size}Mb`] = Math.max(use[`${size}Mb`], usedMb);
		use.sentMb = sentMb;
		use.finished = done;
		lines += 1;
		if (lines % TELL_EVERY === 0)
			tell(`${pass}: ${use.people} candidates sent, ${usedMb.toFixed(1)} MB in use`);
		if (use.seconds * 1_000 > withinMs) child.kill('SIGKILL');
	}
	await sandbox.stop();
	if (Math.min(looks.small, looks.large) < ENOUGH_LOOKS)
		throw new Error(
			`Memory was looked at ${looks.small} times until ${small} people, and ${looks.large} times afterwards: give it more people, or more minutes`,
		);
	return use;
}
