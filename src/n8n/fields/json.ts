/** JSON that a person typed, or an expression gave as it is; `undefined` when it is empty or no JSON. */
export function parseJson(value: unknown): unknown {
	if (typeof value !== 'string') return value ?? undefined;
	try {
		return JSON.parse(value.trim() || 'null') ?? undefined;
	} catch {
		return undefined;
	}
}
