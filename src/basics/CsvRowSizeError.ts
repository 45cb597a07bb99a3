/** A row that has no end: what comes behind it cannot be told apart. */
export class CsvRowSizeError extends Error {
	override readonly name = 'CsvRowSizeError';

	constructor(largestBytes: number) {
		super(`A row is longer than ${largestBytes} bytes`);
	}
}
