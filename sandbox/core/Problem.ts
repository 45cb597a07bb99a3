/** An answer that is not success, thrown by a route and rendered in the vendor's own envelope. */
export class Problem extends Error {
	constructor(
		readonly status: number,
		readonly body: unknown,
		readonly headers: Record<string, string> = {},
	) {
		super(`Problem ${status}`);
	}
}
