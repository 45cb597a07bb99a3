/** Whether a call brings a form or files: neither vendor sends one, and the bytes that were signed are gone then. */
export function isForm(contentType: unknown): boolean {
	return (
		typeof contentType === 'string' &&
		/^\s*(multipart|application\/x-www-form-urlencoded)\b/i.test(contentType)
	);
}
