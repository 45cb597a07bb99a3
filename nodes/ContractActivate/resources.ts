import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { readParameters } from '../../src/n8n/readParameters';
import { contract } from './contract';
import { customerApp } from './customerApp';
import { dataSharing } from './dataSharing';
import type { NodeResource, TwoOutputs } from './NodeResource';
import { statusPage } from './statusPage';

/** The resources of the node, by value, in alphabetical order of their names. */
export const RESOURCES: Readonly<Record<string, NodeResource>> = {
	contract,
	customerApp,
	dataSharing,
	statusPage,
};

const ChoiceSchema = z.object({ resource: z.string(), operation: z.string() });

/** Carries out the operation that is chosen for an item. */
export async function runOperation(context: IExecuteFunctions, item: number): Promise<TwoOutputs> {
	const { resource, operation } = readParameters(context, item, ChoiceSchema);
	const run = RESOURCES[resource]?.operations[operation];
	if (!run) {
		throw new ConfigurationError(
			`"Operation" cannot be used [Item ${item}]`,
			'Choose a resource and one of its operations in this node.',
		);
	}
	return await run(context, item);
}
