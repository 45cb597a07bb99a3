import { z } from 'zod';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { readFill } from '../../src/state/TableFill';
import { ACTIVITY, SYNC } from '../../src/state/tables';
import { eventually } from '../support/eventually';
import { openAdminPage } from '../support/openAdminPage';
import { publish } from '../support/publish';

const ORGANIZATION = 'urn:li:organization:1000';
const CHECK = 'rscConnectContract';
const EVENTS = 4_000;
const AT_ONCE = 500;
const LimitsSchema = z.object({
	dataTables: z.record(z.object({ name: z.string(), sizeBytes: z.number() })),
});

let stack: Stack;
beforeAll(async () => {
	stack = await makeStack({
		people: 20,
		workflows: [],
		unpublished: [CHECK, 'rscHistoricalSync'],
	});
	await stack.start();
	await publish(stack.n8n, [CHECK, 'rscHistoricalSync']);
});
afterAll(async () => {
	await stack.close();
});

const event = (at: number) =>
	ACTIVITY.schema.parse({
		organization: ORGANIZATION,
		activityId: `inMail:urn:li:message:${at}`,
		...{ kind: 'inMail', seat: `urn:li:seat:${at % 100}`, person: `urn:li:person:p${at % 900}` },
		...{ candidateId: `candidate-${at % 900}`, noteIds: JSON.stringify([{ id: `n${at}` }]) },
		...{ contentHash: 'h'.repeat(43), state: 'written', lagSeconds: 30 },
		...{ happenedAt: new Date().toISOString(), writtenAt: new Date().toISOString() },
	});

describe('the space of Data Tables on a real n8n', () => {
	it('is measured about as n8n measures it, and stands on the status page', async () => {
		const { n8n } = stack;
		for (let at = 0; at < EVENTS; at += AT_ONCE) {
			const rows = Array.from({ length: AT_ONCE }, (_, nth) => event(at + nth));
			await n8n.insertRows(ACTIVITY.name, ACTIVITY.columns, rows);
		}
		await n8n.runByHand(CHECK, 'Every Hour');
		const rows = await eventually(
			stack,
			'the tables were measured',
			async () => (await n8n.table('rsc_sync')).filter(({ stream }) => stream === 'dataTables'),
			(found) => found.length === 1,
			60_000,
		);
		const fill = readFill(SYNC.schema.parse(rows[0]));
		const measured = fill?.tables.find(({ name }) => name === ACTIVITY.name);
		expect(measured?.rows).toBe(EVENTS);
		const limits = LimitsSchema.parse(await n8n.rest('GET', '/data-tables-global/limits'));
		const real = Object.values(limits.dataTables).find(({ name }) => name === ACTIVITY.name);
		const ratio = (measured?.bytes ?? 0) / (real?.sizeBytes ?? 1);
		expect(ratio).toBeGreaterThan(0.85);
		expect(ratio).toBeLessThan(1.15);
		const page = await openAdminPage(n8n, 'rsc-status');
		expect(page.text).toContain('Space in n8n');
		expect(page.text).toMatch(/rsc_activity: 4,000 rows/);
		expect(page.text).toContain('of 200 MB');
	});
});
