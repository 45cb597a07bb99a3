import { compare, type Comparison } from '../../sandbox/compare/compare';
import { compareExports } from '../../sandbox/compare/compareExports';
import { misplacedNotes } from './activityEntries';
import { type MonthStack, ORGANIZATION } from './MonthStack';
import type { Resurrections } from './Resurrections';

/** What both vendors have when they are laid side by side, independently of the ledger; at most a few examples each. */
export interface Faults {
	count: number;
	lost: string[];
	doubled: string[];
	wrong: string[];
	resurrected: string[];
	/** Records of each kind that LinkedIn holds, all as wanted. */
	held: Record<string, number>;
}

export async function findFaults(
	{ sandbox }: MonthStack,
	mapped: ReadonlySet<string>,
	resurrections: Resurrections,
): Promise<Faults> {
	const { context, store, room } = sandbox;
	const records = store.of(ORGANIZATION);
	const comparison = compare(context.company, records, 'deep');
	const exported = compareExports(
		context.company,
		records,
		room.exports.members,
		room.exports.all().filter(({ organization }) => organization === ORGANIZATION),
		new Set(),
	);
	const lost = [...streamFaults(comparison), ...exported.missing.map((pair) => `export ${pair}`)];
	for (const pair of [...exported.notSynced, ...exported.notLinked]) lost.push(`export ${pair}`);
	const doubled = exported.doubled.map((person) => `export of ${person}`);
	for (const [id, { stages }] of records.applications) {
		const said = [...stages.values()].map((stage) => `${stage.atsCreatedAt} ${stage.stage}`);
		if (new Set(said).size < said.length) doubled.push(`stages of ${id}`);
	}
	const wrong = [
		...Object.entries(comparison.streams).flatMap(([stream, { extra }]) =>
			extra.map((id) => `${stream} ${id}`),
		),
		...misplacedNotes(sandbox, mapped).map((mark) => `note ${mark}`),
		...exported.orphans.map((id) => `candidate ${id} of an export`),
		...exported.wrongSource.map((pair) => `source of ${pair}`),
	];
	const resurrected = [...resurrections.found];
	return {
		count: lost.length + doubled.length + wrong.length + resurrected.length,
		...{ lost, doubled, wrong, resurrected },
		held: Object.fromEntries(
			Object.entries(comparison.streams).map(([stream, { held }]) => [stream, held.count]),
		),
	};
}

function streamFaults({ streams }: Comparison): string[] {
	return Object.entries(streams).flatMap(([stream, { agree, missing, extra, different }]) => {
		const found = [
			...missing.map((id) => `${stream} ${id} is missing`),
			...different.map(({ id, fields }) => `${stream} ${id}: ${fields.join(', ')}`),
		];
		return agree || found.length + extra.length > 0 ? found : [`${stream} do not agree`];
	});
}
