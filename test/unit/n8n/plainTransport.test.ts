import nock from 'nock';
import { type INodeType, NodeConnectionTypes } from 'n8n-workflow';
import { TransportFailure } from '../../../src/http/Transport';
import { plainTransport } from '../../../src/n8n/plainTransport';
import { runNode } from '../../../scripts/support/runNode';

const HOST = 'https://n8n.example.com';

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
		properties: [],
	},
	async execute() {
		const request = { method: 'POST', url: `${HOST}/webhook`, headers: {}, body: '{}' } as const;
		try {
			const { status, headers } = await plainTransport(this)(request);
			return [[{ json: { status, type: headers['content-type'] ?? null } }]];
		} catch (error) {
			if (!(error instanceof TransportFailure)) throw error;
			return [[{ json: { code: error.code } }]];
		}
	},
};

const outcome = async () => (await runNode(probe, {}, {})).outputs[0]?.[0]?.json;

describe('a request without a credential', () => {
	beforeEach(() => {
		nock.disableNetConnect();
	});
	afterEach(() => {
		nock.cleanAll();
		nock.enableNetConnect();
	});

	it.each([200, 302, 401, 404, 500])('hands over %i', async (status) => {
		nock(HOST)
			.post('/webhook')
			.reply(status, {}, { location: `${HOST}/elsewhere` });
		expect(await outcome()).toEqual({ status, type: 'application/json' });
	});

	it('says when there is no answer', async () => {
		const gone = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
		nock(HOST).post('/webhook').replyWithError(gone);
		expect(await outcome()).toEqual({ code: 'ECONNREFUSED' });
	});
});
