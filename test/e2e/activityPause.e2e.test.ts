import { type ActivityStack, activityStack, faultsOf, until } from '../support/activityStack';
import { acknowledge } from '../../scripts/n8n/connectStack';

const HOUR_MS = 3_600_000;
const ORGANIZATION = 'urn:li:organization:1000';
let stack: ActivityStack;
beforeAll(async () => {
	// The seat's past is missing as well: the import must stop like everything else.
	stack = await activityStack({
		seats: 3,
		notAcknowledged: true,
		seatChange: {
			importedFromMs: Date.now() - 48 * HOUR_MS,
			importedUntilMs: Date.now() - 48 * HOUR_MS,
		},
		before: async ({ sandbox }) => {
			await sandbox.control('POST', '/activity/generate', { seats: 3, days: 2, perDay: 5 });
		},
	});
});
afterAll(async () => {
	await stack.close();
});

const tick = async () => {
	await stack.n8n.runByHand('rscActivity', 'Every 30 Minutes');
};
const stream = async (name: string) =>
	(await stack.n8n.table('rsc_sync')).find((row) => row.stream === name);
const reconcile = async (wanted: (activity: string, finishedAt: string) => boolean) =>
	await until(
		'Reconcile is as wanted',
		stack.n8n,
		async () => await stream('activityReconcile'),
		(row) => wanted(String(row?.activity), String(row?.finishedAt)),
	);
const notesWritten = async () => {
	const { routes } = await stack.sandbox.requests();
	return Object.entries(routes)
		.filter(([route]) => /smartrecruiters.*messages/.test(route))
		.reduce((sum, [, { requests }]) => sum + requests, 0);
};

it('workflow 04 waits for the acknowledgement, stops when it is disconnected, and reads the pause afterwards', async () => {
	const { n8n, sandbox, compare, settled } = stack;
	await tick();
	await reconcile((activity) => activity === 'Paused');
	expect(await stream('activity')).toMatchObject({ activity: 'Waiting for the connection' });
	// Twice the interval of the import.
	await new Promise((resolve) => setTimeout(resolve, 62_000));
	expect(await n8n.table('rsc_activity')).toEqual([]);
	expect((await n8n.table('rsc_sync')).map((row) => row.stream)).not.toContain('activityWrite');
	expect(await notesWritten()).toBe(0);

	await acknowledge(n8n);
	await tick();
	await reconcile((activity) => activity === 'Reconciled');
	await settled();
	const first = await compare();
	expect(first.found).toBeGreaterThan(0);
	expect(faultsOf(first)).toEqual({});
	expect(await stream('activity')).toMatchObject({ message: '' });

	// As workflow 08 leaves it.
	await n8n.updateRows('rsc_contracts', 'contract', ORGANIZATION, { state: 'disconnected' });
	const written = await notesWritten();
	await sandbox.control('POST', '/activity/generate', {
		seats: 3,
		days: 1,
		perDay: 4,
		seed: 2,
		fromMs: Date.now() - 18 * HOUR_MS,
	});
	// RSC Trigger polls when n8n starts: what it finds is dropped now.
	await n8n.stop();
	await n8n.start();
	await reconcile((activity) => activity === 'Paused');
	await tick();
	await new Promise((resolve) => setTimeout(resolve, 5_000));
	expect(await notesWritten()).toBe(written);
	expect((await compare()).missing.count).toBeGreaterThan(0);

	await n8n.updateRows('rsc_contracts', 'contract', ORGANIZATION, { state: 'connected' });
	const before = (await stream('activityReconcile'))?.finishedAt;
	await tick();
	await reconcile((activity, at) => activity === 'Reconciled' && at !== before);
	await settled();
	const last = await compare();
	expect(last.expected).toBeGreaterThan(first.expected);
	expect(faultsOf(last)).toEqual({});
});
