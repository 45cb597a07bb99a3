import { z } from 'zod';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import { type FinderValue, finderQuery } from './finderQuery';
import type { LinkedInApi } from './LinkedInApi';

const ActivityPageSchema = z
	.object({
		elements: z.array(z.unknown()).default([]),
		paging: z
			.object({
				total: z.number().optional().catch(undefined),
				links: z.array(z.object({ rel: z.string().optional() }).passthrough()).optional(),
			})
			.passthrough()
			.optional()
			.catch(undefined),
	})
	.transform(({ elements, paging }) => ({
		elements,
		total: paging?.total,
		hasNext: (paging?.links ?? []).some(({ rel }) => rel === 'next'),
	}));
export type ActivityPage = z.output<typeof ActivityPageSchema>;

/**
 * One page of one kind of Recruiter activity (LinkedIn reference §9).
 *
 * @throws HttpStatusError 403 while the contract's integration is switched off
 */
export async function getActivityPage(
	api: LinkedInApi,
	resource: 'conversationEvents' | 'mailStubs' | 'prospectNotes',
	finder: string,
	parameters: Readonly<Record<string, FinderValue>>,
): Promise<ActivityPage> {
	const form = api.form(resource);
	const page = await api.send({
		method: 'GET',
		path: form.path,
		endpoint: form.path,
		form,
		query: finderQuery(finder, parameters, api.settings.protocol),
		restliMethod: 'finder',
		schema: ActivityPageSchema,
	});
	if (!page) throw new ResponseSchemaError('LinkedIn', form.path, ['(empty)']);
	return page;
}
