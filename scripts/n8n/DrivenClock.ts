import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type N8nInstance } from './N8nInstance';
import { pause } from './pause';
import { ROOT } from './paths';
import type { SandboxProcess } from './SandboxProcess';

const LOOK_EVERY_MS = 40;
/** A poll begins so soon after its time, in real milliseconds. */
const BEGINS_WITHIN_MS = 3_000;
/** So often in a row nothing may happen until it counts as rest. */
const QUIET_LOOKS = 4;

/** One time for n8n's process and the sandbox, which only this clock drives; between two steps it runs as the real one. */
export class DrivenClock {
	private readonly file: string;

	private offsetMs = 0;

	constructor(folder: string) {
		this.file = join(folder, 'clock');
		this.write();
	}

	/** For n8n's process. */
	get env(): Record<string, string> {
		const module = pathToFileURL(join(ROOT, 'scripts', 'n8n', 'drivenClock.mjs')).href;
		return { RSC_CLOCK_FILE: this.file, NODE_OPTIONS: `--import=${module}` };
	}

	now(): number {
		return Date.now() + this.offsetMs;
	}

	/** Both sides are at this time, n8n's schedules go off, and this returns when it has done what they began. */
	async stepTo(
		ms: number,
		{ n8n, sandbox }: { n8n: N8nInstance; sandbox: SandboxProcess },
	): Promise<void> {
		const before = await callsTo(sandbox);
		this.offsetMs = ms - Date.now();
		await sandbox.control('POST', '/clock', { now: ms });
		this.write();
		const begunBy = performance.now() + BEGINS_WITHIN_MS;
		while ((await callsTo(sandbox)) === before && performance.now() < begunBy)
			await pause(LOOK_EVERY_MS);
		let calls = -1;
		for (let quiet = 0; quiet < QUIET_LOOKS; quiet += 1) {
			await pause(LOOK_EVERY_MS);
			const now = await callsTo(sandbox);
			if (now !== calls || (await n8n.isAtWork())) quiet = -1;
			calls = now;
		}
	}

	private write(): void {
		// In one piece: n8n may read at any moment.
		writeFileSync(`${this.file}.new`, String(this.offsetMs));
		renameSync(`${this.file}.new`, this.file);
	}
}

async function callsTo(sandbox: SandboxProcess): Promise<number> {
	const { linkedin, smartrecruiters } = await sandbox.requests();
	return linkedin.requests + smartrecruiters.requests;
}
