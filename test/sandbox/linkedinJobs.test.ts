import {
	sandbox,
	ORGANIZATION,
	call,
	v2Key,
	v2Ids,
	person,
	UPSERT,
	putPeople,
	openSandboxForEach,
} from '../support/linkedInSandbox';

openSandboxForEach();

describe('jobs', () => {
	const job = {
		integrationContext: ORGANIZATION,
		externalJobPostingId: 'J1',
		jobPostingOperationType: 'CREATE',
		title: 'Engineer',
		description: 'x'.repeat(120),
		listedAt: 1,
		location: 'Austin, Texas, United States',
		companyApplyUrl: 'https://jobs.example.com/1',
		availability: 'PRIVATE_TO_ATS_INTEGRATION',
	};
	const post = async (...elements: object[]) =>
		await call(
			'POST',
			'/v2/simpleJobPostings',
			{ elements },
			{ 'x-restli-method': 'batch_create' },
		);
	const outcome = async (urn: string) => {
		sandbox.context.clock.advance(31_000);
		return (await call('GET', `/v2/simpleJobPostingTasks?ids=${urn}`)).body.results[urn];
	};

	it('are accepted first and judged later', async () => {
		const { body } = await post(job);
		expect(body.elements[0]).toMatchObject({ status: 202 });
		const urn = body.elements[0].id;
		expect(
			(await call('GET', `/v2/simpleJobPostingTasks?ids=${urn}`)).body.results[urn].status,
		).toBe('IN_PROGRESS');
		expect(await outcome(urn)).toMatchObject({
			status: 'SUCCEEDED',
			jobPosting: expect.stringMatching(/^urn:li:jobPosting:/),
		});
		const status = (await call('GET', '/v2/jobPostingStatus?ids=J1&ids=J2')).body.results;
		expect([status.J1.listingStatus, status.J2]).toEqual(['LISTED', undefined]);
	});

	it('fail at their task for what LinkedIn does not like', async () => {
		await post(job);
		sandbox.context.clock.advance(31_000);
		const [again] = (await post(job)).body.elements;
		expect(await outcome(again.id)).toMatchObject({
			status: 'FAILED',
			errorMessage: expect.stringContaining('already exists'),
		});
		const [short] = (await post({ ...job, externalJobPostingId: 'J2', description: 'short' })).body
			.elements;
		expect(await outcome(short.id)).toMatchObject({
			status: 'FAILED',
			errorMessage: expect.stringContaining('100 characters'),
		});
		const [unknown] = (
			await post({ ...job, externalJobPostingId: 'J3', jobPostingOperationType: 'UPDATE' })
		).body.elements;
		expect(await outcome(unknown.id)).toMatchObject({ status: 'FAILED' });
	});

	it('are refused at once for a missing field, one by one', async () => {
		const { title: _none, ...untitled } = job;
		const { status, body } = await post({ ...untitled, externalJobPostingId: 'J2' }, job);
		expect(status).toBe(200);
		expect(body.elements.map((one: { status: number }) => one.status)).toEqual([422, 202]);
	});

	it('cannot be closed twice', async () => {
		await post(job);
		sandbox.context.clock.advance(31_000);
		const [closing] = (await post({ ...job, jobPostingOperationType: 'CLOSE' })).body.elements;
		expect(await outcome(closing.id)).toMatchObject({ status: 'SUCCEEDED' });
		expect(
			(await post({ ...job, jobPostingOperationType: 'CLOSE' })).body.elements[0],
		).toMatchObject({ status: 409 });
	});
});

describe('LinkedIn’s ugly answers', () => {
	const job = (id: string, companyApplyUrl: string) => ({
		integrationContext: ORGANIZATION,
		externalJobPostingId: id,
		jobPostingOperationType: 'CREATE',
		title: 'Baker',
		description: 'We bake. '.repeat(20),
		listedAt: 1,
		location: 'Austin, TX',
		companyApplyUrl,
		availability: 'PUBLIC',
	});
	const submit = async (...elements: object[]) =>
		await call(
			'POST',
			'/v2/simpleJobPostings',
			{ elements },
			{ 'x-restli-method': 'batch_create' },
		);

	it('refuse all jobs of a call for one address that is none (§4.3)', async () => {
		const good = job('1', 'https://jobs.example.com/1');
		expect((await submit(good)).status).toBe(200);
		const { status, body } = await submit(good, job('2', 'careers.example.com/apply/1'));
		expect({ status, body }).toMatchObject({
			status: 400,
			body: { message: expect.stringContaining('/companyApplyUrl') },
		});
		expect(sandbox.store.of(ORGANIZATION).tasks.size).toBe(1);
	});

	it('refuse a batch that holds a key twice (§5)', async () => {
		const { status } = await call(
			'PUT',
			`/v2/atsCandidates?${v2Ids(['C1', 'C1'])}`,
			{ entities: { [v2Key('C1')]: person } },
			UPSERT,
		);
		expect(status).toBe(400);
	});

	it('refuse every call that a chosen record is in, and no other', async () => {
		const rejected = await fetch(`${sandbox.url}/_sandbox/linkedin/reject`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				kind: 'candidate',
				id: 'C2',
				status: 500,
				message: 'x',
				wholeCall: true,
			}),
		});
		expect(rejected.status).toBe(200);
		expect((await putPeople({ C1: person, C2: person })).status).toBe(500);
		expect((await putPeople({ C1: person })).status).toBe(200);
	});

	it('hold nulls where a switch says so (§14.2)', async () => {
		sandbox.context.switches.set('li§14.2 nulls', 'fields');
		expect((await putPeople({ C1: person })).body).toMatchObject({ errors: null });
		sandbox.context.switches.set('li§14.2 nulls', 'verdicts');
		const { body } = await putPeople({ C1: person, C2: person });
		expect(Object.values(body.results)).toEqual([null, { status: 204 }]);
	});

	it('hold a null among seats, and links elsewhere, where switches say so (§14.6)', async () => {
		sandbox.context.switches.set('li§14.6 null elements', true);
		sandbox.context.switches.set('li§14.6 next links name a foreign host', true);
		const { body } = await call(
			'GET',
			'/v2/seatsV2?q=attributes&contracts=urn:li:contract:2001&start=0&count=3',
		);
		expect(body.elements).toHaveLength(3);
		expect(body.elements[1]).toBeNull();
		expect(body.paging.links[0].href).toMatch(/^https:\/\/elsewhere\.example\.com\//);
	});

	it('have no versioned stages where a switch says so (§15.3)', async () => {
		sandbox.context.switches.set('li§15.3 versioned stages exist', false);
		const { status } = await call(
			'PUT',
			'/rest/applicationStage?ids=1',
			{},
			{
				...UPSERT,
				'linkedin-version': '202604',
			},
		);
		expect(status).toBe(404);
	});
});
