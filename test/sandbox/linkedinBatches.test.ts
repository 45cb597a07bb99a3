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

describe('batches', () => {
	it('want their method named', async () => {
		expect((await putPeople({ C1: person }, {})).status).toBe(403);
	});

	it('take the good records and tell about the bad one, under HTTP 200', async () => {
		const { status, body } = await putPeople({
			C1: person,
			C2: { ...person, emailAddresses: ['nobody'] },
		});
		expect(status).toBe(200);
		expect(Object.keys(body.results)).toHaveLength(1);
		expect(Object.values(body.errors)[0]).toMatchObject({
			status: 422,
			message: expect.stringContaining('/emailAddresses'),
		});
	});

	it('replace the whole record, a manual match included', async () => {
		await putPeople({ C1: { ...person, currentCompanyName: 'Acme' } });
		const patch = {
			entities: { [v2Key('C1')]: { patch: { $set: { manualMatchedMember: 'urn:li:person:x' } } } },
		};
		await call('POST', `/v2/atsCandidates?${v2Ids(['C1'])}`, patch, {
			'x-restli-method': 'batch_partial_update',
		});
		const read = async () =>
			Object.values((await call('GET', `/v2/atsCandidates?${v2Ids(['C1'])}`)).body.results)[0];
		expect(await read()).toMatchObject({
			manualMatchedMember: 'urn:li:person:x',
			currentCompanyName: 'Acme',
		});
		await putPeople({ C1: person });
		const after = await read();
		expect(after).not.toHaveProperty('manualMatchedMember');
		expect(after).not.toHaveProperty('currentCompanyName');
	});

	it('are refused when ids and entities differ, when a key stands twice, or with 101 records', async () => {
		const send = async (ids: string[], keys: string[]) =>
			(
				await call(
					'PUT',
					`/v2/atsCandidates?${v2Ids(ids)}`,
					{ entities: Object.fromEntries(keys.map((id) => [v2Key(id), person])) },
					UPSERT,
				)
			).status;
		expect(await send(['C1'], ['C2'])).toBe(400);
		expect(await send(['C1', 'C1'], ['C1'])).toBe(400);
		expect(await send(['C1'], ['C1'])).toBe(200);
	});

	it('are refused in the other protocol’s syntax', async () => {
		expect(
			(
				await call('GET', `/v2/atsCandidates?${v2Ids(['C1'])}`, undefined, {
					'x-restli-protocol-version': '2.0.0',
				})
			).status,
		).toBe(400);
		expect((await call('GET', '/v2/atsCandidates?ids=List((atsCandidateId:C1))')).status).toBe(400);
	});

	it('are too long above 4 KB of query, and fine when tunnelled', async () => {
		const ids = Array.from({ length: 50 }, (_, at) => `C${at}`);
		const entities = Object.fromEntries(ids.map((id) => [v2Key(id), person]));
		expect(
			(await call('PUT', `/v2/atsCandidates?${v2Ids(ids)}`, { entities }, UPSERT)).status,
		).toBe(414);
		const body = [
			'--b',
			'Content-Type: application/x-www-form-urlencoded',
			'',
			v2Ids(ids),
			'--b',
			'Content-Type: application/json',
			'',
			JSON.stringify({ entities }),
			'--b--',
			'',
		].join('\r\n');
		const tunnelled = await call('POST', '/v2/atsCandidates', body, {
			...UPSERT,
			'x-http-method-override': 'PUT',
			'content-type': 'multipart/mixed; boundary=b',
		});
		expect([tunnelled.status, Object.keys(tunnelled.body.results).length]).toEqual([200, 50]);
		const read = await call('POST', '/v2/atsCandidates', v2Ids(ids), {
			'x-http-method-override': 'GET',
			'content-type': 'application/x-www-form-urlencoded',
		});
		expect(Object.keys(read.body.results)).toHaveLength(50);
	});

	it('are throttled above 10,000 records a minute', async () => {
		const ids = Array.from({ length: 30 }, (_, at) => `C${at}`);
		sandbox.context.limits = 0.005;
		expect((await putPeople(Object.fromEntries(ids.map((id) => [id, person])))).status).toBe(200);
		expect(await putPeople(Object.fromEntries(ids.map((id) => [id, person])))).toMatchObject({
			status: 429,
		});
		sandbox.context.clock.advance(60_001);
		expect((await putPeople(Object.fromEntries(ids.map((id) => [id, person])))).status).toBe(200);
	});
});

describe('the versioned generation', () => {
	const restIds = `ids[0].externalCandidateId=C1&ids[0].integrationContext=${ORGANIZATION}`;

	it('wants a living version', async () => {
		expect((await call('GET', `/rest/candidates?${restIds}`)).status).toBe(400);
		expect(
			(
				await call('GET', `/rest/candidates?${restIds}`, undefined, {
					'linkedin-version': '202401',
				})
			).status,
		).toBe(426);
	});

	it('holds the same records under other names, and has no partial update', async () => {
		const { atsCreatedAt, atsLastModifiedAt, ...rest } = person;
		const entity = {
			...rest,
			externalCreatedAt: atsCreatedAt,
			externalLastModifiedAt: atsLastModifiedAt,
		};
		const headers = { ...UPSERT, 'linkedin-version': '202603' };
		const key = `externalCandidateId=C1&integrationContext=${ORGANIZATION}`;
		const written = await call(
			'PUT',
			`/rest/candidates?${restIds}`,
			{ entities: { [key]: entity } },
			headers,
		);
		expect(Object.values(written.body.results)).toEqual([{ status: 204 }]);
		expect(
			Object.values((await call('GET', `/v2/atsCandidates?${v2Ids(['C1'])}`)).body.results)[0],
		).toMatchObject({ atsCreatedAt: 1 });
		expect(
			(await call('PUT', `/rest/candidates?${restIds}`, { entities: { [key]: person } }, headers))
				.body.errors,
		).not.toEqual({});
		const patch = { entities: { [key]: { patch: { $set: { firstName: 'X' } } } } };
		expect(
			(
				await call('POST', `/rest/candidates?${restIds}`, patch, {
					...headers,
					'x-restli-method': 'batch_partial_update',
				})
			).status,
		).toBe(403);
	});
});

describe('what hangs below', () => {
	const application = {
		atsJobPostingId: 'J1',
		atsJobPostingName: 'Engineer',
		firstName: 'Ada',
		lastName: 'Lo',
		atsCreatedAt: 1,
		atsLastModifiedAt: 2,
	};
	const names = {
		v2: 'atsJobApplicationId',
		notes: 'externalJobApplicationId',
		flat: 'jobApplicationId',
	};

	beforeEach(async () => {
		await putPeople({ C1: person });
		await call(
			'PUT',
			`/v2/atsApplications?${v2Ids(['A1'], names.v2)}`,
			{ entities: { [v2Key('A1', names.v2)]: application } },
			UPSERT,
		);
	});

	it.each([
		[
			'candidate notes',
			'/v2/atsCandidates/KEY/notes',
			v2Key('C1'),
			{ note: 'n', author: { firstName: 'A', lastName: 'B' } },
		],
		['application notes', '/v2/atsApplications/KEY/notes', v2Key('A1', names.v2), { note: 'n' }],
		[
			'interview feedback',
			'/v2/atsApplications/KEY/interviewFeedback',
			v2Key('A1', names.v2),
			{ feedback: 'f' },
		],
		[
			'stages',
			'/v2/atsApplications/KEY/stages',
			v2Key('A1', names.v2),
			{ stage: 'New', atsCreatedAt: 1 },
		],
	])('%s are written and deleted below their parent', async (_name, path, parent, fields) => {
		const url = `${path.replace('KEY', parent)}?ids=X1`;
		expect((await call('PUT', url, { entities: { X1: fields } }, UPSERT)).body).toEqual({
			errors: {},
			results: { X1: { status: 204 } },
		});
		expect((await call('DELETE', url)).body.results).toEqual({ X1: { status: 204 } });
		expect((await call('DELETE', url)).body.errors).toMatchObject({ X1: { status: 404 } });
	});

	it.each([
		[
			'candidateNotes',
			`externalCandidateId=C1&externalNoteId=N1&integrationContext=${ORGANIZATION}`,
			{ note: 'n' },
		],
		[
			'applicationNotes',
			`externalJobApplicationId=A1&externalNoteId=N1&integrationContext=${ORGANIZATION}`,
			{ note: 'n' },
		],
		[
			'applicationInterviewFeedbacks',
			`jobApplicationId=A1&interviewFeedbackId=F1&integrationContext=${ORGANIZATION}`,
			{ feedback: 'f' },
		],
	])('rest/%s are written by one flat key', async (resource, key, fields) => {
		const ids = key
			.split('&')
			.map((part) => `ids[0].${part}`)
			.join('&');
		const written = await call(
			'PUT',
			`/rest/${resource}?${ids}`,
			{ entities: { [key]: fields } },
			{ ...UPSERT, 'linkedin-version': '202603' },
		);
		expect(Object.values(written.body.results)).toEqual([{ status: 204 }]);
	});

	it('goes when its application goes', async () => {
		const stages = `/v2/atsApplications/${v2Key('A1', names.v2)}/stages?ids=S1`;
		await call('PUT', stages, { entities: { S1: { stage: 'New', atsCreatedAt: 1 } } }, UPSERT);
		await call('DELETE', `/v2/atsApplications?${v2Ids(['A1'], names.v2)}`);
		expect(sandbox.store.of(ORGANIZATION).applications.size).toBe(0);
		expect(
			(await call('PUT', stages, { entities: { S1: { stage: 'New', atsCreatedAt: 1 } } }, UPSERT))
				.body.errors,
		).toMatchObject({ S1: { status: 422 } });
	});
});
