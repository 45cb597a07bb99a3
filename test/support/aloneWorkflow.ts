import { z } from 'zod';
import type { N8nInstance } from '../../scripts/n8n/N8nInstance';

const PACKAGE = 'n8n-nodes-recruiter-system-connect';
const CREDENTIALS = {
	linkedInRscOAuth2Api: { id: '1', name: 'LinkedIn RSC' },
	smartRecruitersOAuth2Api: { id: '2', name: 'SmartRecruiters' },
};

export interface NodeOf {
	type: string;
	typeVersion?: number;
	parameters: object;
	webhookId?: string;
}

/** A workflow of these nodes, one after the other: a trigger, and an operation of ours that is called "Alone". */
export function aloneWorkflow(id: string, ...nodes: NodeOf[]): object {
	const names = nodes.map((_, nth) => (nth === nodes.length - 1 ? 'Alone' : `Before ${nth}`));
	return {
		id,
		name: id,
		nodes: nodes.map((node, nth) => ({
			id: `${id}-${nth}`,
			name: names[nth],
			typeVersion: 1,
			position: [nth * 200, 0],
			...node,
			...(node.type.startsWith(PACKAGE) && { credentials: CREDENTIALS }),
		})),
		connections: Object.fromEntries(
			names
				.slice(1)
				.map((name, nth) => [names[nth], { main: [[{ node: name, type: 'main', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
	};
}

/** A node of this package. */
export const ours = (node: string, parameters: object): NodeOf => ({
	type: `${PACKAGE}.${node}`,
	parameters,
});

/** Starts the workflow with what is posted, as `body` of an item. */
export const webhook = (path: string, responseMode = 'onReceived'): NodeOf => ({
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	webhookId: path,
	parameters: {
		...{ path, httpMethod: 'POST', responseMode, options: {} },
		...(responseMode === 'lastNode' && { responseData: 'allEntries' }),
	},
});

const ExecutionsSchema = z.object({
	data: z.array(
		z.object({
			id: z.coerce.number(),
			status: z.string(),
			data: z
				.object({
					resultData: z.object({
						runData: z.record(
							z.array(
								z.object({
									data: z
										.object({
											main: z.array(z.array(z.object({ json: z.record(z.unknown()) })).nullish()),
										})
										.optional(),
								}),
							),
						),
					}),
				})
				.nullish(),
		}),
	),
});

/** What the operation has given out in the executions of this workflow, the newest first. */
export async function outputsOf(
	n8n: N8nInstance,
	id: string,
): Promise<Array<{ id: number; status: string; items: Array<Record<string, unknown>> }>> {
	const path = `/executions?workflowId=${id}&includeData=true&limit=50`;
	return ExecutionsSchema.parse(await n8n.api('GET', path)).data.map(
		({ id: execution, status, data }) => ({
			id: execution,
			status,
			items: (data?.resultData.runData.Alone ?? []).flatMap((run) =>
				(run.data?.main ?? []).flatMap((output) => (output ?? []).map(({ json }) => json)),
			),
		}),
	);
}
