import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from './freePort';

const StateSchema = z.object({
	now: z.number(),
	/** When the next nap ends of somebody who is at work. */
	nextNapMs: z.number().nullable(),
	/** The same of who waits for a lock or renews one. */
	nextLockMs: z.number().nullable(),
	schedules: z.number(),
	active: z.number(),
	begun: z.number(),
	idleMs: z.number(),
	fired: z.number(),
	heapMb: z.number().optional(),
});
export type ClockState = z.infer<typeof StateSchema>;

const RunSchema = z.object({
	workflow: z.string().optional(),
	node: z.string(),
	mode: z.string(),
	status: z.string(),
	/** Epoch milliseconds of n8n's clock at the end. */
	at: z.number(),
	/** Real milliseconds. */
	ms: z.number(),
});
export type DrivenRun = z.infer<typeof RunSchema>;

/** The time of one n8n process that has loaded `drivenClock.cjs`: real time plus an offset. */
export class DrivenClock {
	private constructor(
		private readonly folder: string,
		private readonly port: number,
		private offsetMs: number,
	) {
		this.keep();
	}

	/** @param folder where offset and runs are kept; they outlive the process */
	static async open(folder: string, startAtMs: number): Promise<DrivenClock> {
		return new DrivenClock(folder, await freePort(), startAtMs - Date.now());
	}

	/** For n8n's process. */
	get env(): Record<string, string> {
		return {
			RSC_CLOCK_PORT: String(this.port),
			RSC_CLOCK_FILE: this.file('offset'),
			RSC_CLOCK_RUNS: this.file('runs'),
		};
	}

	/** Epoch milliseconds. */
	now(): number {
		return Date.now() + this.offsetMs;
	}

	/** For a process that is not running: it starts at this time. */
	setForStart(nowMs: number): void {
		this.offsetMs = nowMs - Date.now();
		this.keep();
	}

	/** Moves the clock; naps that are over by then end. @param fire whether schedules that are due go off, each once */
	async move(nowMs: number, fire = false): Promise<ClockState> {
		this.setForStart(nowMs);
		return await this.ask({ offsetMs: this.offsetMs, fire });
	}

	async state(): Promise<ClockState> {
		return await this.ask();
	}

	/** Its state once its event loop has been idle for so long, or no execution is under way; after half a second in any case. */
	async atRest(restMs: number): Promise<ClockState> {
		return await this.ask({ restMs });
	}

	/** Memory of the process that is in use after its garbage is collected, in MB. */
	async heapMb(): Promise<number> {
		return (await this.ask({ weigh: true })).heapMb ?? 0;
	}

	/** Executions that have ended, of all processes on this folder, oldest first. */
	runs(): DrivenRun[] {
		let text: string;
		try {
			text = readFileSync(this.file('runs'), 'utf8');
		} catch {
			return [];
		}
		// A process that was killed may have left half a line.
		return text.split('\n').flatMap((line) => {
			try {
				return line === '' ? [] : [RunSchema.parse(JSON.parse(line))];
			} catch {
				return [];
			}
		});
	}

	private keep(): void {
		writeFileSync(this.file('offset'), String(this.offsetMs));
	}

	private file(name: string): string {
		return join(this.folder, `clock-${name}-${this.port}`);
	}

	private async ask(body?: object): Promise<ClockState> {
		const answer = await fetch(`http://127.0.0.1:${this.port}`, {
			method: 'POST',
			body: body ? JSON.stringify(body) : '',
		});
		return StateSchema.parse(await answer.json());
	}
}
