import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome } from './liveOnce';
import type { Plan } from './Plan';

/** What a process of the pool answers. */
export type Answer = { outcome: Outcome } | { plan: Plan; thrown: string };

/** Lives worlds in some processes at once. */
export class Pool {
	private readonly children: ChildProcess[];

	constructor(size: number) {
		const path = join(__dirname, '..', 'worldProcess.ts');
		this.children = Array.from({ length: size }, () => fork(path, [], { stdio: 'inherit' }));
	}

	/**
	 * @param tell called with each answer, in the order in which worlds end
	 * @param goesOn whether another world shall begin
	 */
	async live(
		plans: readonly Plan[],
		tell: (answer: Answer) => void,
		goesOn: () => boolean = () => true,
	): Promise<void> {
		const left = [...plans];
		await Promise.all(
			this.children.map(async (child) => {
				for (let plan = left.shift(); plan && goesOn(); plan = left.shift())
					tell(await ask(child, plan));
			}),
		);
	}

	close(): void {
		for (const child of this.children) child.kill();
	}
}

async function ask(child: ChildProcess, plan: Plan): Promise<Answer> {
	return await new Promise((resolve, reject) => {
		const onExit = (): void => {
			reject(new Error('A process of the pool has ended'));
		};
		child.once('exit', onExit);
		child.once('message', (answer: Answer) => {
			child.off('exit', onExit);
			resolve(answer);
		});
		child.send(plan);
	});
}
