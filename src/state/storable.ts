/**
 * A row as every database takes it: PostgreSQL refuses a text with the character zero in it, and half a character comes
 * back as the sign for one that cannot be shown. Both are known beforehand, so that a row is found again by its key.
 */
export function storable<R extends object>(row: R): R {
	const copy = { ...row };
	for (const [column, value] of Object.entries(row)) {
		if (typeof value === 'string') Object.assign(copy, { [column]: storableText(value) });
	}
	return copy;
}

export function storableText(text: string): string {
	return text
		.replaceAll('\0', '')
		.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
