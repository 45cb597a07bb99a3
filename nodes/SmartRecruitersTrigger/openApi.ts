import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { WaitLedger } from '../../src/http/WaitLedger';
import {
	readSmartRecruiters,
	SMARTRECRUITERS_CREDENTIALS,
	worldOf,
} from '../../src/n8n/readConnection';
import { openSmartRecruiters } from '../../src/operations/connect';
import type { SmartRecruitersApi } from '../../src/smartrecruiters/SmartRecruitersApi';

const AuthenticationSchema = z.enum(SMARTRECRUITERS_CREDENTIALS);

/** SmartRecruiters, for calls that have to come to an end soon. */
export async function openApi(
	context: IHookFunctions | IWebhookFunctions,
	withinMs: number,
): Promise<SmartRecruitersApi> {
	const type = AuthenticationSchema.parse(context.getNodeParameter('authentication'));
	const frame = { deadlineMs: Date.now() + withinMs, ledger: new WaitLedger() };
	return openSmartRecruiters(await readSmartRecruiters(context, type), worldOf(context), frame).api;
}
