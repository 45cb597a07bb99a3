import { type Html, html } from './html';

export interface TextField {
	name: string;
	/** Where several fields of the page have the name. */
	id?: string;
	label: string;
	value?: string | undefined;
	hint?: string;
	/** What is wrong with it. */
	error?: string | undefined;
	placeholder?: string;
	required?: boolean;
	/** Several lines. */
	rows?: number;
	/** Whether the cursor is put here: into the first field with an error. */
	focus?: boolean;
}

/** A labelled field for text; what is wrong is told at the field, and what was typed stays. */
export function textField(field: TextField): Html {
	const { name, id = name, label, value = '', hint, error, rows } = field;
	const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ');
	const attributes = html`id="${id}" name="${name}"
	${field.required && html` required`}${field.focus && html` autofocus`}${field.placeholder &&
	html` placeholder="${field.placeholder}"`}${error && html` aria-invalid="true"`}${described &&
	html` aria-describedby="${described}"`}`;
	return html`<div class="field">
		<label for="${id}">${label}</label>
		${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
		${error && html`<p class="error" id="${id}-error">${error}</p>`}
		${rows
			? html`<textarea rows="${rows}" ${attributes}>${value}</textarea>`
			: html`<input type="text" value="${value}" ${attributes} />`}
	</div>`;
}
