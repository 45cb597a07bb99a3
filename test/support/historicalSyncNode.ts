import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { HistoricalSync } from '../../nodes/HistoricalSync/HistoricalSync.node';
import { compare } from '../../sandbox/compare/compare';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
	UNLIMITED,
} from '../../scripts/support/nodeCredentials';
import { type NodeRun, runNode, type RunOptions } from '../../scripts/support/runNode';
import { seedConnected } from './seedTables';

export const ORGANIZATION = 'urn:li:organization:1000';

export const node = new HistoricalSync();

export let sandbox: Sandbox;

export let tables: MemoryDataTables;

export const credentials = (change: { linkedIn?: object; smartRecruiters?: object } = {}) => ({
	...linkedInCredential(sandbox, { ...UNLIMITED, ...change.linkedIn }),
	...smartRecruitersCredential(sandbox, change.smartRecruiters),
});

export const SOON = { jobCheckDelay: 0 };

export async function run(
	resource: 'history' | 'record',
	operation: string,
	more: INode['parameters'] = {},
	options: RunOptions & {
		credentials?: Record<string, ICredentialDataDecryptedObject>;
	} = {},
): Promise<NodeRun> {
	const { credentials: own = credentials(), ...rest } = options;
	return await runNode(node, { resource, operation, ...more }, own, { tables, ...rest });
}

export const backfill = async (
	options: INode['parameters'] = SOON,
	more: Parameters<typeof run>[3] = {},
): Promise<NodeRun> => await run('history', 'backfill', { options }, more);

export const first = ({ outputs }: NodeRun) => outputs[0]?.[0]?.json ?? {};

export const held = () => sandbox.store.of(ORGANIZATION);

export const agrees = (): boolean => compare(sandbox.context.company, held(), 'deep').agree;

export function change(id: string): void {
	const { company, clock } = sandbox.context;
	const one = company.candidateById(id);
	if (one) company.putCandidate({ ...one, phoneNumber: '+1 555 0101', updatedOn: clock.now() });
}

/** Before each test: a connected sandbox, and tables that outlive the runs. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 60, jobs: 14, limits: 'off' });
		sandbox.context.switches.set('li§4.4 task delay ms', 0);
		tables = new MemoryDataTables();
		await seedConnected(tables);
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
