import { type Html, html, type Piece } from './html';

/** A form that posts to its own page, with the key that this visit was given. */
export function postForm({ address, key }: { address: string; key: string }, body: Piece): Html {
	return html`<form method="post" action="${address}">
		<input type="hidden" name="key" value="${key}" />
		${body}
	</form>`;
}
