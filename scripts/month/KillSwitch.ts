import type { N8nInstance } from '../n8n/N8nInstance';
import type { MonthStack } from './MonthStack';
import type { Kill } from './planMonth';

export interface Killed {
	/** Which process: n8n, or a worker of queue mode. */
	who: string;
	/** Doing what. */
	what: string;
	/** Epoch milliseconds. */
	atMs: number;
	/** Real time until it was ready again. */
	backAfterMs: number;
}

/** Kills n8n with -9 in the middle of what it does, and starts it again; in queue mode one process after the other. */
export class KillSwitch {
	readonly done: Killed[] = [];

	private readonly waiting: Kill[];

	/** So many waited to go off before n8n was killed. */
	private schedules = 0;

	private armed: { kill: Kill; skip: number } | undefined;

	private dying:
		| { kill: Kill; who: string; process: N8nInstance; begunMs: number; gone: Promise<void> }
		| undefined;

	constructor(
		private readonly stack: MonthStack,
		kills: readonly Kill[],
		private readonly say: (line: string) => void,
	) {
		this.waiting = [...kills].sort((a, b) => a.atMs - b.atMs);
		const { requests } = stack.sandbox.context;
		const record = requests.record.bind(requests);
		requests.record = (vendor, route, status, nowMs) => {
			record(vendor, route, status, nowMs);
			this.hear(`${vendor} ${route}`, 'after');
		};
		const keepBody = requests.keepBody.bind(requests);
		requests.keepBody = (vendor, text, route) => {
			keepBody(vendor, text);
			this.hear(`${vendor} ${route ?? ''}`, 'before');
		};
	}

	get isDead(): boolean {
		return this.dying !== undefined;
	}

	/** The next kill whose time has come waits for its request from here on. */
	async arm(nowMs: number): Promise<void> {
		const [next] = this.waiting;
		if (this.armed || !next || next.atMs > nowMs) return;
		this.waiting.shift();
		this.schedules = await this.stack.conductor.schedules();
		this.armed = { kill: next, skip: next.skip };
	}

	/** Starts n8n again if it was killed, on the time that it is by then. @returns whether it was */
	async revive(): Promise<boolean> {
		const { dying } = this;
		if (!dying) return false;
		const { n8n, conductor } = this.stack;
		const { who, process, begunMs } = dying;
		await dying.gone;
		conductor.prepareStart();
		await process.start();
		if (process === n8n) await n8n.untilServed('/webhook/rsc-status');
		await conductor.untilPlanned(this.schedules);
		this.dying = undefined;
		const backAfterMs = Date.now() - begunMs;
		const { what } = dying.kill;
		this.done.push({ who, what, atMs: conductor.now(), backAfterMs });
		this.say(`${who} was killed ${what}, and is back after ${Math.round(backAfterMs / 1000)} s`);
		return true;
	}

	private hear(request: string, when: Kill['when']): void {
		const { armed } = this;
		if (!armed || this.dying || armed.kill.when !== when || !armed.kill.at.test(request)) return;
		armed.skip -= 1;
		if (armed.skip >= 0) return;
		this.armed = undefined;
		const { n8n, workers } = this.stack;
		const all = [
			['n8n', n8n] as const,
			...workers.map((one, nth) => [`worker ${nth + 1}`, one] as const),
		];
		const [who, process] = all[this.done.length % all.length] ?? ['n8n', n8n];
		this.dying = { kill: armed.kill, who, process, begunMs: Date.now(), gone: process.kill() };
	}
}
