import { parseArgs } from 'node:util';
import { RECIPES, TEMPLATES } from '../n8n/paths';
import { makeAllInOne, readAllInOne, writeAllInOne } from './allInOne';
import { RECIPE_LIMITS, violations, WORKFLOW_LIMITS } from './limits';
import { type Measured, measureWorkflow } from './measureWorkflow';
import { readWorkflows } from './readWorkflows';

/** Writes the combined workflow anew, after one of its parts has changed. */
const { values } = parseArgs({ options: { combine: { type: 'boolean', default: false } } });
if (values.combine) writeAllInOne();

const measured = (folder: string): Measured[] =>
	readWorkflows(folder).map(({ workflow }) => measureWorkflow(workflow));
const workflows = measured(TEMPLATES);
const recipes = measured(RECIPES);

console.log('nodes  data tables  expressions  longest  credentials in');
for (const some of [workflows, recipes]) {
	for (const one of some) {
		const numbers = [
			String(one.nodes).padStart(5),
			String(one.dataTableNodes).padStart(11),
			String(one.expressions).padStart(11),
			String(one.longestExpression).padStart(7),
			String(one.credentialNodes).padStart(14),
		];
		console.log(`${numbers.join('  ')}  ${one.name}  (${one.credentials.join(', ')})`);
	}
	console.log(`${String(some.reduce((sum, { nodes }) => sum + nodes, 0)).padStart(5)}  in all`);
}
const found = [
	...violations(workflows, WORKFLOW_LIMITS),
	...violations(recipes, RECIPE_LIMITS),
	...(makeAllInOne() === readAllInOne()
		? []
		: ['RSC All in One differs from its parts: npm run workflows -- --combine']),
];
for (const line of found) console.log(`✗ ${line}`);
console.log(`${workflows.length + recipes.length} passed, ${found.length} failed`);
process.exit(found.length === 0 ? 0 : 1);
