import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from './toNodeError';

/**
 * The loop of every action node: works on one input item after the other and joins what they give, output by output.
 * With "Continue" on errors, an item that fails gives its error on the first output, and the others go on.
 *
 * @param outputs how many outputs the node has
 * @param order the items in the order of work, where they depend on each other
 */
export async function runPerItem(
	context: IExecuteFunctions,
	outputs: number,
	work: (item: number) => Promise<INodeExecutionData[][]>,
	order: readonly number[] = context.getInputData().map((_, item) => item),
): Promise<INodeExecutionData[][]> {
	const joined: INodeExecutionData[][] = Array.from({ length: outputs }, () => []);
	for (const item of order) {
		try {
			const given = await work(item);
			given.forEach((items, output) => joined[output]?.push(...items));
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, item);
			if (!context.continueOnFail()) throw nodeError;
			// Exactly these two fields: n8n sends such an item to the error output, and keeps both.
			joined[0]?.push({
				json: { error: nodeError.message, details: nodeError.description ?? '' },
				pairedItem: { item },
			});
		}
	}
	return joined;
}
