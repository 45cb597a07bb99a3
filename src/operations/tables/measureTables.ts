import { HOUR_MS } from '../../basics/durations';
import { StateError } from '../../errors/StateError';
import { Progress, addSample } from '../../state/Progress';
import { readFill, type TableFill } from '../../state/TableFill';
import type { TableProbe } from '../../state/TableProbe';
import { TABLES } from '../../state/tables';
import type { Keeping } from '../Runtime';
import type { World } from '../connect';
import { fillWords } from './fillWords';

/** Often enough to see a pace, and nothing beside what the tables are for. */
const EVERY_MS = 20 * HOUR_MS;

/** That the tables fill, for whoever is told. */
export interface FillingTables {
	organization: string;
	/** Empty: it is about all contracts. */
	contract: '';
	name: string;
	state: 'filling';
	problem: string;
	whatToDo: string;
}

/**
 * Once a day: how much of n8n's space the tables take, and for how many days it suffices. It stands in `rsc_sync`.
 *
 * @param limitBytes n8n's limit for all Data Tables together; no node is told
 * @returns what somebody has to know, once
 */
export async function measureTables(
	{ store, effects }: Keeping & Pick<World, 'effects'>,
	probe: TableProbe,
	organization: string,
	limitBytes: number,
): Promise<FillingTables | undefined> {
	const progress = new Progress(store, organization);
	const nowMs = effects.now();
	const before = await progress.read('dataTables');
	if (before && nowMs - Date.parse(before.finishedAt) < EVERY_MS && before.total === limitBytes)
		return undefined;
	const tables = await sizesOf(probe);
	if (!tables) return undefined;
	const bytes = Object.values(tables).reduce((sum, size) => sum + size.bytes, 0);
	const row = {
		stream: 'dataTables' as const,
		done: bytes,
		total: limitBytes,
		samples: addSample(before?.samples ?? '', nowMs, bytes),
		finishedAt: new Date(nowMs).toISOString(),
	};
	const fill = readFill({ ...row, checkpoint: JSON.stringify({ tables, warned: false }) });
	const warns = fill?.warns ?? false;
	await progress.save(nowMs, [{ ...row, checkpoint: JSON.stringify({ tables, warned: warns }) }]);
	if (!fill || !warns || readFill(before)?.warned) return undefined;
	return { organization, contract: '', name: 'Data Tables', state: 'filling', ...fillWords(fill) };
}

/** Absent where n8n cannot be asked: what needs the tables says so itself. */
async function sizesOf(
	probe: TableProbe,
): Promise<Record<string, Omit<TableFill['tables'][number], 'name'>> | undefined> {
	try {
		const names = new Set(await probe.names());
		const sizes = [];
		for (const { name } of TABLES)
			if (names.has(name)) sizes.push([name, await probe.size(name)] as const);
		return Object.fromEntries(sizes);
	} catch (error) {
		if (error instanceof StateError) return undefined;
		throw error;
	}
}
