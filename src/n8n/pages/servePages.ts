import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { StateError } from '../../errors/StateError';
import { chooseOrganizationPage } from '../../pages/chooseOrganizationPage';
import { withQuery } from '../../pages/withQuery';
import type { Outputs } from '../NodeOperation';
import { runAsOrganization } from '../runAsOrganization';
import { type NamedServed, readServed, toServedError } from '../serveOrganizations';
import type { PageAnswer } from './answerPage';
import type { PageCall } from './PageCall';
import { servePage } from './servePage';

/** What a page's node hands on, instead of answering, where it runs for one of several organizations. */
const RenderedSchema = z.object({
	rendered: z.object({
		status: z.number(),
		html: z.string(),
		headers: z.record(z.string()),
	}),
});

/** A call whose address names an organization. */
const NamedSchema = z.object({ query: z.object({ organization: z.string().min(1) }) });

/**
 * A page of the organization that its address names, rendered with that organization's credentials; without one, a page on
 * which it is chosen.
 *
 * @param alone serves the page for the node's credentials alone
 */
export async function servePages(
	context: IExecuteFunctions,
	alone: () => Promise<Outputs>,
): Promise<Outputs> {
	const all = await readServed(context).catch((error: unknown) => {
		// The page says itself what is wrong with the tables; but one of another organization is not taken for this one.
		const isOfAnother = context
			.getInputData()
			.some(({ json }) => NamedSchema.safeParse(json).success);
		if (error instanceof StateError && !isOfAnother) return [];
		throw error;
	});
	if (all.length <= 1) return await alone();
	const answered: Outputs[number] = [];
	for (const item of context.getInputData().keys())
		answered.push(
			...(await servePage(context, item, async (call) => await answerOf(context, all, call))),
		);
	return [answered];
}

async function answerOf(
	context: IExecuteFunctions,
	all: readonly NamedServed[],
	call: PageCall,
): Promise<PageAnswer> {
	const number = call.query.organization ?? '';
	const served = all.find(({ organization }) => organization === `urn:li:organization:${number}`);
	if (!served) return { html: chooseOrganizationPage(all, call.address) };
	const address = withQuery(call.address, `organization=${number}`);
	// LinkedIn's window on a site of one's own calls back for the organization of its workflow's credentials.
	const change = served === all[0] ? {} : { onboardingPage: '' };
	const json = { ...call, address, organization: number };
	try {
		const [output] = await runAsOrganization(context, served, [{ json }], change);
		return RenderedSchema.parse(output?.[0]?.json).rendered;
	} catch (error) {
		throw toServedError(context, error);
	}
}
