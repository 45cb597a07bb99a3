import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

/** What one item gives, on the outputs Result and Refused. */
export type TwoOutputs = [result: INodeExecutionData[], refused: INodeExecutionData[]];

/** One resource of the node: its entry in the list, its form, and what each of its operations does. */
export interface NodeResource {
	option: INodePropertyOptions;
	properties: INodeProperties[];
	operations: Readonly<
		Record<string, (context: IExecuteFunctions, item: number) => Promise<TwoOutputs>>
	>;
}
