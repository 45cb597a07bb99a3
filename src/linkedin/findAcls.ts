import { type AclResource, inGeneration } from './acls';
import { finderQuery, type FinderValue } from './finderQuery';
import { isLoose, looseText } from './lenient';
import { answerOf, Elements } from './lenientShapes';
import type { LinkedInApi } from './LinkedInApi';
import { PagingSchema } from './paging';

const PAGE = 100;
/** No job and no person has more rows than this; a list that does not end is none. */
const MOST_PAGES = 100;
/** An element may hold its key parts itself, or in an object inside it (LinkedIn reference §11.2). */
const DEEPEST = 3;

const PageSchema = answerOf({ elements: Elements, paging: PagingSchema });

/** The groups that see a job, as LinkedIn holds them (§11.2). */
export async function findGroupsOfJob(api: LinkedInApi, jobId: string): Promise<Set<string>> {
	return await find(api, 'entityAcls', (generation) =>
		generation === 'v2'
			? { atsEntityType: 'JOB_POSTING', atsEntityId: jobId }
			: { entityType: 'JOB_POSTING', entityId: jobId },
	);
}

/** The groups that a person is in (§11.3). */
export async function findGroupsOfPerson(api: LinkedInApi, person: string): Promise<Set<string>> {
	return await find(api, 'entityAclAssignees', () => ({ assignee: person }));
}

async function find(
	api: LinkedInApi,
	resource: AclResource,
	asked: (generation: 'v2' | 'rest') => Readonly<Record<string, FinderValue>>,
): Promise<Set<string>> {
	return await inGeneration(api, resource, async (generation) => {
		const form = api.form(resource, generation);
		const names = [form.key.group ?? '', 'atsEntityAclId', 'entityAclId'];
		const groups = new Set<string>();
		for (let start = 0; start < PAGE * MOST_PAGES; ) {
			const answer = await api.send({
				method: 'GET',
				path: form.path,
				endpoint: form.path,
				form,
				restliMethod: 'finder',
				query: finderQuery(
					'criteria',
					{
						...asked(generation),
						dataProvider: 'ATS',
						integrationContext: api.settings.organizationUrn,
						start,
						count: PAGE,
					},
					api.settings.protocol,
				),
				schema: PageSchema,
			});
			const elements = answer?.elements ?? [];
			for (const element of elements) {
				const group = groupIn(element, names, DEEPEST);
				if (group !== '') groups.add(group);
			}
			start += elements.length;
			const isMore = answer?.paging.hasNext ?? false;
			if (elements.length === 0 || (!isMore && elements.length < PAGE)) break;
		}
		return groups;
	});
}

function groupIn(element: unknown, names: readonly string[], depth: number): string {
	if (!isLoose(element) || depth === 0) return '';
	for (const name of names) {
		const text = looseText(element[name]);
		if (text !== '') return text;
	}
	for (const value of Object.values(element)) {
		const found = groupIn(value, names, depth - 1);
		if (found !== '') return found;
	}
	return '';
}
