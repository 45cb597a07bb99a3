/** Whether an expression is a list that is written out, with something in it. */
function isWrittenOut(node, scope) {
	if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression')
		return isWrittenOut(node.expression, scope);
	if (node.type === 'ArrayExpression')
		return node.elements.some((one) => one && one.type !== 'SpreadElement');
	if (node.type !== 'Identifier') return false;
	for (let here = scope; here; here = here.upper) {
		const variable = here.set.get(node.name);
		if (!variable) continue;
		const [definition] = variable.defs;
		const { init } = definition?.node ?? {};
		const isConstant = definition?.type === 'Variable' && definition.parent.kind === 'const';
		return Boolean(isConstant && init && isWrittenOut(init, here));
	}
	return false;
}

const isNonEmpty = (node) => node.type === 'CallExpression' && node.callee.name === 'nonEmpty';

/** `expect` in a loop over a list that may be empty expects nothing then: the test cannot fail. */
export const expectInOpenLoop = {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			open: 'Loop over `nonEmpty(…)`, or over a list that is written out: an empty list expects nothing.',
		},
	},
	create(context) {
		const isOpen = (list) => {
			const scope = context.sourceCode.getScope(list);
			return !isNonEmpty(list) && !isWrittenOut(list, scope);
		};
		/** The lists around an `expect`, up to the test or function that it stands in. */
		const listsAround = (node) => {
			const lists = [];
			for (let child = node, here = node.parent; here; child = here, here = here.parent) {
				if (here.type === 'ForOfStatement' && here.body === child) lists.push(here.right);
				if (!/Function/.test(here.type)) continue;
				const call = here.parent;
				// Of what fast-check draws, some is empty.
				if (/^(property|asyncProperty)$/.test(call?.callee?.property?.name ?? '')) return [];
				const isForEach =
					call?.type === 'CallExpression' &&
					call.arguments.includes(here) &&
					call.callee.type === 'MemberExpression' &&
					call.callee.property.name === 'forEach';
				if (!isForEach) break;
				lists.push(call.callee.object);
			}
			return lists;
		};
		const told = new Set();
		return {
			'CallExpression[callee.name=/^expect/]'(node) {
				for (const list of listsAround(node)) {
					if (told.has(list) || !isOpen(list)) continue;
					told.add(list);
					context.report({ node: list, messageId: 'open' });
				}
			},
		};
	},
};
