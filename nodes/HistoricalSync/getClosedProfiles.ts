import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { getClosedProfiles } from '../../src/operations/history/getClosedProfiles';
import { type NodeOutput, readParameters } from './readParameters';

const show = { resource: ['record'], operation: ['getClosedProfiles'] };

export const closedProfilesFields: INodeProperties[] = [
	{
		displayName:
			'LinkedIn wants you to ask at least every 30 days which exported members have closed their account, but does not publish where. Ask your LinkedIn partner engineer for the endpoint.',
		name: 'closedProfilesNotice',
		type: 'notice',
		default: '',
		displayOptions: { show },
	},
	{
		displayName: 'Endpoint Path',
		name: 'endpointPath',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show },
		placeholder: 'e.g. /v2/...?q=...',
		description: 'Path and query below the API base URL, beginning with /v2/ or /rest/',
	},
];

const WITHIN_MS = 300_000;

/** One item for each member who closed the account. */
export async function runGetClosedProfiles(
	context: IExecuteFunctions,
	item: number,
): Promise<NodeOutput> {
	const { endpointPath } = readParameters(context, item, z.object({ endpointPath: z.string() }));
	const side = await readLinkedIn(context);
	const people = await getClosedProfiles(side, worldOf(context), endpointPath, WITHIN_MS);
	const seenAt = new Date().toISOString();
	return {
		progress: people.map((person) => ({
			json: { organization: side.settings.organizationUrn, person, seenAt },
			pairedItem: { item },
		})),
		rejected: [],
	};
}
