import { attackAll } from '../../scripts/attack/attackAll';
import { ATTACKS } from '../../scripts/attack/attacks';

it('has an attack for every row of the table', () => {
	const rows = ATTACKS.map(({ row }) => row).sort((a, b) => a - b);
	expect(rows).toEqual(Array.from({ length: 16 }, (_, at) => at + 1));
});

it('stands every attack, and 2,000 hostile calls', async () => {
	const lines: string[] = [];
	const { failed } = await attackAll({
		...{ calls: 2_000, rows: [] },
		tell: (line) => {
			lines.push(line);
			process.stdout.write(`${line}\n`);
		},
	});
	expect(lines.filter((line) => line.includes('FAIL'))).toEqual([]);
	expect(failed).toBe(0);
}, 420_000);
