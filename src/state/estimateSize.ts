/** How much of n8n's space a table takes, approximately. */
export interface TableSize {
	rows: number;
	bytes: number;
}

export interface SampledRow {
	id: number;
	[column: string]: unknown;
}

/** What a database keeps besides: two times, the id and the row's head. Measured on SQLite: within 5 %. */
const ROW_BYTES = 60;
const COLUMN_BYTES = 1;
/** Pages are not filled to their end. */
const FILLED = 0.97;

/**
 * n8n tells no node how large a table is. Ids grow by one a row, so the oldest and the newest rows tell how many there are,
 * as far as those removed in between lie as among these; and how long a row is.
 *
 * @param oldest at most `limit` rows, by id
 * @param newest at most `limit` rows, by id
 */
export function estimateSize(
	oldest: readonly SampledRow[],
	newest: readonly SampledRow[],
	limit: number,
): TableSize {
	const sample = [...oldest, ...newest];
	if (sample.length === 0) return { rows: 0, bytes: 0 };
	const ofSample = (rows: readonly SampledRow[]): number =>
		rows.reduce((sum, row) => sum + bytesOf(row), 0);
	if (oldest.length < limit) {
		return { rows: oldest.length, bytes: Math.round(ofSample(oldest)) };
	}
	const ids = sample.map(({ id }) => id);
	const span = Math.max(...ids) - Math.min(...ids) + 1;
	const density = (densityOf(oldest) + densityOf(newest)) / 2;
	const rows = Math.max(limit, Math.round(span * density));
	return { rows, bytes: Math.round((ofSample(sample) / sample.length) * rows) };
}

/** Which part of the ids between the first and the last is still there. */
function densityOf(rows: readonly SampledRow[]): number {
	const ids = rows.map(({ id }) => id);
	return rows.length / (Math.max(...ids) - Math.min(...ids) + 1);
}

function bytesOf(row: SampledRow): number {
	const columns = Object.entries(row).filter(
		([name]) => !['id', 'createdAt', 'updatedAt'].includes(name),
	);
	const content = columns.reduce(
		(sum, [, value]) =>
			sum + COLUMN_BYTES + (typeof value === 'string' ? Buffer.byteLength(value) : 8),
		0,
	);
	return (ROW_BYTES + content) / FILLED;
}
