import fc from 'fast-check';
import { resolveDepartments } from '../../../src/mapping/resolveDepartments';
import {
	DEFAULT_SHARING,
	doNotContact,
	jobVisibility,
	personWithheld,
} from '../../../src/mapping/SharingRules';

const DEPARTMENTS = [
	{ id: '1', label: 'Finance' },
	{ id: '2', label: 'FINANCE ' },
	{ id: '3', label: 'Geschäftsführung' },
	{ id: '4', label: '1' },
];

describe('confidential marks', () => {
	const spellings: ReadonlyArray<(text: string) => string> = [
		(text) => text.normalize('NFD'),
		(text) => text.normalize('NFKC'),
		(text) => text.toUpperCase(),
		(text) => ` ${text}\u00A0`,
		(text) => [...text].join('\u200D'),
	];

	it('hold for any spelling of the tag and of the rule', () => {
		const spelled = (word: string) =>
			fc
				.array(fc.constantFrom(...spellings))
				.map((ways) => ways.reduce((text, way) => way(text), word));
		fc.assert(
			fc.property(
				fc
					.constantFrom('geschützt', 'confidential', 'Straße', 'très privé')
					.chain((word) => fc.tuple(spelled(word), spelled(word))),
				([tag, rule]) => {
					const rules = {
						...DEFAULT_SHARING,
						confidentialTags: ['other', rule],
						doNotContactTags: [rule],
					};
					expect(personWithheld({ tags: ['x', tag] }, rules)).toBe('confidential person');
					expect(doNotContact({ tags: [tag] }, rules)).toBe(true);
				},
			),
		);
	});

	it('do not hold for others, nor does an empty rule', () => {
		const rules = { ...DEFAULT_SHARING, confidentialTags: ['geschützt', ' ', '\u200B'] };
		expect(personWithheld({ tags: ['', 'geschutzt', 'python'] }, rules)).toBeUndefined();
	});
});

describe('departments of a rule', () => {
	const resolve = (...wanted: string[]) => {
		const { found, unknown } = resolveDepartments(wanted, DEPARTMENTS);
		return [found.departments.map(({ id }) => id), unknown];
	};

	it('are found by id, or by every label that a person reads the same', () => {
		expect(resolve('finance')).toEqual([['1', '2'], 0]);
		expect(resolve('2')).toEqual([['2'], 0]);
		expect(resolve('GESCHA\u0308FTSFU\u0308HRUNG')).toEqual([['3'], 0]);
		expect(resolve('1')).toEqual([['1'], 0]);
	});

	it('that name nothing known are counted, blank entries are not', () => {
		expect(resolve('Finanzen', ' ', '3')).toEqual([['3'], 1]);
	});

	it('decide by the id of a job’s department, and by its label where it has none', () => {
		const of = (wanted: string) => resolveDepartments([wanted], DEPARTMENTS).found;
		const departments = { neverSent: of('1'), keptPrivate: of('3') };
		const see = (department: { id?: string; label?: string } | undefined) =>
			jobVisibility({ id: 'j', department }, DEFAULT_SHARING, departments);
		expect(see({ id: '1', label: 'Renamed' })).toBe('never');
		expect(see({ id: '2', label: 'Finance' })).toBe('as chosen');
		expect(see({ label: 'finance\u00A0' })).toBe('never');
		expect(see({ id: '3' })).toBe('private');
		expect(see(undefined)).toBe('as chosen');
	});
});
