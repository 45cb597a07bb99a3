import { Script } from 'node:vm';
import { DECISIONS_SCRIPT } from '../../../src/pages/decisionsPage';
import { decisionSuggestions } from '../../../src/pages/decisionSuggestions';
import { nonEmpty } from '../../support/nonEmpty';

const people = (count: number) =>
	Array.from({ length: count }, (_none, at) => ({
		id: `c${at}`,
		name: `Ada Lo ${at}`,
		detail: `ada${at}@example.com`,
		url: 'https://www.smartrecruiters.com/app/people/c',
	}));

describe('what is suggested while somebody types', () => {
	it('is eight at most, in the order in which it was found, and says that there are more', () => {
		const { options, note } = decisionSuggestions({ candidates: people(9) });
		expect(options.map(({ value }) => value)).toEqual(people(8).map(({ id }) => `link:${id}`));
		expect(note).toBe('and more: type on');
		expect(decisionSuggestions({ candidates: people(8) }).note).toBe('');
	});

	it('brings the choice that the page offers when it is chosen', () => {
		const [job] = decisionSuggestions({
			jobs: [{ id: 'j1', title: 'Engineer', detail: 'REF1' }],
		}).options;
		expect(job).toMatchObject({ value: 'j1', name: 'Engineer', detail: 'REF1' });
		expect(job?.html).toContain('name="jobId" value="j1"');
		const [person] = decisionSuggestions({ candidates: people(1) }).options;
		expect(person?.html).toContain('name="choice" value="link:c0"');
	});

	it('cannot bring markup into the page', () => {
		const evil = '"><img src=x onerror=alert(1)>';
		const { options } = decisionSuggestions({
			candidates: [{ id: evil, name: evil, detail: evil, url: 'javascript:alert(1)' }],
			jobs: [{ id: evil, title: evil, detail: evil }],
		});
		expect(options).toHaveLength(2);
		for (const { html } of nonEmpty(options)) {
			expect(html).not.toContain('<img');
			expect(html).not.toContain('javascript:');
		}
	});

	it.each([
		[{ candidates: [] }, 'Nobody found'],
		[{ jobs: [] }, 'No open job found'],
	])('says so when nothing fits', (found, words) => {
		expect(decisionSuggestions(found)).toEqual({
			options: [],
			note: expect.stringContaining(words),
		});
	});
});

it('comes with a script that can be read, loads nothing and needs nothing from elsewhere', () => {
	expect(() => new Script(DECISIONS_SCRIPT)).not.toThrow();
	expect(DECISIONS_SCRIPT).not.toMatch(/https?:\/\/|\brequire\(|_1\./);
});
