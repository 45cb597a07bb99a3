import { request } from 'node:http';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await createSandbox({ people: 5 });
});
afterAll(async () => {
	await sandbox.close();
});

/** Not with fetch, which sets these headers itself. */
async function reset(headers: Record<string, string>): Promise<number> {
	return await new Promise((resolve, reject) => {
		const sent = request(`${sandbox.url}/_sandbox/reset`, { method: 'POST', headers }, (answer) => {
			answer.resume();
			resolve(answer.statusCode ?? 0);
		});
		sent.once('error', reject);
		sent.end('{}');
	});
}

describe('the control API of the sandbox', () => {
	it('is for programs, and for its own pages', async () => {
		expect(await reset({})).toBe(200);
		expect(await reset({ origin: sandbox.url, 'sec-fetch-site': 'same-origin' })).toBe(200);
	});

	it.each([
		['another site', { origin: 'https://evil.example.com' }],
		['another port of this machine', { origin: 'http://127.0.0.1:9' }],
		['a page without an origin', { origin: 'null' }],
		['a browser that only says that it is elsewhere', { 'sec-fetch-site': 'cross-site' }],
		['a name that was made to point here', { host: 'evil.example.com' }],
		['a name that only begins as ours', { host: '127.0.0.1.example.com:80' }],
	])('is closed to %s', async (_who, headers) => {
		const before = sandbox.context.company;
		expect(await reset(headers)).toBe(403);
		expect(sandbox.context.company).toBe(before);
	});

	it('leaves LinkedIn and SmartRecruiters open to every page', async () => {
		const headers = { origin: 'https://evil.example.com' };
		expect((await fetch(`${sandbox.linkedInUrl}/recruiter`, { headers })).status).not.toBe(403);
	});
});
