import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Change } from '../shipped/ShippedModules';
import type { Outcome } from './liveOnce';
import type { Plan } from './Plan';

/** What a process of the pool is asked: a world, and how the package is broken in it. */
export interface Question {
	plan: Plan;
	change?: Change;
}
/** What it answers. */
export type Answer = { outcome: Outcome } | { plan: Plan; thrown: string };

/** A world of seconds that has not ended by then never does. */
const LONGEST_MS = 3 * 60_000;
const PROCESS = join(__dirname, '..', 'worldProcess.ts');

/** Lives worlds in some processes at once. */
export class Pool {
	private readonly children: ChildProcess[];

	constructor(size: number) {
		this.children = Array.from({ length: size }, begin);
	}

	/**
	 * @param tell called with each answer, in the order in which worlds end
	 * @param goesOn whether another world shall begin
	 */
	async live(
		questions: readonly Question[],
		tell: (answer: Answer) => void,
		goesOn: () => boolean = () => true,
	): Promise<void> {
		const left = [...questions];
		await Promise.all(
			this.children.map(async (_, nth) => {
				for (let next = left.shift(); next && goesOn(); next = left.shift())
					tell(await this.ask(nth, next));
			}),
		);
	}

	close(): void {
		for (const child of this.children) child.kill();
	}

	private async ask(nth: number, question: Question): Promise<Answer> {
		const child = (this.children[nth] ??= begin());
		return await new Promise((resolve) => {
			const giveUp = (thrown: string): void => {
				child.removeAllListeners();
				child.kill('SIGKILL');
				this.children[nth] = begin();
				clearTimeout(timer);
				resolve({ plan: question.plan, thrown });
			};
			const timer = setTimeout(() => {
				giveUp('timeout: it did not end');
			}, LONGEST_MS);
			child.once('exit', () => {
				giveUp('its process has ended');
			});
			child.once('message', (answer: Answer) => {
				child.removeAllListeners();
				clearTimeout(timer);
				resolve(answer);
			});
			child.send(question);
		});
	}
}

const begin = (): ChildProcess => fork(PROCESS, [], { stdio: 'inherit' });
