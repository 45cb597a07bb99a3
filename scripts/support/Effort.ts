import type { BrowserContext } from 'playwright-core';

const BINDING = 'countEffort';

/** Counts in a page what a person does: each press of the mouse, and each text field once a page. */
const WATCH = `
addEventListener('pointerdown', () => ${BINDING}('clicks'), true);
const typed = new WeakSet();
addEventListener('input', ({ target }) => {
	const isText = target.matches('textarea, input:not([type=checkbox], [type=radio])');
	if (!isText || typed.has(target)) return;
	typed.add(target);
	${BINDING}('fields');
}, true);
`;

/** How much somebody clicks and types in browsers: what their events say, whatever a test calls. */
export class Effort {
	private readonly done = { clicks: 0, fields: 0 };

	/** Before the first page is opened. */
	async watch(context: BrowserContext): Promise<void> {
		await context.exposeBinding(BINDING, (_source, what: 'clicks' | 'fields') => {
			this.done[what] += 1;
		});
		await context.addInitScript(WATCH);
	}

	get soFar(): { clicks: number; fields: number } {
		return { ...this.done };
	}
}
