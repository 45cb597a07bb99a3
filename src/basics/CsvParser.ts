import { CsvRowSizeError } from './CsvRowSizeError';

/** One row of a CSV file. */
export interface CsvRow {
	cells: string[];
	/** How many bytes of the file are behind this row's end: a parser that starts there gives the next row. */
	endOffset: number;
}

/** A cell is longer than this only when a quotation mark was never closed. */
const LARGEST_ROW_BYTES = 1_048_576;

const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;
const BOM = [0xef, 0xbb, 0xbf];

/**
 * Reads CSV (RFC 4180, UTF-8) as its bytes arrive, in chunks of any size, and holds no more than one row. Rows end with
 * LF, CRLF or CR; a byte order mark and blank lines are left out; a quotation mark inside a cell that does not begin with one
 * is a character like any other.
 */
export class CsvParser {
	private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

	private cells: string[] = [];

	/** Bytes of the cell at work that lie in earlier chunks, or before an escaped quotation mark. */
	private parts: Uint8Array[] = [];

	private state: 'start' | 'plain' | 'quoted' | 'quoteInQuoted' = 'start';

	/** Whether the row at work has anything in it. */
	private touched = false;

	private rowBytes = 0;

	/** Which byte of a byte order mark may come next; `BOM.length` when none may. */
	private markAt: number;

	/** @param offset where in the file the first byte lies: at its beginning, or behind a row */
	constructor(private offset = 0) {
		this.markAt = offset === 0 ? 0 : BOM.length;
	}

	/** @throws CsvRowSizeError */
	*push(chunk: Uint8Array): Generator<CsvRow> {
		const begin = this.offset;
		const first = this.skipMark(chunk);
		let from = first;
		for (let at = first; at < chunk.length; at += 1) {
			const byte = chunk[at];
			switch (this.state) {
				case 'start':
				case 'plain':
					if (byte === COMMA) {
						this.keep(chunk, from, at);
						this.endCell();
						from = at + 1;
					} else if (byte === LF || byte === CR) {
						this.keep(chunk, from, at);
						from = at + 1;
						const row = this.endRow(begin + from);
						if (row) yield row;
					} else if (byte === QUOTE && this.state === 'start') {
						this.state = 'quoted';
						this.touched = true;
						from = at + 1;
					} else {
						this.state = 'plain';
						this.touched = true;
					}
					break;
				case 'quoted':
					if (byte === QUOTE) {
						this.keep(chunk, from, at);
						from = at;
						this.state = 'quoteInQuoted';
					}
					break;
				case 'quoteInQuoted':
					// A second one stands for itself; else the quoted part is over, and what follows belongs to the cell as it is.
					from = at;
					if (byte === QUOTE) {
						this.state = 'quoted';
					} else {
						this.state = 'plain';
						at -= 1;
					}
					break;
			}
		}
		if (this.state !== 'quoteInQuoted') this.keep(chunk, from, chunk.length);
		this.offset = begin + chunk.length;
	}

	/** What is left when the file is over: a last row without a line break. */
	*end(): Generator<CsvRow> {
		const row = this.endRow(this.offset);
		if (row) yield row;
	}

	/** @returns where the text begins in this chunk */
	private skipMark(chunk: Uint8Array): number {
		let at = 0;
		while (at < chunk.length && this.markAt < BOM.length) {
			if (chunk[at] === BOM[this.markAt]) {
				this.markAt += 1;
				at += 1;
				continue;
			}
			// It only began like one.
			if (this.markAt > 0) {
				this.parts.push(Uint8Array.from(BOM.slice(0, this.markAt)));
				this.state = 'plain';
				this.touched = true;
			}
			this.markAt = BOM.length;
		}
		return at;
	}

	private keep(chunk: Uint8Array, from: number, to: number): void {
		if (to <= from) return;
		this.rowBytes += to - from;
		if (this.rowBytes > LARGEST_ROW_BYTES) throw new CsvRowSizeError(LARGEST_ROW_BYTES);
		// The host may reuse a chunk's memory: what outlives it is copied when it is kept across chunks.
		this.parts.push(to === chunk.length ? chunk.slice(from, to) : chunk.subarray(from, to));
	}

	private endCell(): void {
		this.cells.push(this.textOf());
		this.parts = [];
		this.state = 'start';
		this.touched = true;
	}

	private endRow(endOffset: number): CsvRow | undefined {
		const isBlank = !this.touched;
		if (!isBlank) this.endCell();
		const { cells } = this;
		this.cells = [];
		this.parts = [];
		this.state = 'start';
		this.touched = false;
		this.rowBytes = 0;
		return isBlank ? undefined : { cells, endOffset };
	}

	private textOf(): string {
		const [only] = this.parts;
		if (!only) return '';
		if (this.parts.length === 1) return this.decoder.decode(only);
		const whole = new Uint8Array(this.parts.reduce((sum, { length }) => sum + length, 0));
		let at = 0;
		for (const part of this.parts) {
			whole.set(part, at);
			at += part.length;
		}
		return this.decoder.decode(whole);
	}
}
