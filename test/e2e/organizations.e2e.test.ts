import { z } from 'zod';
import { SandboxProcess } from '../../scripts/n8n/SandboxProcess';
import { sandboxCredentials } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { CONTRACTS, ORGANIZATIONS } from '../../src/state/tables';
import { type ActivityFound, activityFound } from '../support/activityFound';
import { eventually } from '../support/eventually';
import { everySeconds } from '../support/everySeconds';
import { mapSeats } from '../support/mapSeats';
import { publish } from '../support/publish';

const GLOBEX = 'urn:li:organization:1001';
const CONTRACT = 'urn:li:contract:2101';
const SavedSchema = z.object({ id: z.string(), name: z.string(), data: z.record(z.unknown()) });

let stack: Stack;
/** Globex, with a SmartRecruiters company of its own. */
let other: SandboxProcess;
beforeAll(async () => {
	stack = await makeStack({
		people: 150,
		unpublished: ['rscActivity'],
		workflows: [],
		entered: {
			rscActivity: {
				'Sync New': { readEveryMinutes: 1, options: { lookBackHours: 48 } },
				'Every Minute': everySeconds(5),
			},
		},
	});
	other = new SandboxProcess({ people: 150, limits: 'off' });
	await other.start();
	await stack.n8n.importCredentials(
		z
			.array(SavedSchema.passthrough())
			.parse(sandboxCredentials(other, { factor: 1000, organization: '1001' }))
			.slice(0, 2)
			.map((credential) => ({
				...credential,
				id: `globex${credential.id}`,
				name: `Globex ${credential.name}`,
				data: {
					...credential.data,
					...(credential.data.clientId === 'sandbox-child' && {
						clientId: 'sandbox-other-child',
						clientSecret: 'sandbox-other-child-secret',
					}),
				},
			})),
	);
	await stack.start();
});
afterAll(async () => {
	await stack.close();
	await other.stop();
});

const allThere = ({ expected, found, faults }: ActivityFound): boolean =>
	expected > 0 && found === expected && Object.keys(faults).length === 0;

describe('one workflow 04 for two organizations on a real n8n', () => {
	it('reads and writes each with its own saved credentials, and brings nothing to the other', async () => {
		const { n8n, sandbox } = stack;
		const now = new Date().toISOString();
		const contract = (change: object) =>
			CONTRACTS.schema.parse({
				...{ organization: GLOBEX, acknowledgedBy: 'Ada Lo', acknowledgedAt: now },
				...change,
			});
		await n8n.insertRows(CONTRACTS.name, CONTRACTS.columns, [
			contract({ contract: GLOBEX, state: 'acknowledged' }),
			contract({ contract: CONTRACT, state: 'connected' }),
		]);
		await n8n.insertRows(ORGANIZATIONS.name, ORGANIZATIONS.columns, [
			ORGANIZATIONS.schema.parse({
				...{ organization: GLOBEX, name: 'Globex', addedAt: now },
				...{ linkedInCredential: 'globex1', smartRecruitersCredential: 'globex2' },
			}),
		]);
		const acme = await mapSeats(stack, { seats: 2, notMapped: 0 });
		const globex = await mapSeats(
			{ n8n, sandbox: other },
			{ seats: 2, notMapped: 0 },
			{ organization: GLOBEX, contract: CONTRACT },
		);
		const traffic = { seats: 2, days: 1, perDay: 4 };
		await sandbox.control('POST', '/activity/generate', { ...traffic, seed: 3 });
		await other.control('POST', '/activity/generate', { ...traffic, seed: 4, contract: CONTRACT });
		await publish(n8n, ['rscActivity']);
		for (const [at, seats] of [
			[sandbox, acme.mapped],
			[other, globex.mapped],
		] as const)
			await eventually(
				stack,
				'all is there, and nothing else',
				async () => await activityFound(at, seats),
				allThere,
				150_000,
			);
		const streams = await eventually(
			stack,
			'both say so',
			async () => (await n8n.table('rsc_sync')).filter(({ stream }) => stream === 'activityNew'),
			(rows) => rows.length === 2,
		);
		expect(streams.map(({ organization, message }) => [organization, message]).sort()).toEqual([
			['urn:li:organization:1000', ''],
			[GLOBEX, ''],
		]);
		const written = (await n8n.table('rsc_activity')).filter(({ state }) => state === 'written');
		const of = (organization: string) =>
			written.filter((row) => row.organization === organization).map(({ seat }) => String(seat));
		expect(of(GLOBEX).length).toBeGreaterThan(0);
		expect(of(GLOBEX).filter((seat) => !globex.mapped.includes(seat))).toEqual([]);
		expect(n8n.log()).not.toMatch(/sandbox-other-child-secret/);
	});
});
