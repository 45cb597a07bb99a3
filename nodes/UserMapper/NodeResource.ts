import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

/** What one operation does with one item: items by output. */
export type Run = (
	context: IExecuteFunctions,
	item: number,
) => Promise<INodeExecutionData[][]> | INodeExecutionData[][];

/** One operation: its entry in the list, its form, its outputs, and what it does. */
export interface NodeOperation {
	option: INodePropertyOptions;
	properties: INodeProperties[];
	/** Names of the outputs; none for a single one. */
	outputs?: readonly string[];
	run: Run;
}

/** One resource of the node. */
export interface NodeResource {
	option: INodePropertyOptions;
	/** By value, in alphabetical order of their names. */
	operations: Readonly<Record<string, NodeOperation>>;
}
