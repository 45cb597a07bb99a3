import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import { finderQuery } from './finderQuery';
import type { LinkedInApi } from './LinkedInApi';
import { segment } from './restli';
import {
	type CreatedApplication,
	CreatedApplicationSchema,
	type ProvisionedApplication,
	ProvisionedApplicationFinderSchema,
} from './schemas';
import { z } from 'zod';

/** A customer's application, as its partner asks for it (LinkedIn reference §1.4). */
export interface NewApplication {
	/** The partner's own id for the customer. */
	uniqueForeignId: string;
	/** At most 50 characters, without "LinkedIn"; people see it when they allow the application. */
	name: string;
	/** Seen by LinkedIn's staff only. */
	description: string;
	validJsSdkDomains: readonly string[];
	oauth2AuthorizedCallbackUrls: readonly string[];
}

export type ApplicationAddresses = Pick<
	NewApplication,
	'validJsSdkDomains' | 'oauth2AuthorizedCallbackUrls'
>;

/**
 * The application of a customer; LinkedIn does not tell its secret again.
 *
 * @throws ResponseSchemaError when there is one that cannot be read
 */
export async function findApplication(
	api: LinkedInApi,
	uniqueForeignId: string,
): Promise<ProvisionedApplication | undefined> {
	const form = api.form('provisionedApplications');
	const answer = await api.send({
		method: 'GET',
		path: form.path,
		endpoint: form.path,
		form,
		query: finderQuery('credentialsByUniqueForeignId', { uniqueForeignId }, api.settings.protocol),
		schema: ProvisionedApplicationFinderSchema,
	});
	const { read, unreadable } = answer?.elements ?? { read: [], unreadable: [] };
	// An unreadable application is there all the same: to create another would lose the secret of this one.
	const [odd] = unreadable;
	if (odd && read.length === 0) throw new ResponseSchemaError('LinkedIn', form.path, odd.fields);
	return read[0];
}

/**
 * Creates the application of a customer. Sent once only: a second creation is refused, and with it the secret is lost.
 *
 * @returns `undefined` when there is one already
 * @throws UnclearOutcomeError when nobody knows whether it was created
 */
export async function createApplication(
	api: LinkedInApi,
	application: NewApplication,
): Promise<CreatedApplication | undefined> {
	const form = api.form('provisionedApplications');
	return await api.send({
		method: 'POST',
		path: form.path,
		endpoint: form.path,
		form,
		body: application,
		schema: CreatedApplicationSchema,
		absentOn: [409],
		once: true,
	});
}

/** Replaces the two lists of addresses of an application; nothing else can be changed. */
export async function updateApplication(
	api: LinkedInApi,
	applicationUrn: string,
	addresses: Partial<ApplicationAddresses>,
): Promise<void> {
	const form = api.form('provisionedApplications');
	await api.send({
		method: 'POST',
		path: `${form.path}/${segment(applicationUrn, api.settings.protocol)}`,
		endpoint: `${form.path}/{urn}`,
		form,
		restliMethod: 'partial_update',
		body: { patch: { $set: addresses } },
		schema: z.unknown(),
	});
}
