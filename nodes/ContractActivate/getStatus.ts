import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { readParameters } from '../../src/n8n/readParameters';
import { readWebBaseUrl } from '../../src/n8n/readWebBaseUrl';
import { toItems } from '../../src/n8n/toItems';
import { getContractStatus } from '../../src/operations/contract/getContractStatus';
import { acknowledgementShape, contractsShape, LABELS } from './contractFields';
import type { TwoOutputs } from './NodeResource';

const ParametersSchema = z.object({ ...acknowledgementShape, ...contractsShape });

export async function getStatus(context: IExecuteFunctions, item: number): Promise<TwoOutputs> {
	const { contracts, options, ...acknowledgement } = readParameters(
		context,
		item,
		ParametersSchema,
		LABELS,
	);
	const result = await getContractStatus(await readLinkedIn(context), worldOf(context), {
		contracts,
		acknowledgement,
		webBaseUrl: await readWebBaseUrl(context),
		onSymbols: options,
	});
	return [
		toItems(
			result.contracts.map((status) => ({
				...status,
				integrations: status.integrations.map((one) => ({ ...one })),
			})),
			item,
		),
		toItems(result.refused, item),
	];
}
