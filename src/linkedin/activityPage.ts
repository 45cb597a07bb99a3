import type { z } from 'zod';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import { type FinderValue, finderQuery } from './finderQuery';
import { answerOf, Elements } from './lenientShapes';
import type { LinkedInApi } from './LinkedInApi';
import { PagingSchema } from './paging';

const ActivityPageSchema = answerOf({
	elements: Elements,
	paging: PagingSchema,
}).transform(({ elements, paging: { total, hasNext } }) => ({ elements, total, hasNext }));
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
