import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { CallbackAccess } from '../operations/contract/lookAtCallback';
import { openTransport } from './openTransport';
import { LINKEDIN_CREDENTIAL } from './readConnection';
import { readOwnAddress } from './readOwnAddress';

const SecretSchema = z.object({ clientSecret: z.string().catch('') });

/**
 * How to look whether LinkedIn's notifications arrive in this n8n.
 *
 * @returns `undefined` when n8n does not tell its address, or the credential has no client secret
 */
export async function readCallbackAccess(
	context: IExecuteFunctions,
	item: number,
): Promise<CallbackAccess | undefined> {
	const { webhooks, isOwn } = readOwnAddress(context, item);
	const challenge = await readChallengeAccess(context);
	if (webhooks === undefined || challenge.clientSecret === '') return undefined;
	return { isOwn, ...challenge };
}

/** How an address of this n8n is asked; the secret is empty where the credential has none. */
export async function readChallengeAccess(
	context: IExecuteFunctions,
): Promise<Omit<CallbackAccess, 'isOwn'>> {
	const { clientSecret } = SecretSchema.parse(await context.getCredentials(LINKEDIN_CREDENTIAL));
	return { clientSecret, challengeCode: randomUUID(), send: openTransport(context) };
}
