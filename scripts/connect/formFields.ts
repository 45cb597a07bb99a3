/** A field of a page of n8n's forms, with what it holds when nobody touches it. */
export interface FormField {
	/** `field-3`: the name under which it is posted. */
	name: string;
	label: string;
	/** Choices are posted as a JSON list. */
	choice: boolean;
	value: string | string[];
}

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};

/** Text as a person reads it, from markup. */
export function decode(markup: string): string {
	return markup.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, entity: string) => {
		if (!entity.startsWith('#')) return ENTITIES[entity] ?? whole;
		const hex = entity[1]?.toLowerCase() === 'x';
		return String.fromCodePoint(parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10));
	});
}

const textOf = (markup: string): string =>
	decode(markup.replace(/<[^>]+>/g, ' '))
		.replace(/\s+/g, ' ')
		.trim();
const attribute = (tag: string, name: string): string =>
	decode(new RegExp(`\\s${name}=(["'])(.*?)\\1`, 's').exec(tag)?.[2] ?? '');

/** The fields of a page, in their order. */
export function formFields(page: string): FormField[] {
	const labels = new Map<string, string>();
	for (const [, tag = '', text = ''] of page.matchAll(/(<label[^>]*>)(.*?)<\/label>/gs))
		labels.set(attribute(tag, 'for'), textOf(text));
	const fields: FormField[] = [];
	for (const [, tag = ''] of page.matchAll(/(<(?:input|textarea|select)\s[^>]*>)/gs)) {
		const name = attribute(tag, 'name');
		if (!/^field-\d+$/.test(name)) continue;
		const value = tag.startsWith('<select') ? selectedIn(page, name) : attribute(tag, 'value');
		fields.push({ name, label: labels.get(name) ?? '', choice: false, value });
	}
	// Groups of boxes have no input of their own name; their title is the label before them.
	const groups =
		/<label class='form-label[^>]*>([^<]*)<\/label>\s*<div\s+class='multiselect[^>]*?id='(field-\d+)'[^>]*>(.*?)<p class=/gs;
	for (const [, title = '', name = '', inside = ''] of page.matchAll(groups)) {
		const checked = [...inside.matchAll(/<input[^>]*>/g)].filter(([tag]) => /\schecked/.test(tag));
		fields.push({
			name,
			label: textOf(title),
			choice: true,
			value: checked.map(([tag]) => attribute(tag, 'value')),
		});
	}
	return fields;
}

function selectedIn(page: string, name: string): string {
	const select = new RegExp(`<select[^>]*name='${name}'[^>]*>(.*?)</select>`, 's').exec(page)?.[1];
	const option = [...(select ?? '').matchAll(/<option[^>]*>/g)].find(([tag]) =>
		/\sselected/.test(tag),
	);
	return option ? attribute(option[0], 'value') : '';
}

/** What stands on a page, on one line. */
export const pageText = (page: string): string =>
	textOf(page.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, ' '));
export const pageTitle = (page: string): string =>
	textOf(/<h1[^>]*>(.*?)<\/h1>/s.exec(page)?.[1] ?? '');
