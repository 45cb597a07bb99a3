import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import nock from 'nock';
import {
	type ICredentialDataDecryptedObject,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { ConnectorError } from '../../../src/errors/ConnectorError';
import { TransportFailure } from '../../../src/http/Transport';
import { n8nTransport } from '../../../src/n8n/n8nTransport';
import { runNode } from '../../../scripts/support/runNode';

const HOST = 'https://vendor.example.com';
const CREDENTIAL = 'linkedInRscOAuth2Api';

let target = `${HOST}/thing`;

/** A node that sends one request through the transport, and hands on what came of it. */
const probe: INodeType = {
	description: {
		displayName: 'Probe',
		name: 'probe',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Probe' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties: [],
	},
	async execute() {
		const request = { method: 'GET', url: target, headers: {} } as const;
		try {
			const { status, body } = await n8nTransport(this, CREDENTIAL)(request);
			return [[{ json: { status, ...(target.includes('body') && { body: body as string }) } }]];
		} catch (error) {
			if (error instanceof ConnectorError)
				return [[{ json: { name: error.name, message: error.message, fate: error.fate } }]];
			if (!(error instanceof TransportFailure)) throw error;
			return [[{ json: { code: error.code, unsent: error.unsent } }]];
		}
	},
};

/** n8n's own helper signs in, over a wire that nock answers. */
async function outcome(
	oauthTokenData?: ICredentialDataDecryptedObject['oauthTokenData'],
	grantType = 'clientCredentials',
) {
	const { outputs, error } = await runNode(
		probe,
		{},
		{
			[CREDENTIAL]: {
				grantType,
				clientId: 'client',
				clientSecret: 'secret',
				accessTokenUrl: `${HOST}/token`,
				authentication: 'body',
				scope: '',
				...(oauthTokenData && { oauthTokenData }),
			},
		},
	);
	expect(error).toBeUndefined();
	return outputs[0]?.[0]?.json;
}

const token = () => nock(HOST).post('/token');
const api = () => nock(HOST).get('/thing');
/** Known to n8n; the API does not take it anymore. */
const OLD = { access_token: 'old' };

/** What the token endpoint does, and what is to come of the request. */
const CASES: Array<[what: string, answer: () => nock.Scope, expected: object]> = [
	[
		'throttles, as LinkedIn says it',
		() => token().reply(429, { message: 'Resource level throttle limit', status: 429 }),
		{ status: 429 },
	],
	['throttles, as text', () => token().reply(429, 'slow down'), { status: 429 }],
	[
		'throttles, as an OAuth error',
		() => token().reply(429, { error: 'too_many_requests' }),
		{ status: 429 },
	],
	['is out of order', () => token().reply(503, 'down'), { code: '503', unsent: true }],
	[
		'says that it is out of order',
		() => token().reply(400, { error: 'temporarily_unavailable' }),
		{ code: 'token endpoint', unsent: true },
	],
	[
		'cannot be reached',
		() => token().replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
		{ code: 'ECONNREFUSED', unsent: false },
	],
	['refuses the client', () => token().reply(401, { error: 'invalid_client' }), { status: 401 }],
	['refuses without saying why', () => token().reply(400, {}), { status: 401 }],
	[
		'is something else',
		() => token().reply(200, '<html></html>'),
		{
			name: 'ConfigurationError',
			message: 'Signing in failed: the address for access tokens answered 200 without a token',
			fate: 'stop',
		},
	],
	[
		'shows a certificate that nobody signed',
		() =>
			token().replyWithError(
				Object.assign(new Error('self-signed'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
			),
		{
			name: 'CertificateError',
			message: 'The certificate of vendor.example.com is not valid (DEPTH_ZERO_SELF_SIGNED_CERT)',
			fate: 'stop',
		},
	],
];

describe('a request through n8n', () => {
	beforeEach(() => {
		target = `${HOST}/thing`;
		nock.disableNetConnect();
	});
	afterEach(() => {
		expect(nock.pendingMocks()).toEqual([]);
		nock.cleanAll();
		nock.enableNetConnect();
	});

	describe.each(CASES)('whose token endpoint %s', (_, answer, expected) => {
		it('has the right fate at the first sign-in', async () => {
			answer();
			expect(await outcome()).toEqual(expected);
		});

		it('has the right fate when a token has expired', async () => {
			api().reply(401, {});
			answer();
			expect(await outcome(OLD)).toEqual(expected);
		});
	});

	it('gets a new token once, and goes on', async () => {
		api().reply(401, {});
		token().reply(200, { access_token: 'new', expires_in: 1800 });
		nock(HOST, { reqheaders: { authorization: 'Bearer new' } })
			.get('/thing')
			.reply(200, {});
		expect(await outcome(OLD)).toEqual({ status: 200 });
	});

	it('is a 401 when the new token is refused, too', async () => {
		api().twice().reply(401, {});
		token().reply(200, { access_token: 'new', expires_in: 1800 });
		expect(await outcome(OLD)).toEqual({ status: 401 });
	});

	it.each([403, 429, 503])('hands over the API’s own %i', async (status) => {
		api().reply(status, {});
		expect(await outcome(OLD)).toEqual({ status });
	});

	it.each([
		'http://vendor.example.com/thing',
		'http://localhost.example.com/',
		'ftp://127.0.0.1/',
		'vendor',
	])('sends nothing to %s', async (url) => {
		target = url;
		const anywhere = nock(/.*/).get(/.*/).reply(200, {});
		expect(await outcome(OLD)).toMatchObject({
			name: 'ConfigurationError',
			message: '"API Base URL" in the credential does not begin with https://',
		});
		expect(anywhere.isDone()).toBe(false);
		nock.cleanAll();
	});

	it.each([301, 302, 303, 307, 308])(
		'does not follow a %i, and says where it points',
		async (status) => {
			api().reply(status, '', { location: 'https://elsewhere.example.org/ada@example.com?t=1' });
			const elsewhere = nock('https://elsewhere.example.org').get(/.*/).reply(200, {});
			expect(await outcome(OLD)).toEqual({
				name: 'RedirectError',
				message: `vendor.example.com answered ${status}, a redirect to elsewhere.example.org`,
				fate: 'stop',
			});
			expect(elsewhere.isDone()).toBe(false);
			nock.cleanAll();
		},
	);

	it('is preceded by n8n’s own call for a token, which n8n lets be led away: SECURITY.md says so', async () => {
		token().reply(307, '', { location: 'https://elsewhere.example.org/token' });
		const led = nock('https://elsewhere.example.org')
			.post('/token', /client_secret/)
			.reply(401, { error: 'invalid_client' });
		expect(await outcome()).toEqual({ status: 401 });
		expect(led.isDone()).toBe(true);
	});

	it('takes a redirect without an address for what it is', async () => {
		api().reply(304, '');
		expect(await outcome(OLD)).toMatchObject({
			message: 'vendor.example.com answered 304, a redirect',
		});
	});

	it('refuses an answer that no vendor would send', async () => {
		api().reply(200, Buffer.alloc(33 * 1_048_576, ' '));
		expect(await outcome(OLD)).toEqual({
			name: 'AnswerSizeError',
			message: 'vendor.example.com answered with more than 32 MB',
			fate: 'stop',
		});
	});

	it.each([
		['{"a":"Zoë"}', { a: 'Zoë' }],
		['\ufeff{"a":1}', { a: 1 }],
		['{"a":', '{"a":'],
		['', ''],
	])('hands over %j', async (text, body) => {
		target = `${HOST}/body`;
		nock(HOST).get('/body').reply(200, text, { 'content-type': 'application/json' });
		expect(await outcome(OLD)).toEqual({ status: 200, body });
	});

	it.each([
		['CERT_HAS_EXPIRED', { name: 'CertificateError', fate: 'stop' }],
		['ERR_TLS_CERT_ALTNAME_INVALID', { name: 'CertificateError', fate: 'stop' }],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', { name: 'CertificateError', fate: 'stop' }],
		['ERR_CANCELED', { name: 'ConfigurationError', message: 'The execution was cancelled' }],
		['ECONNABORTED', { code: 'ECONNABORTED' }],
		['EPROTO', { code: 'EPROTO' }],
		['ERR_BAD_RESPONSE', { code: 'ERR_BAD_RESPONSE' }],
		['SOMETHING_NEW', { code: 'SOMETHING_NEW' }],
	])('never takes %s for a wrong secret', async (code, expected) => {
		api().replyWithError(Object.assign(new Error('no'), { code }));
		expect(await outcome(OLD)).toMatchObject(expected);
	});

	it('says that what answers does not speak HTTP', async () => {
		nock.enableNetConnect('127.0.0.1');
		const server: Server = createServer((socket) => {
			socket.end('220 mail.example.com ESMTP\r\n\r\n');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		target = `http://127.0.0.1:${(server.address() as AddressInfo).port}/thing`;
		try {
			expect(await outcome(OLD)).toMatchObject({ code: expect.stringMatching(/^HPE_/) });
		} finally {
			server.close();
		}
	});

	it('asks for a sign-in when nobody has signed in yet', async () => {
		expect(await outcome(undefined, 'authorizationCode')).toEqual({ status: 401 });
	});

	it('says when the API cannot be reached', async () => {
		api().replyWithError(Object.assign(new Error('cut'), { code: 'ECONNRESET' }));
		expect(await outcome(OLD)).toEqual({ code: 'ECONNRESET', unsent: false });
	});
});
