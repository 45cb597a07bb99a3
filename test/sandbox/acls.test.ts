import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultSchema } from '../../sandbox/core/FaultBoard';
import { loadState, saveState } from '../../sandbox/stateFile';
import {
	call,
	openSandboxForEach,
	ORGANIZATION,
	sandbox,
	UPSERT,
	open,
} from '../support/linkedInSandbox';

const COMMON = `dataProvider=ATS&integrationContext=${ORGANIZATION}`;
const ANNA = 'urn:li:person:anna-1';
const BERT = 'urn:li:person:bert_2';
const REST = { 'linkedin-version': '202604' };

openSandboxForEach();

const jobKey = (job: string, group: string) =>
	`${COMMON}&atsEntityType=JOB_POSTING&atsEntityId=${job}&atsEntityAclId=${group}`;
const personKey = (group: string, person: string) =>
	`${COMMON}&atsEntityType=JOB_POSTING&atsEntityAclId=${group}&assignee=${person}`;
const idsOf = (keys: readonly string[]) =>
	keys
		.map((key, at) =>
			key
				.split('&')
				.map((part) => `ids[${at}].${part}`)
				.join('&'),
		)
		.join('&');
const entitiesOf = (keys: readonly string[], value: object = {}) => ({
	entities: Object.fromEntries(keys.map((key) => [key, value])),
});
const put = async (
	resource: string,
	keys: readonly string[],
	{ value = {}, headers = {} }: { value?: object; headers?: Record<string, string> } = {},
) =>
	await call('PUT', `/v2/${resource}?${idsOf(keys)}`, entitiesOf(keys, value), {
		...UPSERT,
		...headers,
	});
const putJobs = async (...keys: string[]) => await put('atsEntityAcls', keys);
const putPeople = async (...keys: string[]) => await put('atsEntityAclAssignees', keys);
const rows = () => sandbox.store.of(ORGANIZATION).acls.dump();
const set = (name: string, value: string | number | boolean) => {
	sandbox.context.switches.set(name, value);
};
const tunnelled = (method: string, query: string, body: unknown) => {
	const part = (type: string, content: string) =>
		`--XX\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
	return [
		part('application/x-www-form-urlencoded', query) +
			part('application/json', JSON.stringify(body)) +
			'--XX--',
		{
			...UPSERT,
			'x-http-method-override': method,
			'content-type': 'multipart/mixed; boundary=XX',
		},
	] as const;
};

describe('entity ACLs', () => {
	it('are written, read for one job and deleted, one or many at a time', async () => {
		const written = await putJobs(jobKey('J1', 'u-1'), jobKey('J1', 'all'), jobKey('J2', 'u-1'));
		expect(written.status).toBe(200);
		expect(Object.values(written.body.results)).toEqual(Array(3).fill({ status: 204 }));
		expect(written.body.errors).toEqual({});

		const read = async (extra = '') =>
			(
				await call(
					'GET',
					`/v2/atsEntityAcls?q=criteria&${COMMON}&atsEntityType=JOB_POSTING&atsEntityId=J1${extra}`,
				)
			).body;
		expect((await read()).elements).toEqual([
			{
				atsEntityType: 'JOB_POSTING',
				atsEntityId: 'J1',
				atsEntityAclId: 'all',
				integrationContext: ORGANIZATION,
				dataProvider: 'ATS',
			},
			expect.objectContaining({ atsEntityAclId: 'u-1' }),
		]);
		expect((await read('&fields=atsEntityAclId')).elements).toEqual([
			{ atsEntityAclId: 'all' },
			{ atsEntityAclId: 'u-1' },
		]);
		const second = await read('&start=1&count=1');
		expect(second.elements).toEqual([expect.objectContaining({ atsEntityAclId: 'u-1' })]);
		expect(second.paging).toMatchObject({ start: 1, count: 1, total: 2 });
		set('li§11.2 elements', 'nested');
		expect((await read('&fields=atsEntityAclId')).elements[1]).toEqual({
			key: { atsEntityAclId: 'u-1' },
		});

		const gone = await call('DELETE', `/v2/atsEntityAcls?${idsOf([jobKey('J1', 'all')])}`);
		expect(Object.values(gone.body.results)).toEqual([{ status: 204 }]);
		const rest = [jobKey('J1', 'u-1'), jobKey('J1', 'all'), jobKey('J2', 'u-1')];
		const again = await call('DELETE', `/v2/atsEntityAcls?${idsOf(rest)}`);
		expect(Object.keys(again.body.results)).toHaveLength(2);
		expect(Object.values(again.body.errors)).toEqual([{ status: 404, message: 'Not found' }]);
		expect(rows().entities).toEqual([]);
	});

	it('come through a tunnel, as a hundred keys must', async () => {
		const keys = Array.from({ length: 100 }, (_, at) => jobKey(`J${at}`, 'u-1'));
		expect((await putJobs(...keys.slice(0, 40))).status).toBe(414);
		const body = await call(
			'POST',
			'/v2/atsEntityAcls',
			...tunnelled('PUT', idsOf(keys), entitiesOf(keys)),
		);
		expect(Object.keys(body.body.results)).toHaveLength(100);
		const form = {
			'x-http-method-override': 'DELETE',
			'content-type': 'application/x-www-form-urlencoded',
		};
		const gone = await call('POST', '/v2/atsEntityAcls', idsOf(keys), form);
		expect(Object.keys(gone.body.results)).toHaveLength(100);
		expect(rows().entities).toEqual([]);

		const more = [...keys, jobKey('J100', 'u-1')];
		expect(
			await call('POST', '/v2/atsEntityAcls', ...tunnelled('PUT', idsOf(more), entitiesOf(more))),
		).toMatchObject({ status: 400, body: { message: 'At most 100 records a batch' } });
	});

	it.each([
		['without a method', [jobKey('J1', 'g')], { headers: { 'x-restli-method': '' } }, 403],
		['of another type', [jobKey('J1', 'g').replace('JOB_POSTING', 'CANDIDATE')], {}, 400],
		['of a requisition', [jobKey('J1', 'g').replace('JOB_POSTING', 'JOB_REQUISITION')], {}, 400],
		['of another provider', [jobKey('J1', 'g').replace('ATS', 'CRM')], {}, 400],
		['without a group', [jobKey('J1', '')], {}, 400],
		['with a part too many', [`${jobKey('J1', 'g')}&tenantType=RECRUITER`], {}, 400],
		['with one key twice', [jobKey('J1', 'g'), jobKey('J1', 'g')], {}, 400],
	])('%s are refused as a whole', async (_name, keys, more, status) => {
		expect((await put('atsEntityAcls', keys, more)).status).toBe(status);
		expect(rows().entities).toEqual([]);
	});

	it('write nothing of a batch that is refused as a whole, wherever its bad key stands', async () => {
		const bad = jobKey('J2', 'g').replace('JOB_POSTING', 'CANDIDATE');
		expect((await putJobs(jobKey('J1', 'g'), bad)).status).toBe(400);
		expect(rows().entities).toEqual([]);
		await putJobs(jobKey('J1', 'g'));
		const query = idsOf([jobKey('J1', 'g'), bad]);
		expect((await call('DELETE', `/v2/atsEntityAcls?${query}`)).status).toBe(400);
		expect(rows().entities).toHaveLength(1);
	});

	it('refuse a key alone for what is wrong with it alone', async () => {
		const foreign = jobKey('J2', 'g').replace('organization:1000', 'organization:2000');
		const long = jobKey('J'.repeat(201), 'g');
		const { status, body } = await putJobs(jobKey('J1', 'g'), foreign, long);
		expect([status, Object.keys(body.results)]).toEqual([200, [expect.stringContaining('J1')]]);
		expect(Object.values<{ status: number }>(body.errors).map((one) => one.status)).toEqual([
			403, 422,
		]);
		const filled = await put('atsEntityAcls', [jobKey('J3', 'g')], { value: { name: 'x' } });
		expect(Object.values(filled.body.errors)).toEqual([
			{ status: 422, message: expect.stringContaining('/name :: unrecognized field') },
		]);
		expect(rows().entities.map(({ entityId }) => entityId)).toEqual(['J1']);
	});

	it('take an unknown job, or refuse it alone where the switch says so', async () => {
		expect(Object.keys((await putJobs(jobKey('J9', 'g'))).body.results)).toHaveLength(1);
		set('li§11.6 unknown job', 'refuse');
		expect(Object.values((await putJobs(jobKey('J8', 'g'))).body.errors)).toEqual([
			{ status: 404, message: 'The entity is not known' },
		]);
	});

	it('count the order of a body key’s parts only where the switch says so', async () => {
		const turned = jobKey('J1', 'g').split('&').reverse().join('&');
		expect((await putJobs(turned)).status).toBe(200);
		set('li§11.2 body key order counts', true);
		expect((await putJobs(turned)).status).toBe(400);
		expect((await putJobs(jobKey('J1', 'g'))).status).toBe(200);
		expect((await putPeople(personKey('g', ANNA))).status).toBe(200);
	});

	it('wait for the integration, the minute and the day like every other record', async () => {
		const keys = [jobKey('J1', 'a'), jobKey('J2', 'a')];
		sandbox.context.limits = 1 / 10_000;
		expect((await putJobs(...keys)).status).toBe(429);
		expect((await putJobs(jobKey('J1', 'a'))).status).toBe(200);
		sandbox.context.clock.advance(61_000);
		sandbox.context.limits = 3 / 100_000;
		expect((await putJobs(jobKey('J1', 'b'))).status).toBe(429);
		sandbox.context.limits = 'documented';
		expect((await putJobs(jobKey('J1', 'b'))).status).toBe(200);
		await fetch(`${sandbox.url}/_sandbox/linkedin/integrations`, {
			method: 'POST',
			body: JSON.stringify({ integrationType: 'ONE_CLICK_EXPORT', enabled: false }),
		});
		expect((await putJobs(jobKey('J1', 'c'))).status).toBe(403);
	});

	it('meet the faults and refusals that a test plans', async () => {
		sandbox.context.faults.add([
			FaultSchema.parse({ vendor: 'linkedin', path: 'atsEntityAcls', kind: 'lost' }),
		]);
		await expect(putJobs(jobKey('J1', 'a'))).rejects.toThrow('fetch failed');
		expect(rows().entities).toHaveLength(1);
		await fetch(`${sandbox.url}/_sandbox/linkedin/reject`, {
			method: 'POST',
			body: JSON.stringify({
				kind: 'entityAcl',
				id: 'JOB_POSTING/J2/a',
				status: 500,
				message: 'no',
			}),
		});
		expect(Object.values((await putJobs(jobKey('J2', 'a'))).body.errors)).toEqual([
			{ status: 500, message: 'no' },
		]);
	});
});

describe('assignees', () => {
	const groupsOf = async (person: string, extra = '') =>
		(await call('GET', `/v2/atsEntityAclAssignees?q=criteria&assignee=${person}&${COMMON}${extra}`))
			.body;

	it('are written, read for one person and deleted', async () => {
		await putPeople(personKey('u-1', ANNA), personKey('all', ANNA), personKey('all', BERT));
		expect((await groupsOf(ANNA)).elements).toEqual([
			{
				atsEntityType: 'JOB_POSTING',
				atsEntityAclId: 'all',
				assignee: ANNA,
				integrationContext: ORGANIZATION,
				dataProvider: 'ATS',
			},
			expect.objectContaining({ atsEntityAclId: 'u-1' }),
		]);
		expect((await groupsOf(BERT, '&atsEntityType=JOB_POSTING')).elements).toHaveLength(1);
		const gone = await call(
			'DELETE',
			`/v2/atsEntityAclAssignees?${idsOf([personKey('all', ANNA), personKey('u-9', ANNA)])}`,
		);
		expect([Object.keys(gone.body.results).length, Object.keys(gone.body.errors).length]).toEqual([
			1, 1,
		]);
		expect((await groupsOf(ANNA)).elements).toHaveLength(1);
	});

	it('may name a group that no entity has yet, unless the switch forbids it', async () => {
		expect(Object.keys((await putPeople(personKey('new', ANNA))).body.results)).toHaveLength(1);
		set('li§11.6 unknown group', 'refuse');
		expect(Object.keys((await putPeople(personKey('newer', ANNA))).body.errors)).toHaveLength(1);
	});

	it('must be persons, and known ones where the switch says so', async () => {
		expect((await putPeople(personKey('g', 'urn:li:seat:1'))).status).toBe(400);
		set('li§11.3 unknown person', 'refuse');
		const [seat] = sandbox.seats.list('urn:li:contract:2001');
		const { body } = await putPeople(personKey('g', ANNA), personKey('g', seat?.personUrn ?? ''));
		expect([Object.keys(body.results), Object.values(body.errors)]).toEqual([
			[expect.stringContaining(seat?.personUrn ?? '-')],
			[{ status: 404, message: 'The assignee is not known' }],
		]);
	});

	it('are in ten groups at most; the eleventh is refused alone, what they have may be repeated', async () => {
		const keys = Array.from({ length: 11 }, (_, at) => personKey(`g${at}`, ANNA));
		const { body } = await putPeople(...keys, personKey('g10', BERT));
		expect(Object.keys(body.results)).toHaveLength(11);
		expect(Object.entries(body.errors)).toEqual([
			[
				expect.stringMatching(/anna-1&atsEntityAclId=g10/),
				{ status: 422, message: expect.stringContaining('limit of ACLs for one user') },
			],
		]);
		expect((await putPeople(personKey('g0', ANNA))).body.errors).toEqual({});
		await call('DELETE', `/v2/atsEntityAclAssignees?${idsOf([personKey('g0', ANNA)])}`);
		expect((await putPeople(personKey('g10', ANNA))).body.errors).toEqual({});
	});

	it('read the other way, reach ten rows at most', async () => {
		set('li§11.4 limit counts', 'rows');
		await putPeople(personKey('a', ANNA));
		const jobs = Array.from({ length: 11 }, (_, at) => jobKey(`J${at}`, 'a'));
		const { body } = await putJobs(...jobs);
		expect([Object.keys(body.results).length, Object.keys(body.errors)]).toEqual([
			10,
			[expect.stringContaining('J10')],
		]);
		await putJobs(jobKey('J1', 'b'));
		expect(Object.keys((await putPeople(personKey('b', ANNA))).body.errors)).toHaveLength(1);
	});

	it.each([
		[`q=criteria&${COMMON}`, 400],
		[`q=other&${COMMON}&assignee=${ANNA}`, 400],
		[`q=criteria&${COMMON}&assignee=${ANNA}&atsEntityAclId=g`, 400],
		[`q=criteria&integrationContext=${ORGANIZATION}&assignee=${ANNA}`, 400],
		[`q=criteria&${COMMON.replace('1000', '2000')}&assignee=${ANNA}`, 403],
	])('are not found by %s', async (query, status) => {
		expect((await call('GET', `/v2/atsEntityAclAssignees?${query}`)).status).toBe(status);
	});
});

describe('generation 2', () => {
	const key = (job: string, group: string, type = 'JOB_POSTING') =>
		`integrationContext=${ORGANIZATION}&entityType=${type}&entityId=${job}&entityAclId=${group}`;
	const write = async (one: string) =>
		await call('PUT', `/rest/entityAcls?${idsOf([one])}`, entitiesOf([one]), {
			...UPSERT,
			...REST,
		});

	it('drops the prefix, has the same rows, and takes keys with the data provider or without', async () => {
		expect((await write(key('J1', 'g'))).body.errors).toEqual({});
		expect((await write(`dataProvider=ATS&${key('J2', 'g')}`)).body.errors).toEqual({});
		expect((await write(key('R1', 'g', 'JOB_REQUISITION'))).body.errors).toEqual({});
		expect(rows().entities).toHaveLength(3);
		set('li§15.3 versioned ACL keys have the data provider', 'absent');
		expect((await write(`dataProvider=ATS&${key('J2', 'g')}`)).status).toBe(400);
		set('li§11.6 versioned entity types', 'JOB_REQUISITION');
		expect((await write(key('J1', 'g'))).status).toBe(400);
		expect((await call('GET', '/rest/entityAcls?q=criteria')).status).toBe(400);
	});

	it('reads and deletes under its own names, in the newer syntax of keys as well', async () => {
		await putJobs(jobKey('J1', 'g'));
		await putPeople(personKey('g', ANNA));
		const found = await call(
			'GET',
			`/rest/entityAcls?q=criteria&integrationContext=${ORGANIZATION}&entityType=JOB_POSTING&entityId=J1&start=0&count=10`,
			undefined,
			REST,
		);
		expect(found.body.elements).toEqual([
			{
				entityType: 'JOB_POSTING',
				entityId: 'J1',
				entityAclId: 'g',
				integrationContext: ORGANIZATION,
			},
		]);
		const urn = encodeURIComponent(ORGANIZATION);
		const compound = `(integrationContext:${urn},entityType:JOB_POSTING,entityAclId:g,assignee:${encodeURIComponent(ANNA)})`;
		const gone = await call('DELETE', `/rest/entityAclAssignees?ids=List(${compound})`, undefined, {
			...REST,
			'x-restli-protocol-version': '2.0.0',
		});
		expect(Object.values(gone.body.results)).toEqual([{ status: 204 }]);
		expect(rows().assignees).toEqual([]);
	});
});

describe('the rows', () => {
	it('outlive a start from the state file, and go with a reset', async () => {
		await putJobs(jobKey('J1', 'g'));
		await putPeople(personKey('g', ANNA));
		const folder = mkdtempSync(join(tmpdir(), 'rsc-acls-'));
		const file = join(folder, 'state.json');
		saveState(sandbox, file);
		await sandbox.close();
		await open({ people: 30 });
		expect(loadState(sandbox, file)).toBe(true);
		rmSync(folder, { recursive: true });
		const held = await (await fetch(`${sandbox.url}/_sandbox/linkedin/acls`)).json();
		expect(held).toEqual({
			entities: [{ entityType: 'JOB_POSTING', entityId: 'J1', group: 'g' }],
			assignees: [{ entityType: 'JOB_POSTING', group: 'g', assignee: ANNA }],
		});
		await fetch(`${sandbox.url}/_sandbox/reset`, { method: 'POST', body: '{}' });
		expect(rows()).toEqual({ entities: [], assignees: [] });
	});
});
