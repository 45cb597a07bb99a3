import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { toNodeError } from '../../src/n8n/toNodeError';
import { getMatches } from '../../src/operations/history/getMatches';
import { idsOf } from './readParameters';

const WITHIN_MS = 300_000;

/**
 * Whom LinkedIn recognised, for all input items at once: a hundred candidates a request. First output: rows of
 * `rsc_people`; second: who was not recognised, or could be several.
 */
export async function runGetMatches(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const itemOf = new Map<string, number>();
	for (let item = 0; item < context.getInputData().length; item += 1) {
		for (const id of idsOf.parse(context.getNodeParameter('candidateIds', item)))
			itemOf.set(id, itemOf.get(id) ?? item);
	}
	try {
		const side = await readLinkedIn(context);
		const { matches, unmatched } = await getMatches(
			side,
			worldOf(context),
			[...itemOf.keys()],
			WITHIN_MS,
		);
		const knownAt = new Date().toISOString();
		const organization = side.settings.organizationUrn;
		return [
			matches.map((match) => ({
				json: { organization, ...match, knownAt },
				pairedItem: { item: itemOf.get(match.candidateId) ?? 0 },
			})),
			unmatched.map((one) => ({
				json: { organization, ...one },
				pairedItem: { item: itemOf.get(one.candidateId) ?? 0 },
			})),
		];
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error, 0);
		if (!context.continueOnFail()) throw nodeError;
		const failed = { error: nodeError.message, details: nodeError.description ?? '' };
		return [[{ json: failed, pairedItem: { item: 0 } }], []];
	}
}
