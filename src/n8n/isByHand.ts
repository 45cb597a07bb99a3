import type { IExecuteFunctions } from 'n8n-workflow';

/** Hidden parameters of a node that runs for one of several organizations. */
export const SERVED = {
	organization: 'servedOrganization',
	/** Of the row: the company in SmartRecruiters. */
	company: 'servedCompany',
	byHand: 'startedByHand',
} as const;

/** Whether a person started this run, also where it is one for each organization. */
export function isByHand(context: IExecuteFunctions): boolean {
	return (
		context.getMode() === 'manual' || context.getNodeParameter(SERVED.byHand, 0, false) === true
	);
}
