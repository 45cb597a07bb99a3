import {
	EXPORTED,
	SECRET,
	UUID,
	front,
	openBeforeEach,
	push,
	trigger,
} from '../support/listeningTrigger';

openBeforeEach();

describe('LinkedIn’s challenge', () => {
	it('is answered', async () => {
		const answer = await trigger().call({ method: 'GET', query: { challengeCode: UUID } });
		expect(answer).toMatchObject({
			status: 200,
			body: {
				challengeCode: UUID,
				challengeResponse: 'ec01b36ec9bd40170b2f4722e69b2972863581e5ed75ceae3a07dc81c76ba4b6',
			},
			started: undefined,
		});
	});

	it.each([
		['none', {}],
		['other text', { challengeCode: `hmacsha256={"id":"1","type":"EXPORT_CANDIDATE_PROFILE"}` }],
		['two', { challengeCode: [UUID, UUID] }],
	])('is refused with %s', async (_title, query) => {
		const { status, body, started } = await trigger().call({ method: 'GET', query });
		expect([status, body, started]).toEqual([400, { message: 'Not accepted' }, undefined]);
	});
});

describe('a push to RSC Trigger', () => {
	it('starts the workflow on the output of its event, with what it points to', async () => {
		front.data.set('R1', [EXPORTED]);
		const { status, started } = await trigger().call(push('R1'));
		expect(status).toBe(202);
		expect(started).toEqual([
			[
				{
					json: {
						event: 'candidateExported',
						requestId: 'R1',
						receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
						expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
						fetched: true,
						organization: 'urn:li:organization:1000',
						integrationContext: 'urn:li:organization:1000',
						data: EXPORTED,
					},
				},
			],
			[],
		]);

		const changed = {
			integrationContext: 'urn:li:contract:2001',
			integrationType: 'CSA_API',
			onboardingStatus: 'ENABLED',
		};
		front.data.set('R2', [changed]);
		const second = await trigger().call(push('R2', 'INTEGRATION_STATUS_CHANGE'));
		expect(second.started).toMatchObject([
			[],
			[
				{
					json: {
						event: 'integrationStatusChanged',
						integrationContext: 'urn:li:contract:2001',
						integrationType: 'CSA_API',
						status: 'ENABLED',
						state: 'on',
						data: changed,
					},
				},
			],
		]);
	});

	it('asks first where LinkedIn knew the export before', async () => {
		front.only.generation = 'v2';
		const run = trigger();
		for (const id of ['R1', 'R2']) {
			front.data.set(id, [EXPORTED]);
			expect((await run.call(push(id))).status).toBe(202);
		}
		expect(front.asked).toEqual(['R1', 'R1', 'R2']);
	});

	it('starts it with the request alone when LinkedIn does not answer, within three seconds', async () => {
		front.data.set('R1', 'silence');
		const sentAt = Date.now();
		const { status, started } = await trigger().call(push('R1'));
		expect(Date.now() - sentAt).toBeLessThan(3_000);
		expect(status).toBe(202);
		expect(started?.[0]).toMatchObject([
			{
				json: {
					requestId: 'R1',
					fetched: false,
					data: null,
					problem: 'LinkedIn did not answer in time',
				},
			},
		]);
	});

	it('is read by the node where n8n has not read it', async () => {
		front.data.set('R1', [EXPORTED]);
		const { rawBody, headers } = push('R1');
		expect((await trigger().call({ headers, unreadBody: rawBody })).status).toBe(202);
		expect((await trigger().call({ headers, unreadBody: 'gone' })).status).toBe(400);
	});

	it('counts with a new secret at once, or a second later', async () => {
		front.data.set('R1', [EXPORTED]);
		const run = trigger({ credential: { clientSecret: SECRET } });
		await run.call(push('R0', 'RESYNC_JOBS'));
		run.change({ clientSecret: SECRET, previousClientSecret: 'brand new' });
		const signed = push('R1', 'EXPORT_CANDIDATE_PROFILE', 'brand new');
		const startedAt = Date.now();
		while ((await run.call(signed)).status !== 202) {
			expect(Date.now() - startedAt).toBeLessThan(2_000);
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	});

	it('counts with the previous secret, too', async () => {
		front.data.set('R1', [EXPORTED]);
		const run = trigger({ credential: { previousClientSecret: 'previous' } });
		expect((await run.call(push('R1', 'EXPORT_CANDIDATE_PROFILE', 'previous'))).status).toBe(202);
	});

	it('starts the workflow once, however often it comes, at once or later, also after a restart', async () => {
		front.data.set('R1', [EXPORTED]);
		const run = trigger();
		const answers = await Promise.all(Array.from({ length: 20 }, () => run.call(push('R1'))));
		expect(answers.filter(({ started }) => started)).toHaveLength(1);
		expect(answers.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
		expect((await run.call(push('R1'))).started).toBeUndefined();
		expect(front.asked).toEqual(['R1']);

		// Another process knows only what the database has.
		const restarted = trigger();
		restarted.staticData = run.staticData;
		expect((await restarted.call(push('R1'))).started).toBeUndefined();
		expect(JSON.stringify(run.staticData).length).toBeLessThan(200);
	});

	it('is refused when it is about another customer, and can come again once that is put right', async () => {
		front.data.set('R1', [{ ...EXPORTED, integrationContext: 'urn:li:organization:7' }]);
		const run = trigger();
		const refused = await run.call(push('R1'));
		expect([refused.status, refused.started]).toEqual([403, undefined]);
		front.data.set('R1', [EXPORTED]);
		expect((await run.call(push('R1'))).status).toBe(202);
	});

	it.each([
		['no signature', { ...push('R1'), headers: {} }, 401],
		['a wrong signature', push('R1', 'EXPORT_CANDIDATE_PROFILE', 'wrong'), 401],
		['no body', { headers: push('R1').headers }, 400],
		['a huge body', { ...push('R1'), rawBody: Buffer.alloc(100_000, 'a') }, 413],
		[
			'headers that announce a huge body',
			{
				headers: { ...push('R1').headers, 'content-length': '16000000' },
				unreadBody: 'gone' as const,
			},
			413,
		],
	])('is refused with %s, and LinkedIn is not asked', async (_title, call, status) => {
		front.data.set('R1', [EXPORTED]);
		const answer = await trigger().call(call);
		expect([answer.status, answer.started, front.asked]).toEqual([status, undefined, []]);
	});

	it('is confirmed and ignored when nobody listens for its event', async () => {
		const { status, started } = await trigger({ events: ['integrationStatusChanged'] }).call(
			push('R1'),
		);
		expect([status, started, front.asked]).toEqual([200, undefined, []]);
	});

	it('is left for later when the credential cannot be read', async () => {
		const run = trigger({ credential: { organization: 'acme' } });
		for (let time = 0; time < 2; time += 1) {
			const { status, started } = await run.call(push('R1'));
			expect([status, started]).toEqual([503, undefined]);
		}
		const keyless = trigger({ credential: { clientSecret: '' } });
		expect((await keyless.call(push('R1'))).status).toBe(401);
	});

	it('never brings anything that came in into the log', async () => {
		const run = trigger();
		for (let call = 0; call < 50; call += 1) {
			await run.call({ ...push('ada@example.com'), headers: { 'x-li-signature': 'ada' } });
		}
		expect(run.warnings.length).toBeLessThanOrEqual(1);
		expect(run.warnings.join()).not.toMatch(/ada/);
	});
});
