import { parseArgs } from 'node:util';
import { attackAll, FLOOD } from './attackAll';

const { values } = parseArgs({
	options: {
		/** Hostile calls in all. */
		calls: { type: 'string', default: '100000' },
		quick: { type: 'boolean', default: false },
		/** Rows of the table, with commas, or `flood`. */
		rows: { type: 'string', default: '' },
	},
});

async function main(): Promise<void> {
	const { passed, failed } = await attackAll({
		calls: values.quick ? 2_000 : Number(values.calls),
		rows: values.rows
			.split(',')
			.filter(Boolean)
			.map((row) => (row === 'flood' ? FLOOD : Number(row))),
		tell: (line) => {
			console.log(line);
		},
	});
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed === 0 ? 0 : 1);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
