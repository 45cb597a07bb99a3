import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { RECRUITER_PATH } from '../../src/linkedin/recruiterWords';
import { readLinkedInSettings } from '../../src/n8n/readConnection';
import { readWebBaseUrl } from '../../src/n8n/readWebBaseUrl';
import { acknowledgementOf, connectStep, isToBeRequested } from '../../src/pages/connectStep';
import { contractLabel, contractListing } from '../../src/pages/contractListing';
import { contractsOf } from '../../src/pages/contractsSection';
import { pageKey } from '../../src/pages/pageKey';
import { ContractRowSchema, readRows } from '../../src/pages/statusPageData';
import { readRowsField, rowsField } from './pageRows';
import { readPageSecret } from './pageSecret';

const contractsField = rowsField('Contracts', 'contractRows', 'rsc_contracts', [
	'getStep',
	'render',
]);

/** `contractRows` serves both operations. */
export const stepFields: INodeProperties[] = [contractsField];

/** The next step from the rows of `rsc_contracts`, and what the form page of that step shows. */
export async function runGetStep(
	context: IExecuteFunctions,
	item: number,
): Promise<INodeExecutionData[]> {
	const { organizationUrn } = await readLinkedInSettings(context);
	const rows = readContractRows(context, item);
	const contracts = contractsOf(rows, organizationUrn);
	const acknowledgement = acknowledgementOf(rows, organizationUrn);
	return [
		{
			json: {
				organization: organizationUrn,
				step: connectStep(rows, organizationUrn),
				/** Markup for the element "Custom HTML" of a form. */
				listing: contractListing(contracts).text,
				recruiterUrl: (await readWebBaseUrl(context)) + RECRUITER_PATH,
				contracts: contracts.map((row) => ({
					contract: row.contract,
					name: row.name,
					product: row.product || 'unknown',
					state: row.state,
					toBeRequested: isToBeRequested(row),
					label: contractLabel(row),
				})),
				acknowledgedBy: acknowledgement?.acknowledgedBy ?? '',
				acknowledgedAt: acknowledgement?.acknowledgedAt ?? '',
				acknowledgedText: acknowledgement?.acknowledgedText ?? '',
				chooseKey: pageKey(
					await readPageSecret(context),
					'chooseContract',
					organizationUrn,
					Date.now(),
				),
			},
			pairedItem: { item },
		},
	];
}

export const readContractRows = (context: IExecuteFunctions, item: number) =>
	readRows(ContractRowSchema, readRowsField(context, item, contractsField));
