import type { LimitName } from '../errors/limitTexts';
import type { Answered, Budget } from './Budget';

/** Lets so many requests be under way at once; the others wait in the order in which they came. */
export class Slots implements Budget {
	private running = 0;

	private readonly waiting: Array<() => void> = [];

	constructor(
		readonly name: LimitName,
		private most: number,
	) {}

	/** Those that are under way stay so. */
	resize(most: number): void {
		this.most = most;
		this.next();
	}

	async pass(): Promise<Answered> {
		await new Promise<void>((begin) => {
			this.waiting.push(begin);
			this.next();
		});
		let held = true;
		return () => {
			if (!held) return;
			held = false;
			this.running -= 1;
			this.next();
		};
	}

	private next(): void {
		while (this.running < this.most) {
			const begin = this.waiting.shift();
			if (!begin) return;
			this.running += 1;
			begin();
		}
	}
}
