import { normalForm } from './normalForm';
import { wellFormed } from './wellFormed';

/** Controls that no text needs; tabs and line breaks stay. */
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/** What people type where a form wants something and there is nothing. */
const NOTHING: ReadonlySet<string> = new Set(['', '-', '--', '---', 'n/a', 'n.a.', 'n.a', '.']);

/** A text that may leave: well-formed, without controls, trimmed; `undefined` when nothing would be seen of it. */
export function cleanText(text: string | undefined): string | undefined {
	return clean(text, (form) => form === '');
}

/** The same for a field that a record can do without: "N/A" and a dash are nothing, too. */
export function presentText(text: string | undefined): string | undefined {
	return clean(text, (form) => NOTHING.has(form));
}

/** @param isNothing says of a normal form that nothing is in it */
function clean(text: string | undefined, isNothing: (form: string) => boolean): string | undefined {
	if (text === undefined) return undefined;
	const written = wellFormed(text).replace(CONTROLS, '').trim();
	return isNothing(normalForm(written)) ? undefined : written;
}
