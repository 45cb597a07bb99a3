import { chunks } from '../../basics/chunks';
import type { ReportReader, ReportRows } from './ReportReader';
import type { ReportState } from './ReportState';

/** Rows that are sent together. */
export interface BlockPage {
	/** None when SmartRecruiters has the file no more. */
	rows: ReportRows | undefined;
	/** Where the file stood before the block of this page. */
	report: ReportState;
	/** Whether the block is done with it: only then the file counts as read behind it. */
	endsBlock: boolean;
}

/**
 * The rows of a report in pages. Those of one candidate, which may lie some dozens apart, come together within a block of
 * pages, so that most candidates are sent once.
 */
export async function* readBlocks(
	reader: ReportReader,
	begin: ReportState,
	size: { rows: number; pages: number },
	wantsNext: () => boolean,
): AsyncGenerator<BlockPage> {
	let report = begin;
	do {
		const block = await reader.next(report, size.rows * size.pages);
		if (!block) {
			yield { rows: undefined, report, endsBlock: true };
			return;
		}
		const pages = [...chunks(byCandidate(block), size.rows)];
		if (pages.length === 0) pages.push([]);
		for (const [at, rows] of pages.entries())
			yield { rows: { ...block, rows }, report, endsBlock: at === pages.length - 1 };
		if (block.isLast) return;
		report = { ...report, ...block.next };
	} while (wantsNext());
}

function byCandidate({ rows, next: { places } }: ReportRows): ReportRows['rows'] {
	const groups = new Map<string, ReportRows['rows']>();
	for (const row of rows) {
		const id = row.cells[places.candidateId ?? -1] || `row ${row.number}`;
		const group = groups.get(id);
		if (group) group.push(row);
		else groups.set(id, [row]);
	}
	return [...groups.values()].flat();
}
