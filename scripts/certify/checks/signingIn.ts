import assert from 'node:assert/strict';
import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';
import { z } from 'zod';
import { ORGANIZATION } from '../../support/historyRuntime';
import type { MemoryDataTables } from '../../support/MemoryDataTables';
import { linkedInCredential } from '../../support/nodeCredentials';
import { runNode } from '../../support/runNode';
import { tablesWith } from '../../support/tablesWith';
import type { Check, Stage } from '../Check';

const TOKEN_ROUTE = 'linkedin POST /linkedin/oauth/v2/accessToken';
const STATUS_ROUTE = 'linkedin GET /linkedin/v2/atsIntegrations';
/** LinkedIn's tokens live 30 minutes. */
const TOKEN_LIFE_MS = 1_800_000;

/** With its ending, since there is a file of the same name with `.json`, which would be taken instead. */
const NODE_FILE = '../../../nodes/ContractActivate/ContractActivate.node.ts';

const NodeFileSchema = z.object({
	ContractActivate: z.custom<new () => INodeType>((value) => typeof value === 'function'),
});

type Credentials = Record<string, ICredentialDataDecryptedObject>;

/** As n8n keeps it: what it learns about tokens stays in here between runs. */
const credentials = ({ sandbox }: Stage, clientSecret = 'sandbox-child-secret'): Credentials =>
	linkedInCredential(sandbox, { clientSecret });

/** Check of RSC Contract Activate on n8n's own engine, which signs in by itself. */
async function check(stored: Credentials, tables: MemoryDataTables) {
	const { ContractActivate } = NodeFileSchema.parse(await import(NODE_FILE));
	const parameters = { resource: 'contract', operation: 'getStatus', options: {} };
	return await runNode(new ContractActivate(), parameters, stored, { tables });
}

/** Data Tables of an organization that has requested a contract. */
const requested = async (): Promise<MemoryDataTables> =>
	tablesWith({
		rsc_contracts: [
			{
				...{ organization: ORGANIZATION, contract: ORGANIZATION, state: 'acknowledged' },
				...{ acknowledgedBy: 'Ada Lo', acknowledgedAt: '2026-01-05T08:00:00.000Z' },
			},
			{ organization: ORGANIZATION, contract: 'urn:li:contract:2001', state: 'requested' },
		],
	});

const tokens = ({ sandbox }: Stage): number =>
	sandbox.context.requests.summary().routes[TOKEN_ROUTE]?.requests ?? 0;
const statuses = ({ sandbox }: Stage): Record<string, number> =>
	sandbox.context.requests.summary().routes[STATUS_ROUTE]?.statuses ?? {};

async function succeeds(stored: Credentials): Promise<void> {
	const { error, outputs } = await check(stored, await requested());
	assert.equal(error?.message, undefined);
	assert.equal(outputs[0]?.length, 1);
}

/** Tokens, with the node on n8n's own engine: n8n keeps them, and the node says when they are refused. */
export const SIGNING_IN: readonly Check[] = [
	{
		rules: ['CRM-001', 'CRM-003', 'RSC-106', 'JP-A-01'],
		what: 'run a node on n8n’s engine three times: one token is fetched, by POST, and used for all three',
		run: async (stage) => {
			const stored = credentials(stage);
			await succeeds(stored);
			assert.equal(tokens(stage), 1);
			await succeeds(stored);
			await succeeds(stored);
			assert.deepEqual([tokens(stage), statuses(stage)], [1, { 200: 3 }]);
			const { routes } = stage.sandbox.context.requests.summary();
			const asked = Object.keys(routes).filter((route) => route.includes('accessToken'));
			assert.deepEqual(asked, [TOKEN_ROUTE]);
		},
	},
	{
		rules: ['CRM-002', 'RSC-106'],
		what: 'run a node with a wrong secret: it ends with LinkedIn’s 401 and names the secret',
		run: async (stage) => {
			const { error } = await check(credentials(stage, 'wrong'), await requested());
			assert.match(error?.message ?? '', /LinkedIn answered 401/);
			assert.match(error?.description ?? '', /client secret/);
		},
	},
	{
		rules: ['CRM-004', 'CRM-005', 'RSC-106'],
		what: 'let a token expire between two runs: LinkedIn’s 401 is noticed, a second token is fetched, and the run succeeds',
		run: async (stage) => {
			const stored = credentials(stage);
			await succeeds(stored);
			stage.sandbox.context.clock.advance(TOKEN_LIFE_MS);
			await succeeds(stored);
			assert.deepEqual([tokens(stage), statuses(stage)], [2, { 200: 2, 401: 1 }]);
		},
	},
];
