import { type Html, html } from './html';

/** A labelled list to choose one of. */
export function selectField(field: {
	name: string;
	label: string;
	value: string;
	options: ReadonlyArray<readonly [value: string, label: string]>;
	hint?: string;
}): Html {
	const { name, label, value, options, hint } = field;
	return html`<div class="field">
		<label for="${name}">${label}</label>
		${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
		<select id="${name}" name="${name}" ${hint && html` aria-describedby="${name}-hint"`}>
			${options.map(
				([one, words]) =>
					html`<option value="${one}" ${one === value && html` selected`}>${words}</option>`,
			)}
		</select>
	</div>`;
}
