import type { INodeExecutionData } from 'n8n-workflow';
import { MEMBER_KINDS } from '../../sandbox/linkedin/exports/ExportMembers';
import type { Sandbox } from '../../sandbox/createSandbox';
import { ExportCandidate } from '../../nodes/ExportCandidate/ExportCandidate.node';
import {
	linkedInCredential,
	smartRecruitersCredential,
	UNLIMITED,
} from '../../scripts/support/nodeCredentials';
import { exportingSandbox, ORGANIZATION } from '../../scripts/support/exporting';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import { runNode, type RunOptions } from '../../scripts/support/runNode';
import { tablesWith } from '../../scripts/support/tablesWith';

export let sandbox: Sandbox;

export let tables: MemoryDataTables;

export const credentials = () => ({
	...linkedInCredential(sandbox, UNLIMITED),
	...smartRecruitersCredential(sandbox),
});

const NOTHING_CHOSEN = { __rl: true, mode: 'list', value: '' };

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

export const exporting = (change: object = {}) => ({
	operation: 'export',
	authentication: 'smartRecruitersOAuth2Api',
	requestId: '={{ $json.requestId }}',
	exportData: '={{ $json.data }}',
	source: NOTHING_CHOSEN,
	job: NOTHING_CHOSEN,
	options: { searchSettleTime: 0 },
	...change,
});

export const deciding = (change: object) => ({
	operation: 'decide',
	authentication: 'smartRecruitersOAuth2Api',
	exportKey: '={{ $json.exportKey }}',
	candidate: NOTHING_CHOSEN,
	job: NOTHING_CHOSEN,
	options: {},
	...change,
});

export const node = new ExportCandidate();

export const at = (kind: (typeof MEMBER_KINDS)[number]): number => MEMBER_KINDS.indexOf(kind);

export const run = async (
	parameters: object,
	items: INodeExecutionData[] = [{ json: {} }],
	mode: RunOptions['mode'] = 'manual',
) => await runNode(node, { ...parameters }, credentials(), { items, tables, mode });

export const rows = () => tables.rows('rsc_exports');

/** The tables hold nothing but these rows from here on. */
export async function holdOnly(rowsByTable: Parameters<typeof tablesWith>[0]): Promise<void> {
	tables = tablesWith(rowsByTable);
}

/** Before each test: a sandbox, and tables of a connected contract. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		({ sandbox } = await exportingSandbox());
		tables = tablesWith({
			rsc_contracts: [
				{
					organization: ORGANIZATION,
					contract: ORGANIZATION,
					state: 'acknowledged',
					acknowledgedBy: 'admin',
					acknowledgedAt: '2026-11-01T00:00:00.000Z',
				},
				{ organization: ORGANIZATION, contract: 'urn:li:contract:2001', state: 'connected' },
			],
		});
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
