import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { Keeping, LinkedInRuntime, Runtime } from '../operations/Runtime';
import { openStore } from './openStore';
import { isByHand } from './isByHand';
import { failedCallsOf } from './rememberFailures';
import {
	readLinkedIn,
	readSmartRecruiters,
	SMARTRECRUITERS_CREDENTIALS,
	worldOf,
} from './readConnection';

/** Somebody who starts a run by hand while a scheduled one ends would rather wait than read that it is busy. */
const BY_HAND_PATIENCE_MS = 10_000;

/** Both vendors as the node's credentials describe them, and where state is kept. */
export async function openRuntime(context: IExecuteFunctions, item: number): Promise<Runtime> {
	const type = z
		.enum(SMARTRECRUITERS_CREDENTIALS)
		.catch('smartRecruitersOAuth2Api')
		.parse(context.getNodeParameter('authentication', item, 'smartRecruitersOAuth2Api'));
	return {
		...(await openLinkedInRuntime(context)),
		smartRecruiters: await readSmartRecruiters(context, type),
	};
}

/** For operations that do not ask SmartRecruiters. */
export async function openLinkedInRuntime(context: IExecuteFunctions): Promise<LinkedInRuntime> {
	const linkedIn = await readLinkedIn(context);
	const { note } = failedCallsOf(context, linkedIn.settings.organizationUrn);
	return { linkedIn, ...worldOf(context), onFailedCall: note, ...openKeeping(context) };
}

/** Where state is kept, alone. */
export function openKeeping(context: IExecuteFunctions): Keeping {
	return {
		store: openStore(context),
		owner: `execution ${context.getExecutionId()}, ${context.getNode().name}, ${randomUUID()}`,
		...(isByHand(context) && { patienceMs: BY_HAND_PATIENCE_MS }),
	};
}
