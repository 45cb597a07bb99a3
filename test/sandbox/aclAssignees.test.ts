import {
	call,
	openSandboxForEach,
	ORGANIZATION,
	sandbox,
	UPSERT,
} from '../support/linkedInSandbox';
import {
	ANNA,
	COMMON,
	entitiesOf,
	idsOf,
	jobKey,
	personKey,
	putJobs,
	putPeople,
	rows,
	set,
} from '../support/aclSandbox';

openSandboxForEach();

const BERT = 'urn:li:person:bert_2';
const REST = { 'linkedin-version': '202604' };

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
