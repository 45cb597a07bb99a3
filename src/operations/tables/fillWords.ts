import type { TableFill } from '../../state/TableFill';

const MEGABYTE = 1024 * 1024;

const megabytes = (bytes: number): number => Math.max(1, Math.round(bytes / MEGABYTE));

/** How full the tables are, in one sentence, and what to do about it in time. */
export function fillWords({ bytes, limitBytes, daysLeft, tables }: TableFill): {
	problem: string;
	whatToDo: string;
} {
	const left = daysLeft === undefined ? '' : `, which is enough for about ${daysLeft} days`;
	const [largest] = tables;
	return {
		problem: `The tables of this package take about ${megabytes(bytes)} of the ${megabytes(limitBytes)} MB that n8n’s Data Tables have${left}${largest ? `; the largest is ${largest.name}` : ''}`,
		whatToDo:
			'Set N8N_DATA_TABLES_MAX_SIZE_BYTES higher in time, restart n8n, and enter the new size in "Data Tables Limit (MB)" of Contract › Check in workflow 01. When they are full, n8n takes no row of any table.',
	};
}
