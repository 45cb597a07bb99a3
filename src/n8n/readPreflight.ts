import type { IExecuteFunctions } from 'n8n-workflow';
import type { PreflightInput } from '../operations/preflight/preflight';
import { DataTableProbe } from './DataTableProbe';
import { readChallengeAccess } from './readCallbackAccess';
import { readOwnAddress } from './readOwnAddress';

/** What Preflight has to know of this n8n. */
export async function readPreflight(
	context: IExecuteFunctions,
	item: number,
): Promise<Omit<PreflightInput, 'ownIntegrationOff'>> {
	return {
		tables: new DataTableProbe(context),
		own: readOwnAddress(context, item),
		challenge: await readChallengeAccess(context),
	};
}
