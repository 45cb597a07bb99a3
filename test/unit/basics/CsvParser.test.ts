import * as fc from 'fast-check';
import { type CsvRow, CsvParser } from '../../../src/basics/CsvParser';

const encoder = new TextEncoder();

/** Cut anywhere, also inside a character or a line break. */
function parse(bytes: Uint8Array, cuts: readonly number[] = [], offset = 0): CsvRow[] {
	const parser = new CsvParser(offset);
	const rows: CsvRow[] = [];
	let from = 0;
	for (const cut of [...cuts].sort((a, b) => a - b)) {
		const to = Math.min(bytes.length, Math.max(from, cut));
		rows.push(...parser.push(bytes.slice(from, to)));
		from = to;
	}
	rows.push(...parser.push(bytes.slice(from)), ...parser.end());
	return rows;
}
const cellsOf = (text: string): string[][] => parse(encoder.encode(text)).map(({ cells }) => cells);

const cell = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 12 }),
	fc.constantFrom('', '"', '""', ',', '\n', '\r\n', 'a "quoted" word', 'one, two', '\uFEFF', 'é✅'),
);
/** A row of one empty cell is a blank line, which is no row. */
const row = fc
	.array(cell, { minLength: 1, maxLength: 6 })
	.filter((cells) => cells.length > 1 || cells[0] !== '');
const file = fc.record({
	rows: fc.array(row, { minLength: 1, maxLength: 12 }),
	lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
	marked: fc.boolean(),
	lastBreak: fc.boolean(),
	quoteAll: fc.boolean(),
	cuts: fc.array(fc.nat(400), { maxLength: 40 }),
});

type FileShape = typeof file extends fc.Arbitrary<infer Shape> ? Shape : never;

function write({ rows, lineBreak, marked, lastBreak, quoteAll }: FileShape) {
	const written = (text: string): string =>
		quoteAll || /[",\r\n\uFEFF]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	const lines = rows.map((cells) => cells.map(written).join(','));
	return encoder.encode(
		(marked ? '\uFEFF' : '') + lines.join(lineBreak) + (lastBreak ? lineBreak : ''),
	);
}

describe('a CSV file, read as it arrives', () => {
	it('gives back what was written, wherever the chunks are cut', () => {
		fc.assert(
			fc.property(file, (given) => {
				const rows = parse(write(given), given.cuts);
				expect(rows.map(({ cells }) => cells)).toEqual(given.rows);
			}),
			{ numRuns: 500 },
		);
	});

	it('goes on behind any row as if it had read the beginning', () => {
		fc.assert(
			fc.property(file, fc.nat(11), (given, nth) => {
				const bytes = write(given);
				const before = parse(bytes)[nth % given.rows.length];
				if (!before) return;
				const rest = parse(bytes.slice(before.endOffset), given.cuts, before.endOffset);
				expect(rest.map(({ cells }) => cells)).toEqual(
					given.rows.slice((nth % given.rows.length) + 1),
				);
				expect(rest.at(-1)?.endOffset ?? bytes.length).toBeLessThanOrEqual(bytes.length);
			}),
			{ numRuns: 300 },
		);
	});

	it('keeps a quotation mark inside a cell, empty cells, and a cell with more behind its quotation', () => {
		expect(cellsOf('a"b,,"c"d\n"",x')).toEqual([
			['a"b', '', 'cd'],
			['', 'x'],
		]);
	});

	it('leaves blank lines out, and takes a last row without a line break', () => {
		expect(cellsOf('\n\r\na,b\n\n\nc,d')).toEqual([
			['a', 'b'],
			['c', 'd'],
		]);
	});

	it('strips a byte order mark only where it is one', () => {
		expect(cellsOf('\uFEFF"a",b')).toEqual([['a', 'b']]);
		expect(cellsOf('\uFEEFa')).toEqual([['\uFEEFa']]);
	});

	it('says where a row begins that never ends, instead of holding the file', () => {
		const parser = new CsvParser();
		const chunk = encoder.encode('x'.repeat(200_000));
		expect(() => {
			for (const _row of parser.push(encoder.encode('a,b\n"')));
			for (let count = 0; count < 8; count += 1) for (const _row of parser.push(chunk));
		}).toThrow(/longer than/);
	});
});
