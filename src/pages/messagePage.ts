import { html } from './html';
import { layout } from './layout';

/** A page of a few sentences: what happened, and what to do. */
export function messagePage(title: string, sentences: readonly string[]): string {
	return layout({
		title,
		body: sentences.filter((one) => one !== '').map((one) => html`<p>${one}</p>`),
	});
}
