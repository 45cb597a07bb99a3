import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

/** Which of the node's credentials an operation uses. */
export type UsedCredentials = 'none' | 'linkedIn' | 'smartRecruiters' | 'both' | 'partner';

/** Items by output. */
export type Outputs = INodeExecutionData[][];

interface OperationForm {
	/** Its entry in the list. `value` is unique within the node. */
	option: INodePropertyOptions & { value: string; description: string };
	/** Its fields, without saying for which operation they are shown: that is added. */
	properties: INodeProperties[];
	/** Names of its outputs; one without a name if absent. */
	outputs?: readonly string[];
	uses: UsedCredentials;
	/**
	 * Whether it can serve every organization that was added, each with its own credentials: in each run, or the one that
	 * somebody has chosen on its page.
	 */
	servesAll?: 'eachRun' | 'byPage';
	/** Whether what a webhook hands over is found again once the organization is connected: before, it waits. */
	comesAgain?: boolean;
}

/** One operation of a node: its form, its outputs, and what it does. */
export type NodeOperation = OperationForm &
	(
		| {
				/** Works on one input item after the other. */
				run: (context: IExecuteFunctions, item: number) => Promise<Outputs>;
		  }
		| {
				/** Works on all input items at once; parameters are read of the first unless it says otherwise. */
				runAll: (context: IExecuteFunctions) => Promise<Outputs>;
		  }
	);

/** What operations are about. A node with one resource shows no list of resources. */
export interface NodeResource {
	option: INodePropertyOptions & { value: string };
	/** In alphabetical order of their names. The first one is the default, unless `initial` names another. */
	operations: readonly NodeOperation[];
	/** Value of the default operation. */
	initial?: string;
}
