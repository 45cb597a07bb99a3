import { overlapped, Storing, type Turn } from '../../../src/sync/overlapped';

/** Lets everything that can go on do so. */
const settle = async (): Promise<void> => {
	for (let round = 0; round < 20; round += 1) await new Promise(setImmediate);
};

class Stage {
	readonly log: string[] = [];

	private readonly ends = new Map<string, () => void>();

	/** A piece of work that lasts until it is ended. */
	async last(name: string): Promise<void> {
		this.log.push(`${name} begins`);
		await new Promise<void>((resolve) => {
			this.ends.set(name, resolve);
		});
		this.log.push(`${name} ends`);
	}

	async end(name: string): Promise<void> {
		const end = this.ends.get(name);
		if (!end) throw new Error(`${name} is not under way`);
		end();
		await settle();
	}
}

async function* pagesOf(...names: string[]): AsyncGenerator<string> {
	yield* names;
}

const collect = async (results: AsyncIterable<string>, into: string[]): Promise<void> => {
	for await (const one of results) into.push(one);
};

describe('pages that overlap', () => {
	it('begins a phase of a page when the page before is through with it, and gives results in order', async () => {
		const stage = new Stage();
		const found: string[] = [];
		const work = async (page: string, turn: Turn): Promise<string> => {
			await turn(0, async () => await stage.last(`${page} candidates`));
			await turn(1, async () => await stage.last(`${page} applications`));
			return page;
		};
		const done = collect(overlapped(pagesOf('A', 'B'), 2, work), found);
		await settle();
		expect(stage.log).toEqual(['A candidates begins']);
		await stage.end('A candidates');
		expect(stage.log.slice(2).sort()).toEqual(['A applications begins', 'B candidates begins']);
		await stage.end('B candidates');
		expect(stage.log).not.toContain('B applications begins');
		expect(found).toEqual([]);
		await stage.end('A applications');
		expect(found).toEqual(['A']);
		await stage.end('B applications');
		await done;
		expect(found).toEqual(['A', 'B']);
	});

	it('has no more pages at work than it may', async () => {
		const stage = new Stage();
		const found: string[] = [];
		const work = async (page: string): Promise<string> => {
			await stage.last(page);
			return page;
		};
		const done = collect(overlapped(pagesOf('A', 'B', 'C'), 2, work), found);
		await settle();
		expect(stage.log).toEqual(['A begins', 'B begins']);
		// The first one makes room, not the second.
		await stage.end('B');
		expect(stage.log).not.toContain('C begins');
		await stage.end('A');
		expect(stage.log).toContain('C begins');
		await stage.end('C');
		await done;
		expect(found).toEqual(['A', 'B', 'C']);
	});

	it('reads on while something is being stored, and no longer', async () => {
		const stage = new Stage();
		const found: string[] = [];
		const storing = new Storing();
		const work = async (page: string): Promise<string> => {
			await stage.last(page);
			return page;
		};
		const names = Array.from({ length: 20 }, (_, at) => `page ${at}`);
		const done = collect(overlapped(pagesOf(...names), 2, work, storing), found);
		await settle();
		expect(stage.log).toHaveLength(2);
		let end = (): void => undefined;
		const stored = storing.during(
			async () =>
				await new Promise((resolve) => {
					end = resolve;
				}),
		);
		await settle();
		expect(stage.log).toHaveLength(10);
		end();
		await stored;
		await stage.end('page 0');
		expect(stage.log).not.toContain('page 10 begins');
		for (const name of names.slice(1)) await stage.end(name);
		await done;
		expect(found).toEqual(names);
	});

	it('begins nothing behind a page that failed, and gives what was before it', async () => {
		const stage = new Stage();
		const found: string[] = [];
		const work = async (page: string, turn: Turn): Promise<string> => {
			await turn(0, async () => await stage.last(`${page} candidates`));
			if (page === 'B') throw new Error('refused');
			await turn(1, async () => await stage.last(`${page} applications`));
			return page;
		};
		const done = collect(overlapped(pagesOf('A', 'B', 'C', 'D'), 4, work), found);
		const failure = done.catch((error: unknown) => error);
		await settle();
		await stage.end('A candidates');
		await stage.end('B candidates');
		await stage.end('A applications');
		await stage.end('C candidates');
		expect(await failure).toEqual(new Error('refused'));
		expect(found).toEqual(['A']);
		expect(stage.log).not.toContain('C applications begins');
		expect(stage.log).not.toContain('D candidates begins');
	});

	it('waits for what is under way when nobody wants more, and begins nothing else', async () => {
		const stage = new Stage();
		const work = async (page: string, turn: Turn): Promise<string> => {
			await turn(0, async () => await stage.last(`${page} candidates`));
			await turn(1, async () => await stage.last(`${page} applications`));
			return page;
		};
		const results = overlapped(pagesOf('A', 'B'), 2, work);
		const first = results.next();
		await settle();
		await stage.end('A candidates');
		await stage.end('A applications');
		expect(await first).toEqual({ done: false, value: 'A' });
		let isOver = false;
		const over = results.return(undefined).then(() => {
			isOver = true;
		});
		await settle();
		expect(isOver).toBe(false);
		await stage.end('B candidates');
		await over;
		expect(stage.log).not.toContain('B applications begins');
	});

	it('tells what broke the reading off, after the pages that were read', async () => {
		const found: string[] = [];
		const broken = async function* (): AsyncGenerator<string> {
			yield 'A';
			throw new Error('cut off');
		};
		const done = collect(
			overlapped(broken(), 2, async (page) => page),
			found,
		);
		await expect(done).rejects.toThrow('cut off');
		expect(found).toEqual(['A']);
	});
});
