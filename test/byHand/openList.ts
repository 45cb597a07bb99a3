import type { Locator } from 'playwright-core';
import type { Person } from './Person';

const TRIES = 5;
const OPENS_WITHIN_MS = 3_000;

/**
 * Opens a list of choices. Where n8n draws the panel anew at the same moment, the list closes again, and is opened once more.
 *
 * @param box around the list
 * @param input that opens it
 * @returns its entries
 */
export async function openList(
	person: Person,
	box: Locator,
	input = box.getByRole('combobox').first(),
): Promise<Locator> {
	for (let tries = 1; ; tries += 1) {
		if ((await input.getAttribute('aria-expanded')) !== 'true') await person.click(input);
		const list = (await input.getAttribute('aria-controls')) ?? '';
		const items = person.page.locator(`[id="${list}"]`).getByRole('option');
		try {
			await items.first().waitFor({ timeout: OPENS_WITHIN_MS });
			return items;
		} catch (error) {
			if (tries === TRIES) throw error;
		}
	}
}

/**
 * Opens a list of which several may be chosen: what is typed into lies above the input of lists with one choice, and comes
 * when the choices are there.
 *
 * @returns its entries
 */
export async function openManyChoices(person: Person, box: Locator): Promise<Locator> {
	return await openList(person, box, box.locator('input.el-select__input').first());
}
