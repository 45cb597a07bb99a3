/** So many neighbouring pages are at work at once: while one is read, others wait for answers of LinkedIn. */
export const PAGES_AT_ONCE = 4;

/** So many pages more may begin while something is stored that pages wait for. */
const PAGES_WHILE_STORING = 8;

/** Through which a page of people goes, each one page after the other. */
export const PHASES = { look: 0, candidates: 1, applications: 2, stages: 3 } as const;

/**
 * Waits until the page before has done the same phase, then does it. Phases are numbered in the order in which a page goes
 * through them; one that is left out counts as done with the next.
 */
export type Turn = <T>(phase: number, work: () => Promise<T>) => Promise<T>;

const NOTHING = (): void => undefined;

/** While something is being stored that pages wait for, more pages are read, which are then stored together. */
export class Storing {
	private count = 0;

	private changed: () => void = NOTHING;

	async during(store: () => Promise<void>): Promise<void> {
		this.count += 1;
		this.changed();
		try {
			await store();
		} finally {
			this.count -= 1;
		}
	}

	/** How many pages more may be at work now. */
	get extra(): number {
		return this.count > 0 ? PAGES_WHILE_STORING : 0;
	}

	onChange(changed: () => void): void {
		this.changed = changed;
	}
}

/**
 * Works on neighbouring pages at once, at most `most` of them, or some more while `storing`, each phase in the order of the pages: what one page writes
 * is written before the next one begins to write the same. Results come in the order of the pages. When a page fails, or
 * nobody wants more, those behind it begin no further phase, and what is under way is waited for.
 *
 * @throws what the first page threw that failed, after the results of those before it; then what `pages` threw
 */
export async function* overlapped<P, R>(
	pages: AsyncIterable<P>,
	most: number,
	work: (page: P, turn: Turn) => Promise<R>,
	storing?: Storing,
): AsyncGenerator<R> {
	const atWork: Array<Promise<Settled<R>>> = [];
	let stopped = false;
	let fed: Settled<void> | undefined;
	let wake: () => void = NOTHING;
	let makeRoom: () => void = NOTHING;
	storing?.onChange(() => {
		makeRoom();
	});
	const isFull = (): boolean => atWork.length >= most + (storing?.extra ?? 0);
	const feed = async (): Promise<void> => {
		let before: Line | undefined;
		for await (const page of pages) {
			const line: Line = new Line(before, () => stopped);
			before = line;
			atWork.push(settled(line.through(async () => await work(page, line.turn))));
			wake();
			while (isFull() && !stopped)
				await new Promise<void>((resolve) => {
					makeRoom = resolve;
				});
			if (stopped) return;
		}
	};
	const feeding = settled(feed()).then((end) => {
		fed = end;
		wake();
	});
	try {
		for (;;) {
			const [first] = atWork;
			if (first) {
				const result = unwrap(await first);
				void atWork.shift();
				makeRoom();
				yield result;
			} else if (fed) {
				unwrap(fed);
				return;
			} else {
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			}
		}
	} finally {
		stopped = true;
		makeRoom();
		await Promise.all(atWork);
		await feeding;
	}
}

/** A page behind one that failed, or that nobody wants. */
class AbandonedError extends Error {}

/** How far a page has come, for the one behind it. */
class Line {
	private passed = -1;

	private failed = false;

	private waiting: Array<() => void> = [];

	constructor(
		private before: Line | undefined,
		private readonly isStopped: () => boolean,
	) {}

	readonly turn: Turn = async (phase, work) => {
		await this.before?.past(phase);
		if (this.isStopped() || this.before?.failed) throw new AbandonedError();
		const value = await work();
		this.pass(phase);
		return value;
	};

	async through<T>(work: () => Promise<T>): Promise<T> {
		try {
			const value = await work();
			// Whoever is behind must not overtake those before.
			await this.before?.past(Number.POSITIVE_INFINITY);
			if (this.before?.failed) throw new AbandonedError();
			return value;
		} catch (error) {
			this.failed = true;
			throw error;
		} finally {
			this.pass(Number.POSITIVE_INFINITY);
			this.before = undefined;
		}
	}

	private async past(phase: number): Promise<void> {
		while (this.passed < phase)
			await new Promise<void>((resolve) => {
				this.waiting.push(resolve);
			});
	}

	private pass(phase: number): void {
		this.passed = Math.max(this.passed, phase);
		const { waiting } = this;
		this.waiting = [];
		for (const wake of waiting) wake();
	}
}

type Settled<T> = { kind: 'value'; value: T } | { kind: 'failed'; error: unknown };

async function settled<T>(promise: Promise<T>): Promise<Settled<T>> {
	try {
		return { kind: 'value', value: await promise };
	} catch (error) {
		return { kind: 'failed', error };
	}
}

function unwrap<T>(outcome: Settled<T>): T {
	if (outcome.kind === 'failed') throw outcome.error;
	return outcome.value;
}
