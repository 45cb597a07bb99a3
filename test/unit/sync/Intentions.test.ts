import { Intentions } from '../../../src/sync/Intentions';
import type { SentPeople } from '../../../src/state/SentLedger';

/** Lets everything that can go on do so. */
const settle = async (): Promise<void> => {
	for (let round = 0; round < 20; round += 1) await new Promise(setImmediate);
};
const page = (id: string): SentPeople => new Map([[id, new Map([['j1', '']])]]);

class Table {
	readonly written: string[][] = [];

	private readonly waiting: Array<(error?: Error) => void> = [];

	readonly write = async (people: SentPeople): Promise<void> => {
		this.written.push([...people.keys()]);
		await new Promise<void>((resolve, reject) => {
			this.waiting.push((error) => {
				if (error) reject(error);
				else resolve();
			});
		});
	};

	async end(error?: Error): Promise<void> {
		const [first] = this.waiting.splice(0, 1);
		if (!first) throw new Error('Nothing is being written');
		first(error);
		await settle();
	}
}

describe('what neighbouring pages are about to send', () => {
	it('is written together by those that wait while the pages before are sent', async () => {
		const table = new Table();
		const intentions = new Intentions(table.write);
		const first = intentions.join(page('a'));
		await settle();
		expect(table.written).toEqual([['a']]);
		const second = intentions.join(page('b'));
		const third = intentions.join(page('c'));
		await table.end();
		await first.written;
		expect(table.written).toHaveLength(1);
		first.begins();
		await settle();
		expect(table.written).toEqual([['a'], ['b', 'c']]);
		// It is too late for this group.
		const fourth = intentions.join(page('d'));
		await table.end();
		await Promise.all([second.written, third.written]);
		second.begins();
		await settle();
		expect(table.written).toHaveLength(2);
		third.begins();
		await settle();
		expect(table.written).toEqual([['a'], ['b', 'c'], ['d']]);
		await table.end();
		await fourth.written;
	});

	it('is not taken for written before it is', async () => {
		const table = new Table();
		const { written } = new Intentions(table.write).join(page('a'));
		let isWritten = false;
		void written.then(() => {
			isWritten = true;
		});
		await settle();
		expect(isWritten).toBe(false);
		await table.end();
		expect(isWritten).toBe(true);
	});

	it('tells a failure to all who share the write, and to nobody behind them', async () => {
		const table = new Table();
		const intentions = new Intentions(table.write);
		const failed = [intentions.join(page('a')), intentions.join(page('b'))];
		const told = Promise.allSettled(failed.map(({ written }) => written));
		await settle();
		await table.end(new Error('no table'));
		expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		for (const { begins } of failed) begins();
		const next = intentions.join(page('c'));
		await settle();
		await table.end();
		await expect(next.written).resolves.toBeUndefined();
	});
});
