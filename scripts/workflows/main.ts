import { readWorkflows } from './readWorkflows';
import { violations } from './limits';
import { measureWorkflow } from './measureWorkflow';

const all = readWorkflows().map(({ workflow }) => measureWorkflow(workflow));
console.log('nodes  data tables  expressions  longest  credentials in');
for (const one of all) {
	const numbers = [
		String(one.nodes).padStart(5),
		String(one.dataTableNodes).padStart(11),
		String(one.expressions).padStart(11),
		String(one.longestExpression).padStart(7),
		String(one.credentialNodes).padStart(14),
	];
	console.log(`${numbers.join('  ')}  ${one.name}  (${one.credentials.join(', ')})`);
}
console.log(`${String(all.reduce((sum, { nodes }) => sum + nodes, 0)).padStart(5)}  in all`);
const found = violations(all);
for (const line of found) console.log(`✗ ${line}`);
console.log(`${all.length} passed, ${found.length} failed`);
process.exit(found.length === 0 ? 0 : 1);
