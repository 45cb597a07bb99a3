import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { ContractActivate } from '../../nodes/ContractActivate/ContractActivate.node';
import { ACTIVITY, CONTRACTS } from '../../src/state/tables';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import { linkedInCredential } from '../../scripts/support/nodeCredentials';
import { runNode } from '../../scripts/support/runNode';
import { z } from 'zod';

const ORGANIZATION = 'urn:li:organization:1000';
const EVENTS = 3_000;
const ChangedSchema = z.array(z.object({ state: z.string(), whatToDo: z.string() }).passthrough());
let sandbox: Sandbox;
let tables: MemoryDataTables;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 20 });
	tables = new MemoryDataTables();
	const acknowledged = { acknowledgedBy: 'Ada Lo', acknowledgedAt: '2026-01-05T08:00:00.000Z' };
	tables.seed(CONTRACTS.name, [
		{ organization: ORGANIZATION, contract: ORGANIZATION, state: 'acknowledged', ...acknowledged },
		{ organization: ORGANIZATION, contract: 'urn:li:contract:2001', state: 'connected' },
	]);
	tables.seed(
		ACTIVITY.name,
		Array.from({ length: EVENTS }, (_, at) => ({
			...{ organization: ORGANIZATION, activityId: `inMail:${at}`, contentHash: 'x'.repeat(300) },
			...{ state: 'written', writtenAt: '2026-11-01T00:00:00.000Z' },
		})),
	);
});
afterEach(async () => {
	await sandbox.close();
});

async function check(limitMb: number) {
	const { outputs, error } = await runNode(
		new ContractActivate(),
		{
			...{ resource: 'contract', operation: 'getStatus', organizations: 'credentials' },
			options: { checkCallback: false, dataTablesLimit: limitMb },
		},
		linkedInCredential(sandbox),
		{ tables },
	);
	expect(error).toBeUndefined();
	return ChangedSchema.parse((outputs[1] ?? []).map(({ json }) => json)).filter(
		({ state }) => state === 'filling',
	);
}
const measured = () => tables.rows('rsc_sync').filter(({ stream }) => stream === 'dataTables');

describe('Contract › Check', () => {
	it('measures the tables once a day, and writes down how full they are', async () => {
		expect(await check(200)).toEqual([]);
		expect(measured()).toHaveLength(1);
		const [row] = measured();
		expect(Number(row?.done) / EVENTS).toBeGreaterThan(350);
		expect(Number(row?.done) / EVENTS).toBeLessThan(550);
		const at = row?.finishedAt;
		await check(200);
		expect(measured().map(({ finishedAt }) => finishedAt)).toEqual([at]);
		if (row) row.finishedAt = '2026-01-01T00:00:00.000Z';
		await check(200);
		expect(measured()[0]?.finishedAt).not.toBe('2026-01-01T00:00:00.000Z');
	});

	it('tells once that they fill, and again when that has come back', async () => {
		const told = await check(1);
		expect(told).toHaveLength(1);
		expect(told[0]?.problem).toContain('rsc_activity');
		expect(told[0]?.whatToDo).toContain('N8N_DATA_TABLES_MAX_SIZE_BYTES');
		const again = async (limitMb: number) => {
			for (const row of measured()) row.finishedAt = '2026-01-01T00:00:00.000Z';
			return await check(limitMb);
		};
		expect(await again(1)).toEqual([]);
		expect(await again(200)).toEqual([]);
		expect(await again(1)).toHaveLength(1);
	});

	it('makes no table to measure it', async () => {
		await check(200);
		expect(measured()).toHaveLength(1);
		expect(tables.names()).not.toContain('rsc_queue');
	});
});
