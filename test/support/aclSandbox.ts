import { call, ORGANIZATION, sandbox, UPSERT } from './linkedInSandbox';

export const COMMON = `dataProvider=ATS&integrationContext=${ORGANIZATION}`;

export const ANNA = 'urn:li:person:anna-1';

export const jobKey = (job: string, group: string) =>
	`${COMMON}&atsEntityType=JOB_POSTING&atsEntityId=${job}&atsEntityAclId=${group}`;

export const personKey = (group: string, person: string) =>
	`${COMMON}&atsEntityType=JOB_POSTING&atsEntityAclId=${group}&assignee=${person}`;

export const idsOf = (keys: readonly string[]) =>
	keys
		.map((key, at) =>
			key
				.split('&')
				.map((part) => `ids[${at}].${part}`)
				.join('&'),
		)
		.join('&');

export const entitiesOf = (keys: readonly string[], value: object = {}) => ({
	entities: Object.fromEntries(keys.map((key) => [key, value])),
});

export const put = async (
	resource: string,
	keys: readonly string[],
	{ value = {}, headers = {} }: { value?: object; headers?: Record<string, string> } = {},
) =>
	await call('PUT', `/v2/${resource}?${idsOf(keys)}`, entitiesOf(keys, value), {
		...UPSERT,
		...headers,
	});

export const putJobs = async (...keys: string[]) => await put('atsEntityAcls', keys);

export const putPeople = async (...keys: string[]) => await put('atsEntityAclAssignees', keys);

export const rows = () => sandbox.store.of(ORGANIZATION).acls.dump();

export const set = (name: string, value: string | number | boolean) => {
	sandbox.context.switches.set(name, value);
};
