/** The value of a JSON text; `undefined` when it is none. */
export function fromJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
