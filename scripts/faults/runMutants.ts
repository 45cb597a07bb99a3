import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../n8n/paths';
import { MUTANTS } from './mutants';

/** What a copy needs to live worlds. */
const COPIED = ['src', 'nodes', 'sandbox', 'scripts', 'package.json', 'tsconfig.json'];
const LONGEST_MS = 10 * 60_000;
const WORLDS = 250;

/** Breaks a copy of the package in one way after the other. @returns how many ways were noticed, and not */
export async function runMutants(only: string): Promise<{ passed: number; failed: number }> {
	const folder = mkdtempSync(join(tmpdir(), 'rsc-mutants-'));
	let passed = 0;
	let failed = 0;
	try {
		for (const path of COPIED) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
		symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
		for (const { name, breaks, file, from, to, workload } of MUTANTS) {
			if (!name.includes(only)) continue;
			const path = join(folder, file);
			const whole = readFileSync(path, 'utf8');
			const startedAt = Date.now();
			let verdict: string;
			if (whole.split(from).length < 2) {
				verdict = 'its text is gone: adapt it';
			} else {
				// A function: "$" has a meaning in a text that replaces.
				writeFileSync(
					path,
					whole.replace(from, () => to),
				);
				verdict = verdictOf(folder, workload);
				writeFileSync(path, whole);
			}
			const killed = verdict.startsWith('killed');
			if (killed) passed += 1;
			else failed += 1;
			const seconds = Math.round((Date.now() - startedAt) / 1000);
			console.log(
				`${killed ? 'ok  ' : 'FAIL'} ${name} (${breaks}; ${workload}, ${seconds} s): ${verdict}`,
			);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	return { passed, failed };
}

/** Killed, survived, or timeout: three things that one score would hide. */
function verdictOf(folder: string, workload: string): string {
	const { status, stdout, signal } = spawnSync(
		process.execPath,
		[
			join(folder, 'node_modules/tsx/dist/cli.mjs'),
			join(folder, 'scripts/faults/main.ts'),
			...['--until-failure', '--only', workload, '--worlds', String(WORLDS), '--companies', '2'],
		],
		{ cwd: folder, encoding: 'utf8', timeout: LONGEST_MS },
	);
	if (signal !== null) return 'timeout';
	const [, first = ''] = /^FAIL (.*\n.*)$/m.exec(stdout) ?? [];
	const [, worlds = '0'] = /: (\d+) worlds in \d+ s\./.exec(stdout) ?? [];
	if (status === 0) return `survived ${worlds} worlds`;
	return first === ''
		? 'ended without a verdict'
		: `killed within ${worlds} worlds by ${first.replace(/\s+/g, ' ').slice(0, 160)}`;
}
