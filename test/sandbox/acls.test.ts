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
import {
	ANNA,
	COMMON,
	entitiesOf,
	idsOf,
	jobKey,
	personKey,
	put,
	putJobs,
	putPeople,
	rows,
	set,
} from '../support/aclSandbox';

openSandboxForEach();

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
