import type { IConnections, INode, INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { z } from 'zod';
import type { WorkflowFile } from './measureWorkflow';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Value: z.ZodType<NodeParameterValueType> = z.lazy(() =>
	z.union([Scalar, z.array(Scalar), Parameters, z.array(Parameters)]),
);
const Parameters: z.ZodType<INodeParameters> = z.record(Value);
/** Strict: what this does not know would be lost. */
const NodeSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		type: z.string(),
		typeVersion: z.number(),
		position: z.tuple([z.number(), z.number()]),
		parameters: Parameters,
		credentials: z.record(z.object({ id: z.string().nullable(), name: z.string() })).optional(),
		webhookId: z.string().optional(),
		executeOnce: z.boolean().optional(),
	})
	.strict()
	.transform(
		({ credentials, webhookId, executeOnce, ...node }): INode => ({
			...node,
			...(credentials && { credentials }),
			...(webhookId !== undefined && { webhookId }),
			...(executeOnce !== undefined && { executeOnce }),
		}),
	);
const ConnectionsSchema: z.ZodType<IConnections> = z.record(
	z.object({
		main: z.array(
			z
				.array(z.object({ node: z.string(), type: z.literal('main'), index: z.number() }))
				.nullable(),
		),
	}),
);

/** The nodes of a workflow file as n8n's engine takes them, made anew each time: the engine fills in defaults. */
export const engineNodes = ({ nodes }: Pick<WorkflowFile, 'nodes'>): INode[] =>
	z.array(NodeSchema).parse(nodes);

/** The connections of a workflow file as n8n's engine takes them. */
export const engineConnections = ({
	connections,
}: Pick<WorkflowFile, 'connections'>): IConnections => ConnectionsSchema.parse(connections);
