import { createHash } from 'node:crypto';

export type HistoryType =
	| 'invoke'
	| 'ok'
	| 'fail'
	| 'info'
	| 'kill'
	| 'fault'
	| 'step'
	| 'ready'
	| 'wait';

/** Everything that happened in a world, in its order, as lines of JSON. */
export class History {
	readonly lines: string[] = [];

	constructor(private readonly now: () => number) {}

	add(type: HistoryType, about: object): void {
		this.lines.push(JSON.stringify({ i: this.lines.length, t: this.now(), type, ...about }));
	}

	/** Of everything that happened. */
	hash(): string {
		return createHash('sha256').update(this.lines.join('\n')).digest('hex').slice(0, 16);
	}
}

export const digest = (text: string): string =>
	createHash('sha256').update(text).digest('hex').slice(0, 8);
