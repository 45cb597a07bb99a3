import { StageBatches } from '../../../src/sync/report/StageBatches';

interface Due {
	set: {
		applicationId: string;
		stages: Array<{ stageId: string; atsCreatedAt: number; stage: string }>;
	};
}

/** An application for each number, with so many stages. */
const page = (name: string, ...counts: number[]): Due[] =>
	counts.map((count, nth) => ({
		set: {
			applicationId: `${name}${nth}`,
			stages: Array.from({ length: count }, (_, at) => ({
				...{ stageId: `${at}`, stage: 'New', atsCreatedAt: at },
			})),
		},
	}));
const ids = (due: readonly Due[]): string => due.map(({ set }) => set.applicationId).join(' ');

describe('stages of neighbouring pages', () => {
	it('fill whole calls: what is left over goes first with the next page', () => {
		const batches = new StageBatches<Due>();
		expect(ids(batches.fill(page('a', 60, 39, 3, 50)))).toBe('a0 a1');
		expect(batches.isEmpty).toBe(false);
		expect(ids(batches.fill(page('b', 47, 10)))).toBe('a2 a3 b0');
		expect(ids(batches.fill(page('c', 90)))).toBe('b1 c0');
		expect(batches.isEmpty).toBe(true);
	});

	it('wait for one page only, however little is due there', () => {
		const batches = new StageBatches<Due>();
		expect(ids(batches.fill(page('a', 40)))).toBe('');
		expect(ids(batches.fill(page('b', 3)))).toBe('a0 b0');
		expect(ids(batches.fill(page('c', 40)))).toBe('');
		expect(ids(batches.fill([]))).toBe('c0');
		expect(ids(batches.fill([]))).toBe('');
		expect(batches.isEmpty).toBe(true);
	});

	it('go in any case where one application has more than a call takes', () => {
		const batches = new StageBatches<Due>();
		expect(ids(batches.fill(page('a', 150)))).toBe('');
		expect(ids(batches.fill(page('b', 10)))).toBe('a0 b0');
	});

	it('all go where no page follows', () => {
		const batches = new StageBatches<Due>();
		batches.fill(page('a', 40));
		expect(ids(batches.finish(page('b', 70)))).toBe('a0 b0');
		expect(batches.isEmpty).toBe(true);
		expect(ids(batches.finish())).toBe('');
	});
});
