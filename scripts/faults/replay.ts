import { readFileSync } from 'node:fs';
import { liveOnce } from './worlds/liveOnce';
import { parsePlan } from './worlds/parsePlan';

/** Lives the world of a file twice, tells its whole history, and whether both were the same. */
export async function replay(file: string): Promise<boolean> {
	const plan = parsePlan(JSON.parse(readFileSync(file, 'utf8')));
	const once = await liveOnce(plan);
	const again = await liveOnce(plan);
	for (const line of once.history) console.log(line);
	for (const { promise, what } of once.findings) console.log(`${promise}: ${what}`);
	const same = once.hash === again.hash;
	console.log(same ? `Twice the same: ${once.hash}` : `Not the same: ${once.hash}, ${again.hash}`);
	return same && once.findings.length === 0;
}
