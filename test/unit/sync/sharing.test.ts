import { ConfigurationError } from '../../../src/errors/ConfigurationError';
import { DEFAULT_STORED_SHARING, type StoredSharing } from '../../../src/state/Settings';
import type { BarredPerson } from '../../../src/state/Deletions';
import { NOBODY_BARRED } from '../../../src/sync/DeletedPeople';
import { Sharing } from '../../../src/sync/Sharing';
import { answeringSmartRecruiters } from '../../support/answeringSmartRecruiters';

const DEPARTMENTS = [
	{ id: '1', label: 'Finance' },
	{ id: '2', label: 'FINANCE ' },
	{ id: '3', label: 'Sales' },
];
const job = (id: string, department: number, odd: object = {}) => ({
	id,
	title: 'Analyst',
	createdOn: '2026-01-01T00:00:00.000Z',
	status: 'SOURCING',
	department: DEPARTMENTS[department],
	...odd,
});
const JOBS = [job('a', 0), job('b', 1), job('c', 2), job('d', 1, { title: null })];

/** SmartRecruiters as the reference has it: departments are looked for by label, to the letter (§4.1). */
function sharing(rules: Partial<StoredSharing>) {
	const { api, asked } = answeringSmartRecruiters(({ pathname, searchParams }) => {
		if (pathname.endsWith('/departments'))
			return { body: { totalFound: DEPARTMENTS.length, content: DEPARTMENTS } };
		const labels = searchParams.getAll('department');
		const content = JOBS.filter(
			({ department }) => labels.length === 0 || labels.includes(department?.label ?? ''),
		);
		return { body: { totalFound: content.length, content } };
	});
	const opened = Sharing.open({ ...DEFAULT_STORED_SHARING, ...rules }, NOBODY_BARRED, api);
	return { opened, asked };
}

describe('departments that are never sent', () => {
	it.each(['Finance', 'FINANCE ', ' fi\u00ADnance'])(
		'by the label %j hide the jobs of every department that reads the same, unreadable jobs included',
		async (label) => {
			const rules = await sharing({ departmentsNeverSent: [label] }).opened;
			expect([...(await rules.hiddenJobs())].sort()).toEqual(['a', 'b', 'd']);
			expect(rules.visibilityOf({ id: 'b', department: DEPARTMENTS[1] })).toBe('never');
			expect(rules.visibilityOf({ id: 'c', department: DEPARTMENTS[2] })).toBe('as chosen');
			const person = { id: 'p', tags: [], jobIds: ['b', 'd'] };
			expect(await rules.withheld(person)).toBe('confidential jobs only');
		},
	);

	it('by id hide that department alone', async () => {
		const rules = await sharing({ departmentsNeverSent: ['1'] }).opened;
		expect([...(await rules.hiddenJobs())]).toEqual(['a']);
	});

	it.each(['departmentsNeverSent', 'departmentsKeptPrivate'])(
		'stop everything where one of %s is not known',
		async (rule) => {
			const { opened } = sharing({ [rule]: ['Sales', 'Finanzen'] });
			await expect(opened).rejects.toBeInstanceOf(ConfigurationError);
		},
	);

	it('cost no call when no rule names any, and one look-up when one does', async () => {
		const without = sharing({});
		await (await without.opened).hiddenJobs();
		expect(without.asked).toEqual([]);
		const kept = sharing({ departmentsKeptPrivate: ['sales'] });
		const rules = await kept.opened;
		await rules.hiddenJobs();
		expect(rules.visibilityOf({ id: 'c', department: { id: '3' } })).toBe('private');
		expect(kept.asked).toHaveLength(1);
	});
});

describe('who was deleted before', () => {
	const ids = (page: number): string[] =>
		Array.from({ length: 100 }, (_, at) => `p${page * 100 + at}`);
	const GONE: BarredPerson = { barred: 'always', found: true };

	/**
	 * @param few whether all who were deleted can be read at once, and all who were deleted meanwhile
	 * @param pageMs how long a page takes
	 */
	async function opened(few: { all: boolean; fresh: boolean }, pageMs = 500) {
		let nowMs = Date.UTC(2026, 10, 1);
		const deleted = new Map([['p5', GONE]]);
		const fresh = new Map<string, BarredPerson>();
		const looks = { of: 0, all: 0, fresh: 0 };
		const everybody = () => new Map([...deleted, ...fresh]);
		const readBarred = {
			of: async (some: readonly string[]) => {
				looks.of += 1;
				return await Promise.resolve(new Map([...everybody()].filter(([id]) => some.includes(id))));
			},
			all: async () => {
				looks.all += 1;
				return await Promise.resolve(few.all ? everybody() : undefined);
			},
			fresh: async () => {
				looks.fresh += 1;
				return await Promise.resolve(few.fresh ? new Map(fresh) : undefined);
			},
			nowMs: () => nowMs,
		};
		const { api } = answeringSmartRecruiters(() => ({ body: { content: [] } }));
		const rules = await Sharing.open(DEFAULT_STORED_SHARING, readBarred, api);
		const lookUp = async (from: number, to: number): Promise<void> => {
			for (let page = from; page < to; page += 1) {
				await rules.lookUp(ids(page));
				nowMs += pageMs;
			}
		};
		return { rules, looks, deleted, fresh, lookUp };
	}
	const FEW = { all: true, fresh: true };

	it('is read once a run, where those are few, however many pages and chunks it has', async () => {
		const { rules, looks, lookUp } = await opened(FEW);
		await lookUp(0, 40);
		rules.renew();
		await lookUp(0, 40);
		expect(looks).toMatchObject({ of: 0, all: 1 });
		expect(await rules.barred('p5')).toBe('always');
		expect(await rules.barred('p6')).toBeUndefined();
	});

	it('is noticed when it happens meanwhile: after some pages, and after each chunk', async () => {
		const { rules, looks, fresh, lookUp } = await opened(FEW);
		await lookUp(0, 4);
		expect(looks.fresh).toBe(0);
		fresh.set('p401', GONE);
		await lookUp(4, 8);
		expect(await rules.barred('p401')).toBe('always');
		expect(looks.fresh).toBe(1);
		fresh.set('p801', GONE);
		rules.renew();
		await lookUp(8, 9);
		expect(await rules.barred('p801')).toBe('always');
		expect(looks).toEqual({ of: 0, all: 1, fresh: 2 });
	});

	it('is looked up less often where pages go by fast, but after each chunk', async () => {
		const { rules, looks, fresh, lookUp } = await opened(FEW, 50);
		await lookUp(0, 32);
		expect(looks.fresh).toBe(0);
		fresh.set('p3201', GONE);
		await lookUp(32, 33);
		expect(await rules.barred('p3201')).toBe('always');
		fresh.set('p3301', GONE);
		rules.renew();
		await lookUp(33, 34);
		expect(await rules.barred('p3301')).toBe('always');
		await lookUp(34, 65);
		expect(looks).toEqual({ of: 0, all: 1, fresh: 2 });
	});

	it('is not looked up once more for pages that are at work when a chunk ends', async () => {
		const { rules, looks, lookUp } = await opened({ all: false, fresh: true });
		await lookUp(0, 1);
		rules.renew();
		expect(await rules.barred('p5')).toBe('always');
		for (const id of ids(0)) await rules.barred(id);
		expect(looks).toEqual({ of: 1, all: 1, fresh: 0 });
		rules.renew();
		await rules.barred('p6');
		expect(looks.of).toBe(2);
	});

	it('counts no more for who is there after all, unless a person decided it', async () => {
		const { rules, deleted, lookUp } = await opened(FEW);
		deleted.set('p7', { barred: 'untilSeen', found: true });
		await lookUp(0, 1);
		expect(await rules.barred('p7')).toBe('untilSeen');
		rules.renew(['p5', 'p7']);
		await lookUp(0, 1);
		expect(await rules.barred('p7')).toBeUndefined();
		expect(await rules.barred('p5')).toBe('always');
	});

	it('is asked by key, where they are many, and for a few candidates', async () => {
		const many = await opened({ all: false, fresh: true });
		await many.lookUp(0, 9);
		expect(many.looks).toEqual({ of: 9, all: 1, fresh: 0 });
		expect(await many.rules.barred('p5')).toBe('always');
		const few = await opened(FEW);
		expect(await few.rules.barred('p5')).toBe('always');
		expect(few.looks).toEqual({ of: 1, all: 0, fresh: 0 });
	});

	it('is asked by key from when many are deleted meanwhile', async () => {
		const { rules, looks, fresh, lookUp } = await opened({ all: true, fresh: false });
		await lookUp(0, 4);
		fresh.set('p401', GONE);
		await lookUp(4, 12);
		expect(looks).toEqual({ of: 8, all: 1, fresh: 1 });
		expect(await rules.barred('p401')).toBe('always');
	});
});
