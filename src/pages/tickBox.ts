import { type Html, html, type Piece } from './html';

/** A tick box with its label behind it. */
export function tickBox(field: {
	name: string;
	label: Piece;
	value?: string;
	checked?: boolean;
	error?: string | undefined;
	focus?: boolean;
	required?: boolean;
}): Html {
	const { name, label, value = 'yes', error } = field;
	const id = value === 'yes' ? name : `${name}-${value}`;
	return html`${error && html`<p class="error" id="${id}-error">${error}</p>`}
		<div class="choice">
			<input
				type="checkbox"
				id="${id}"
				name="${name}"
				value="${value}"
				${field.checked && html` checked`}${field.focus && html` autofocus`}${field.required &&
				html` required`}${error && html` aria-invalid="true" aria-describedby="${id}-error"`}
			/>
			<label for="${id}">${label}</label>
		</div>`;
}
