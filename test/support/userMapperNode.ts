import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { UserMapper } from '../../nodes/UserMapper/UserMapper.node';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
	smartRecruitersKey,
	UNLIMITED,
} from '../../scripts/support/nodeCredentials';
import { runNode } from '../../scripts/support/runNode';

export const FIRST = 'urn:li:contract:2001';

export let sandbox: Sandbox;

let tables: MemoryDataTables;

export const credentials = (change: { linkedIn?: object } = {}) => ({
	...linkedInCredential(sandbox, { ...UNLIMITED, requestsPerDay: 100_000, ...change.linkedIn }),
	...smartRecruitersCredential(sandbox),
	...smartRecruitersKey(sandbox),
});

export const node = new UserMapper();

export const run = async (
	parameters: object,
	items = [{ json: {} }],
	onError?: 'continueErrorOutput' | 'continueRegularOutput',
	secrets = credentials(),
) =>
	await runNode(
		node,
		{ authentication: 'smartRecruitersOAuth2Api', contracts: '2001', ...parameters },
		secrets,
		{ items, ...(onError && { onError }), tables },
	);

/** What stands in a Data Table, without n8n's own columns. */
export const stored = (name: string) => tables.rows(name).map(({ id: _id, ...row }) => row);

/** As workflow 01 leaves it. */
export const connect = (...contracts: string[]): void => {
	tables.seed(
		'rsc_contracts',
		contracts.map((contract) => ({
			organization: 'urn:li:organization:1000',
			contract,
			state: 'connected',
			name: 'Acme <b>',
		})),
	);
};

export const byId = (value: string | undefined) => ({ __rl: true, mode: 'id', value });

/** Items as a workflow sees them. */
export const json = (
	output: Array<{ json: object }> | undefined,
): Array<ReturnType<typeof JSON.parse>> => (output ?? []).map((item) => item.json);

/** Before each test: a sandbox, and no tables. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		tables = new MemoryDataTables();
		sandbox = await createSandbox({ people: 20, users: 400, limits: 'off' });
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
