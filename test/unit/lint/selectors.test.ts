import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import { forNodes, itemIndexInErrors } from '../../../scripts/lint/selectors.cjs';

/** What our own rules say of a text. */
function complaints(text: string, selectors: object[] = [...forNodes, itemIndexInErrors]) {
	const config = {
		languageOptions: { parser },
		rules: { 'no-restricted-syntax': ['error', ...selectors] },
	} satisfies Linter.Config;
	return new Linter().verify(text, [config]).map(({ message }) => message);
}

describe('rules of n8n’s lint that its published plugin does not have yet', () => {
	it('finds execute without continueOnFail, errors without an item, and ids in the code', () => {
		const bad = `
			const fixed = { partnerId: 'p-4711', label: { clientId: 'Client ID' } };
			export class UserMapper {
				async execute() {
					throw new NodeOperationError(this.getNode(), 'No', { description: fixed.partnerId });
				}
			}`;
		expect(complaints(bad)).toEqual([
			'Ids come from credentials or parameters.',
			'Ask this.continueOnFail() in execute().',
			'Say which item it was: { itemIndex }.',
		]);
	});

	it('is content with what says it all', () => {
		const good = `
			export class UserMapper {
				async execute() {
					if (this.continueOnFail()) return [[]];
					throw new NodeApiError(this.getNode(), answer, { itemIndex });
				}
			}`;
		expect(complaints(good)).toEqual([]);
	});

	it('finds a credential that is shown instead of hidden', () => {
		const shown = "const a = { credentials: [{ displayOptions: { show: { operation: ['x'] } } }] }";
		expect(complaints(shown)).toHaveLength(1);
		expect(complaints(shown.replace('show', 'hide'))).toEqual([]);
	});
});
