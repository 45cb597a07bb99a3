import nock from 'nock';
import {
	type ICredentialDataDecryptedObject,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { TransportFailure } from '../../../src/http/Transport';
import { n8nTransport } from '../../../src/n8n/n8nTransport';
import { runNode } from '../../support/runNode';

const HOST = 'https://vendor.example.com';
const CREDENTIAL = 'linkedInRscOAuth2Api';

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
		const request = { method: 'GET', url: `${HOST}/thing`, headers: {} } as const;
		try {
			const { status } = await n8nTransport(this, CREDENTIAL)(request);
			return [[{ json: { status } }]];
		} catch (error) {
			if (!(error instanceof TransportFailure)) throw error;
			return [[{ json: { code: error.code, unsent: error.unsent } }]];
		}
	},
};

/** n8n's own helper signs in, over a wire that nock answers. */
async function outcome(oauthTokenData?: ICredentialDataDecryptedObject['oauthTokenData']) {
	const { outputs, error } = await runNode(
		probe,
		{},
		{
			[CREDENTIAL]: {
				grantType: 'clientCredentials',
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
	['is something else', () => token().reply(200, '<html></html>'), { status: 401 }],
];

describe('a request through n8n', () => {
	beforeEach(() => {
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

	it('says when the API cannot be reached', async () => {
		api().replyWithError(Object.assign(new Error('cut'), { code: 'ECONNRESET' }));
		expect(await outcome(OLD)).toEqual({ code: 'ECONNRESET', unsent: false });
	});
});
