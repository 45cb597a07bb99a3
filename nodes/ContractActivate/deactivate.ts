import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { readParameters } from '../../src/n8n/readParameters';
import { readWebBaseUrl } from '../../src/n8n/readWebBaseUrl';
import { toItems } from '../../src/n8n/toItems';
import { deactivateAccess } from '../../src/operations/contract/deactivateAccess';
import { acknowledgementShape, LABELS } from './contractFields';
import type { TwoOutputs } from './NodeResource';

const ParametersSchema = z.object(acknowledgementShape);

export async function deactivate(context: IExecuteFunctions, item: number): Promise<TwoOutputs> {
	const acknowledgement = readParameters(context, item, ParametersSchema, LABELS);
	const { deactivated, refused } = await deactivateAccess(
		await readLinkedIn(context),
		worldOf(context),
		{ acknowledgement, webBaseUrl: await readWebBaseUrl(context) },
	);
	for (const { whatToDo } of deactivated) {
		context.addExecutionHints({ message: whatToDo, location: 'outputPane' });
	}
	return [toItems(deactivated, item), toItems(refused, item)];
}
