import type { Measured } from './measureWorkflow';

export interface Limits {
	/** Besides notes. */
	fewestNodes: number;
	mostNodes: number;
	/** For those that have more to show, by name. */
	mostNodesOf: Readonly<Record<string, number>>;
	mostNodesInAll: number;
}

/** What a person still reads at a glance. */
export const WORKFLOW_LIMITS: Limits = {
	fewestNodes: 1,
	mostNodes: 15,
	mostNodesOf: { 'RSC 01 Connect a Contract': 20 },
	mostNodesInAll: 90,
};
/** A recipe shows one thing. */
export const RECIPE_LIMITS: Limits = {
	fewestNodes: 3,
	mostNodes: 6,
	mostNodesOf: {},
	mostNodesInAll: 36,
};
const LONGEST_EXPRESSION = 120;
const MOST_CREDENTIAL_NODES = 5;

/** What is above the limits, in words; nothing when all is well. */
export function violations(all: readonly Measured[], limits = WORKFLOW_LIMITS): string[] {
	const found = all.flatMap((one) => {
		const most = limits.mostNodesOf[one.name] ?? limits.mostNodes;
		const fewest = limits.fewestNodes;
		return [
			...(one.nodes < fewest ? [`${one.name}: ${one.nodes} nodes, at least ${fewest}`] : []),
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
	return sum > limits.mostNodesInAll ? [...found, `${sum} nodes in all`] : found;
}
