import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { sandboxCredentials } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { FaultSchema } from '../../sandbox/core/FaultBoard';

const CredentialSchema = z.object({
	name: z.string(),
	type: z.string(),
	data: z.record(z.unknown()),
});

let stack: Stack;
/** Sends everybody elsewhere, and notes who followed. */
let elsewhere: Server;
let followed = 0;
let target = '';

beforeAll(async () => {
	stack = await makeStack({ people: 20, workflows: [] });
	await stack.n8n.start();
	elsewhere = createServer((request, response) => {
		if (request.url === '/followed') followed += 1;
		response.writeHead(302, { location: '/followed' }).end();
	});
	await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
	target = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
}, 420_000);
afterAll(async () => {
	await stack.close();
	elsewhere.close();
});

/** What the Test button says: the editor saves a credential first, and tests what it saved. */
async function tested(
	type: string,
	change: object = {},
): Promise<{ status: string; message: string }> {
	const credentials = z.array(CredentialSchema).parse(sandboxCredentials(stack.sandbox));
	const found = credentials.find((one) => one.type === type);
	if (!found) throw new Error(type);
	const { accessTokenUrl: _, ...data } = found.data;
	const { id } = z.object({ id: z.string() }).parse(
		await stack.n8n.rest('POST', '/credentials', {
			name: type,
			type,
			data: { ...data, ...change },
		}),
	);
	return await stack.n8n.testCredential(id);
}

const LINKEDIN = 'linkedInRscOAuth2Api';
const OAUTH = 'smartRecruitersOAuth2Api';
const KEY = 'smartRecruitersApi';
const PARTNER = 'linkedInPartnerOAuth2Api';
const NOBODY = 'http://127.0.0.1:9';

describe('the Test button of a credential', () => {
	it.each([LINKEDIN, OAUTH, KEY, PARTNER])('is content with %s as it should be', async (type) => {
		expect(await tested(type)).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it.each<[type: string, what: string, change: object, says: RegExp]>([
		[LINKEDIN, 'a wrong secret', { clientSecret: 'wrong' }, /[Cc]lient/],
		[LINKEDIN, 'a wrong client', { clientId: 'nobody' }, /[Cc]lient/],
		[
			LINKEDIN,
			'a word as organization',
			{ organization: 'abc' },
			/^"Organization" .* Enter the number/,
		],
		[LINKEDIN, 'the organization of somebody else', { organization: '7' }, /"Organization"/],
		[
			LINKEDIN,
			'no LinkedIn to sign in',
			{ signInBaseUrl: NOBODY },
			/The service refused the connection/,
		],
		[LINKEDIN, 'plain HTTP', { signInBaseUrl: 'http://www.example.com' }, /insecure/],
		[
			LINKEDIN,
			'plain HTTP for the API',
			{ apiBaseUrl: 'http://api.example.com' },
			/^"API Base URL" .* https/,
		],
		[LINKEDIN, 'no LinkedIn behind the API', { apiBaseUrl: NOBODY }, /^ECONNREFUSED$/],
		[
			PARTNER,
			'the client of a customer',
			{ clientId: 'sandbox-child', clientSecret: 'sandbox-child-secret' },
			/not those of a LinkedIn partner/,
		],
		[OAUTH, 'a wrong secret', { clientSecret: 'wrong' }, /[Cc]lient/],
		[OAUTH, 'no SmartRecruiters', { apiBaseUrl: NOBODY }, /The service refused the connection/],
		[KEY, 'a wrong key', { apiKey: 'WRONG' }, /does not know this "API Key"/],
		[KEY, 'no SmartRecruiters', { apiBaseUrl: NOBODY }, /^ECONNREFUSED$/],
	])('of %s tells %s', async (type, what, change, says) => {
		const { status, message } = await tested(type, change);
		process.stdout.write(`${type}, ${what}: ${message}\n`);
		expect(status).toBe('Error');
		expect(message).toMatch(says);
	});

	it('never follows a redirect with what it signs', async () => {
		for (const [type, change] of [
			[LINKEDIN, { apiBaseUrl: target }],
			[KEY, { apiBaseUrl: target }],
		] as const) {
			expect((await tested(type, change)).message).toMatch(/leads to another address/);
		}
		expect(followed).toBe(0);
	});

	it('names what LinkedIn refuses', async () => {
		const fault = { vendor: 'linkedin', path: 'atsIntegrations', kind: 'status' };
		for (const [status, says] of [
			[403, /not let this application act for "Organization"/],
			[503, /not working/],
			[429, /no more requests/],
		] as const) {
			await stack.sandbox.control('POST', '/faults', [FaultSchema.parse({ ...fault, status })]);
			expect((await tested(LINKEDIN)).message).toMatch(says);
		}
	});
});
