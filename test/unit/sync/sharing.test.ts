import { ConfigurationError } from '../../../src/errors/ConfigurationError';
import { DEFAULT_STORED_SHARING, type StoredSharing } from '../../../src/state/Settings';
import type { BarredPerson } from '../../../src/state/Deletions';
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
	const none = async () => await Promise.resolve(new Map<string, BarredPerson>());
	const nobody = { of: none, all: none };
	const opened = Sharing.open({ ...DEFAULT_STORED_SHARING, ...rules }, nobody, api);
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

	/** @param few whether all who were deleted can be read at once */
	async function opened(few: boolean) {
		const deleted = new Map([['p5', GONE]]);
		const looks = { of: 0, all: 0 };
		const readBarred = {
			of: async (some: readonly string[]) => {
				looks.of += 1;
				return await Promise.resolve(new Map([...deleted].filter(([id]) => some.includes(id))));
			},
			all: async () => {
				looks.all += 1;
				return await Promise.resolve(few ? new Map(deleted) : undefined);
			},
		};
		const { api } = answeringSmartRecruiters(() => ({ body: { content: [] } }));
		const rules = await Sharing.open(DEFAULT_STORED_SHARING, readBarred, api);
		return { rules, looks, deleted };
	}

	it('is read once for neighbouring pages, where those are few', async () => {
		const { rules, looks } = await opened(true);
		for (const page of [0, 1, 2, 3]) await rules.lookUp(ids(page));
		expect(looks).toEqual({ of: 0, all: 1 });
		expect(await rules.barred('p5')).toBe('always');
		expect(await rules.barred('p6')).toBeUndefined();
	});

	it('is noticed when it happens meanwhile: after some pages, and after each chunk', async () => {
		const { rules, deleted } = await opened(true);
		for (const page of [0, 1, 2, 3]) await rules.lookUp(ids(page));
		deleted.set('p401', GONE);
		await rules.lookUp(ids(4));
		expect(await rules.barred('p401')).toBe('always');
		deleted.set('p501', GONE);
		rules.renew();
		await rules.lookUp(ids(5));
		expect(await rules.barred('p501')).toBe('always');
	});

	it('is asked by key, where they are many, and for a few candidates', async () => {
		const many = await opened(false);
		for (const page of [0, 1, 2]) await many.rules.lookUp(ids(page));
		expect(many.looks.of).toBe(3);
		expect(await many.rules.barred('p5')).toBe('always');
		const few = await opened(true);
		expect(await few.rules.barred('p5')).toBe('always');
		expect(few.looks).toEqual({ of: 1, all: 0 });
	});
});
