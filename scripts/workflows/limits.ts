import type { Measured } from './measureWorkflow';

/** What a person still reads at a glance. */
const MOST_NODES = 15;
/** The journey of workflow 01 has more to show. */
const MOST_NODES_OF: Readonly<Record<string, number>> = { 'RSC 01 Connect a Contract': 20 };
const MOST_NODES_IN_ALL = 90;
const LONGEST_EXPRESSION = 120;
const MOST_CREDENTIAL_NODES = 5;

/** What is above the limits, in words; nothing when all is well. */
export function violations(all: readonly Measured[]): string[] {
	const found = all.flatMap((one) => {
		const most = MOST_NODES_OF[one.name] ?? MOST_NODES;
		return [
			...(one.nodes > most ? [`${one.name}: ${one.nodes} nodes, at most ${most}`] : []),
			...(one.longestExpression > LONGEST_EXPRESSION
				? [`${one.name}: an expression of ${one.longestExpression} characters`]
				: []),
			...(one.credentialNodes > MOST_CREDENTIAL_NODES
				? [`${one.name}: credentials in ${one.credentialNodes} nodes`]
				: []),
			...one.overlapping.map((pair) => `${one.name}: ${pair} overlap`),
			...one.crossing.map((pair) => `${one.name}: ${pair} cross`),
			...one.fixedIds.map((name) => `${one.name}: ${name} holds an id`),
		];
	});
	const sum = all.reduce((total, { nodes }) => total + nodes, 0);
	return sum > MOST_NODES_IN_ALL ? [...found, `${sum} nodes in all`] : found;
}
