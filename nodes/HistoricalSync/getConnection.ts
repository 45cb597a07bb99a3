import type { IExecuteFunctions } from 'n8n-workflow';
import { RESOURCES, type ResourceName } from '../../src/linkedin/dialect';
import { formOf } from '../../src/linkedin/LinkedInSettings';
import { readLinkedInSettings } from '../../src/n8n/readConnection';
import type { NodeOutput } from './readParameters';

const RESOURCE_NAMES: readonly ResourceName[] = [
	'jobPostings',
	'candidates',
	'applications',
	'applicationStages',
];

/** The organization and API settings, for workflows that keep state per organization; calls nobody. */
export async function runGetConnection(
	context: IExecuteFunctions,
	item: number,
): Promise<NodeOutput> {
	const settings = await readLinkedInSettings(context);
	const generations = Object.fromEntries(
		RESOURCE_NAMES.map((name) => [name, formOf(name, settings).generation]),
	);
	const unconfirmed = RESOURCE_NAMES.filter((name) => {
		const { generation } = formOf(name, settings);
		return RESOURCES[name][generation]?.uncertain !== undefined;
	});
	return {
		progress: [
			{
				json: {
					organization: settings.organizationUrn,
					apiVersion: settings.version,
					generations,
					unconfirmed,
				},
				pairedItem: { item },
			},
		],
		rejected: [],
	};
}
