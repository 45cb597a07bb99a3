import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 150 });
});
afterEach(async () => {
	await sandbox.close();
});

async function call(
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = { 'x-smarttoken': 'SANDBOX-KEY' },
) {
	const response = await fetch(sandbox.smartRecruitersUrl + path, {
		method,
		headers,
		redirect: 'manual',
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return {
		status: response.status,
		headers: response.headers,
		body: text ? JSON.parse(text) : undefined,
	};
}
const get = async (path: string) => {
	// One request a tenth of a second, as a polite client.
	sandbox.context.clock.advance(110);
	return await call('GET', path);
};
const grant = async (form: Record<string, string>, headers = {}) => {
	const response = await fetch(`${sandbox.smartRecruitersUrl}/identity/oauth/token`, {
		method: 'POST',
		headers,
		body: new URLSearchParams(form),
	});
	return { status: response.status, body: JSON.parse(await response.text()) };
};
const CLIENT = { client_id: 'sandbox-sr', client_secret: 'sandbox-sr-secret' };
const everyone = () => [...sandbox.context.company.candidates()];
const personAt = (position: number) => {
	const found = sandbox.context.company.candidateAt(position);
	if (!found) throw new Error(`Nobody at ${position}`);
	return found;
};

describe('signing in', () => {
	it('works with client credentials, in the body or as Basic', async () => {
		expect((await grant({ grant_type: 'client_credentials', ...CLIENT })).body).toMatchObject({
			token_type: 'Bearer',
			expires_in: 1799,
		});
		const basic = {
			authorization: `Basic ${Buffer.from('sandbox-sr:sandbox-sr-secret').toString('base64')}`,
		};
		expect((await grant({ grant_type: 'client_credentials' }, basic)).status).toBe(200);
		expect(
			await grant({ grant_type: 'client_credentials', ...CLIENT, client_secret: 'wrong' }),
		).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
	});

	it('works with a code, and each refresh token works once', async () => {
		const allow = await call(
			'GET',
			'/identity/oauth/allow?client_id=sandbox-sr&redirect_uri=http://127.0.0.1/cb&state=s1&scope=jobs_read',
			undefined,
			{},
		);
		const target = new URL(allow.headers.get('location') ?? '');
		expect(target.searchParams.get('state')).toBe('s1');
		const code = target.searchParams.get('code') ?? '';
		const first = await grant({ grant_type: 'authorization_code', code, ...CLIENT });
		expect((await grant({ grant_type: 'authorization_code', code, ...CLIENT })).status).toBe(400);
		const refresh = {
			grant_type: 'refresh_token',
			refresh_token: first.body.refresh_token,
			...CLIENT,
		};
		expect((await grant(refresh)).status).toBe(200);
		expect(await grant(refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
	});

	it('is needed, lasts thirty minutes, and is bound to scopes', async () => {
		expect((await call('GET', '/jobs', undefined, {})).status).toBe(401);
		const limited = await grant({
			grant_type: 'client_credentials',
			client_id: 'sandbox-sr-limited',
			client_secret: 'sandbox-sr-limited-secret',
		});
		const bearer = { authorization: `Bearer ${limited.body.access_token}` };
		expect((await call('GET', '/jobs', undefined, bearer)).status).toBe(200);
		expect(await call('GET', '/candidates', undefined, bearer)).toMatchObject({
			status: 403,
			body: { errors: [{ code: 'OAuthPermissionsException' }] },
		});
		sandbox.context.clock.advance(1_800_001);
		expect((await call('GET', '/jobs', undefined, bearer)).status).toBe(401);
	});
});

describe('the rate limits', () => {
	it('are told on every answer, and the eleventh request in a second is refused', async () => {
		sandbox.context.clock.set(1_800_000_000_000);
		const statuses: number[] = [];
		for (let time = 0; time < 11; time += 1)
			statuses.push((await call('GET', '/configuration/company')).status);
		expect(statuses.filter((status) => status === 429)).toHaveLength(1);
		const { headers } = await get('/configuration/company');
		expect(headers.get('x-ratelimit-limit')).toBe('10');
		expect(headers.get('x-ratelimit-remaining')).not.toBeNull();
	});

	it('allow one list of candidates at a time', async () => {
		const slow = [{ vendor: 'smartrecruiters', kind: 'slow', delayMs: 300 }];
		await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(slow) });
		const first = call('GET', '/candidates?limit=100');
		// While the first is under way, details may be read, another list may not.
		while (sandbox.context.faults.pending().length > 0) await new Promise(setImmediate);
		expect((await call('GET', '/candidates?limit=100')).status).toBe(429);
		expect((await call('GET', `/candidates/${personAt(20).id}`)).status).toBe(200);
		expect((await first).status).toBe(200);
		expect((await call('GET', '/candidates?limit=100')).status).toBe(200);
	});
});

describe('lists', () => {
	it('go from page to page until everyone with an application was seen once', async () => {
		const seen: string[] = [];
		let pageId = '';
		do {
			const { body, headers } = await get(`/candidates?limit=40${pageId && `&pageId=${pageId}`}`);
			seen.push(...body.content.map((one: { id: string }) => one.id));
			pageId = body.nextPageId ?? '';
			expect(Boolean(headers.get('link'))).toBe(Boolean(pageId));
			expect(body.totalFound).toBe(
				everyone().filter(({ applications }) => applications.length > 0).length,
			);
		} while (pageId);
		expect(new Set(seen)).toEqual(
			new Set(
				everyone()
					.filter(({ applications }) => applications.length > 0)
					.map(({ id }) => id),
			),
		);
		expect(new Set(seen).size).toBe(seen.length);
	});

	it('carry no phone, no employer and no status of secondary assignments', async () => {
		const { body } = await get('/candidates?limit=100');
		const [item] = body.content.filter(
			(one: { secondaryAssignments: unknown[] }) => one.secondaryAssignments.length > 0,
		);
		expect(item).not.toHaveProperty('phoneNumber');
		expect(item).not.toHaveProperty('experience');
		expect(item.secondaryAssignments[0]).not.toHaveProperty('status');
	});

	it('of jobs want sort=job_id with a cursor, and at most a hundred', async () => {
		const { body } = await get('/jobs?limit=5&sort=job_id');
		expect((await get(`/jobs?pageId=${body.nextPageId}`)).status).toBe(400);
		expect((await get(`/jobs?sort=job_id&pageId=${body.nextPageId}`)).status).toBe(200);
		expect((await get('/jobs?limit=101')).status).toBe(400);
	});

	it('find one person by a quoted address, and too many by a bare one', async () => {
		const quoted = await get(`/candidates?q=${encodeURIComponent('"person20@example.com"')}`);
		expect(quoted.body.content.map((one: { email: string }) => one.email)).toEqual([
			'person20@example.com',
		]);
		expect((await get('/candidates?q=person20@example.com')).body.totalFound).toBeGreaterThan(50);
	});

	it('of users have no total and keep those who were deactivated', async () => {
		const { body } = await get('/user-api/v201804/users');
		expect(body).not.toHaveProperty('totalFound');
		expect(body.content.some((user: { active: boolean }) => !user.active)).toBe(true);
		expect((await get(`/user-api/v201804/users/${body.content[3].id}`)).body.email).toBe(
			body.content[3].email,
		);
		expect((await get('/user-api/v201804/users/me')).body.systemRole.id).toBe('ADMINISTRATOR');
		expect((await get('/user-api/v201804/system-roles')).body.content).toHaveLength(5);
	});
});

describe('candidates', () => {
	const newcomer = { firstName: 'Ada', lastName: 'Lo', email: 'ada.lo@example.com' };

	it('need name and address, and begin as NEW on a job', async () => {
		const job = sandbox.context.company.job(0).id;
		expect(
			(await call('POST', `/jobs/${job}/candidates`, { firstName: 'Ada', lastName: 'Lo' })).status,
		).toBe(400);
		const created = await call('POST', `/jobs/${job}/candidates`, newcomer);
		expect([
			created.status,
			created.body.primaryAssignment.status,
			created.body.primaryAssignment.source,
		]).toEqual([201, 'NEW', 'API']);
		const pair = await get(`/candidates/${created.body.id}/jobs/${job}`);
		const application = await get(
			`/job-applications-api/v202112/job-applications/${pair.body.applicationId}`,
		);
		expect(application.body).toMatchObject({ profileId: created.body.id, jobId: job });
	});

	it.each([
		['reuse', 201, true],
		['conflict', 409, undefined],
		['duplicate', 201, false],
	])('with the same address and last name follow the policy %s', async (policy, status, same) => {
		sandbox.context.switches.set('sr§5.4 duplicate policy', policy);
		const first = await call('POST', '/candidates', newcomer);
		const second = await call('POST', '/candidates', newcomer);
		expect(second.status).toBe(status);
		if (same !== undefined) expect(second.body.id === first.body.id).toBe(same);
	});

	it('cannot take the identity of another by a change', async () => {
		const first = await call('POST', '/candidates', newcomer);
		const other = await call('POST', '/candidates', { ...newcomer, email: 'other@example.com' });
		expect(
			await call('PATCH', `/candidates/${other.body.id}`, { email: newcomer.email }),
		).toMatchObject({ status: 409, body: { errors: [{ code: 'CANDIDATE_DATA_CONFLICT' }] } });
		expect(
			(await call('PATCH', `/candidates/${first.body.id}`, { phoneNumber: '+1 555 0199' })).body
				.phoneNumber,
		).toBe('+1 555 0199');
	});

	it('carry tags, consent and no attachments', async () => {
		const path = `/candidates/${personAt(20).id}`;
		expect((await call('POST', `${path}/tags`, { tags: ['linkedin-rsc'] })).status).toBe(201);
		expect((await call('PUT', `${path}/tags`, { tags: ['only'] })).body.tags).toEqual(['only']);
		expect((await call('DELETE', `${path}/tags`)).status).toBe(204);
		expect((await get(`${path}/tags`)).body.tags).toEqual([]);
		expect((await get(`${path}/attachments`)).body.totalFound).toBe(0);
		expect((await get(`${path}/consent`)).body.status).toMatch(/REQUIRED|PENDING|ACQUIRED/);
		expect((await get(`${path}/consents`)).body.decisions).toHaveLength(1);
	});

	it('vanish when deleted', async () => {
		const path = `/candidates/${personAt(21).id}`;
		expect((await call('DELETE', path)).status).toBe(204);
		expect(await get(path)).toMatchObject({
			status: 404,
			body: { errors: [{ code: 'CANDIDATE_NOT_FOUND' }] },
		});
	});

	it('move through statuses, and remember the way', async () => {
		const person = personAt(20);
		const path = `/candidates/${person.id}/jobs/${person.applications[0]?.jobId ?? ''}`;
		expect((await call('PUT', `${path}/status`, { status: 'HIRED', reason: 'r1' })).status).toBe(
			400,
		);
		expect(
			(await call('PUT', `${path}/status`, { status: 'REJECTED', reason: 'Not qualified' })).status,
		).toBe(204);
		expect((await get(`${path}/status/history`)).body.content[0].status).toBe('REJECTED');
		expect(
			(await call('PUT', `${path}/source`, { sourceTypeId: 'PAID', sourceId: 'unknown' })).status,
		).toBe(400);
		const values = await get('/configuration/sources/PAID/values');
		const { id: sourceId } = values.body.content[0];
		expect((await call('PUT', `${path}/source`, { sourceTypeId: 'PAID', sourceId })).status).toBe(
			204,
		);
		expect((await get(path)).body).toMatchObject({
			source: 'LinkedIn',
			reasonOfRejection: { label: 'Not qualified' },
		});
		expect((await call('DELETE', path)).status).toBe(204);
		expect((await get(path)).status).toBe(404);
	});
});

describe('notes', () => {
	it('are read back without an id, with what the caller appended', async () => {
		const { id } = personAt(20);
		const share = {
			content: `Hello #[CANDIDATE:${id}]`,
			correlationId: 'LI-1',
			shareWith: { openNote: true },
		};
		const created = await call('POST', '/messages/shares', share);
		expect(created.status).toBe(201);
		const { body } = await get(`/messages?candidateId=${id}`);
		expect(body.content).toEqual([
			expect.objectContaining({ content: `Hello #[CANDIDATE:${id}] LI-1`, visibility: 'OPEN' }),
		]);
		expect(body.content[0]).not.toHaveProperty('id');
		expect((await call('DELETE', `/messages/shares/${created.body.id}`)).status).toBe(204);
		expect((await get('/messages?candidateId=unknown')).status).toBe(400);
		expect((await call('POST', '/messages/shares', { content: 'x'.repeat(10_001) })).status).toBe(
			400,
		);
	});
});

describe('the rest of a company', () => {
	it.each([
		'departments',
		'hiring-processes',
		'rejection-reasons',
		'withdrawal-reasons',
		'candidate-properties',
		'job-properties',
		'sources',
		'company',
	])('has %s', async (name) => {
		expect((await get(`/configuration/${name}`)).status).toBe(200);
	});

	it('has several LinkedIn sources, to be found by their label', async () => {
		const { body } = await get('/configuration/sources/PAID/values');
		expect(
			body.content.filter((one: { label: string }) => one.label.startsWith('LinkedIn')),
		).toHaveLength(3);
	});

	it('has ads, teams, notes and histories of jobs', async () => {
		const job = sandbox.context.company.job(0);
		expect((await get(`/jobs/${job.id}/jobads/${job.ad?.id ?? ''}`)).body.applyUrl).toContain(
			'example.com',
		);
		expect((await get(`/jobs/${job.id}/status/history`)).body.content).toHaveLength(1);
		expect((await get(`/jobs/${job.id}/hiring-team`)).body.totalFound).toBeGreaterThan(2);
		expect((await get(`/jobs/${job.id}/note`)).body.content).toContain('REF');
		expect((await get('/jobs/unknown')).status).toBe(404);
	});
});
