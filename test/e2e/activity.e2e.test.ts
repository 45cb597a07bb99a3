import { pause } from '../../scripts/n8n/pause';
import { type ActivityStack, activityStack, faultsOf, until } from '../support/activityStack';

const DAY_MS = 86_400_000;
let stack: ActivityStack;
afterEach(async () => {
	await stack.close();
});

const runByHand = async () => {
	await stack.n8n.runByHand('rscActivity', 'Start by Hand');
};

describe('workflow 04 on a real n8n', () => {
	it('brings what mapped seats did onto the right candidates once, follows edits and deletions, and parks what is not certain', async () => {
		stack = await activityStack({ seats: 4 });
		const { n8n, sandbox, mapped, compare, settled } = stack;
		await sandbox.control('POST', '/activity/generate', { seats: 4, days: 1, perDay: 6, seed: 3 });
		// Everything within the hours that a run looks back.
		await sandbox.control('POST', '/clock', { advanceMs: 0 });
		await runByHand();
		await settled();
		const since = await compare(Date.now() - 11.5 * 3_600_000);
		expect(since.found).toBeGreaterThan(0);
		// What happened before the hours that a run looks back is expected by nobody.
		const { wrong: _, ...faults } = faultsOf(since);
		expect(faults).toEqual({});

		const ledger = await n8n.table('rsc_activity');
		expect(ledger.every(({ state }) => state !== 'writing')).toBe(true);
		const written = ledger.filter(({ state }) => state === 'written');
		expect(written.length).toBeGreaterThan(0);
		expect(written.every(({ lagSeconds }) => typeof lagSeconds === 'number')).toBe(true);
		const parked = await n8n.table('rsc_parked');
		expect(parked.length).toBe(ledger.filter(({ state }) => state === 'waiting').length);

		// A second run changes nothing and asks SmartRecruiters for nothing.
		await sandbox.control('DELETE', '/requests');
		await runByHand();
		await pause(8000);
		await settled();
		const { routes } = await sandbox.requests();
		expect(Object.keys(routes).filter((route) => route.includes('messages'))).toEqual([]);

		// RSC Trigger polls when n8n starts: what a seat holder writes on Recruiter's page arrives by itself.
		const [seat = ''] = mapped;
		const known = written.find((row) => row.seat === seat);
		const [seatId, personId] = [seat, String(known?.person)].map((urn) => urn.split(':').pop());
		const before = new Set(ledger.map(({ activityId }) => activityId));
		await fetch(`${sandbox.linkedInUrl}/recruiter/seats/${seatId}/people/${personId}/notes`, {
			method: 'POST',
			body: new URLSearchParams({ text: 'Prefers mornings' }),
		});
		await n8n.stop();
		await n8n.start();
		const [arrived] = await until(
			'the note has arrived by itself',
			n8n,
			async () =>
				(await n8n.table('rsc_activity')).filter(
					({ activityId, state }) => !before.has(activityId) && state === 'written',
				),
			(rows) => rows.length > 0,
		);
		expect(arrived).toMatchObject({ kind: 'prospectNote', candidateId: known?.candidateId });
		const page = await fetch(
			`${sandbox.smartRecruitersUrl}/app/people/candidates/${String(known?.candidateId)}`,
		);
		expect(await page.text()).toContain('Prefers mornings');
		expect(n8n.log()).not.toMatch(/ev-|Prefers mornings|sandbox-child-secret/);
	});

	it('imports the past of a seat that was mapped late, once, through a kill', async () => {
		const from = Date.now() - 8 * DAY_MS;
		stack = await activityStack({
			seats: 2,
			seatChange: { importedFromMs: from, importedUntilMs: from },
		});
		const { n8n, sandbox, mapped, compare, settled } = stack;
		const [seat = ''] = mapped;
		await sandbox.control('POST', '/activity/generate', { seats: 2, days: 7, perDay: 8, seed: 4 });
		await until(
			'the import is under way',
			n8n,
			async () => await n8n.table('rsc_activity'),
			(rows) => rows.length > 0,
		);
		await pause(1500);
		await n8n.kill();
		await n8n.start();
		await until(
			'the past is imported',
			n8n,
			async () => await n8n.table('rsc_seats'),
			(rows) =>
				rows.some(
					(row) =>
						row.seat === seat && Number(row.importedUntilMs) >= Date.parse(String(row.mappedAt)),
				),
			200_000,
		);
		await settled();
		const result = await compare();
		expect(result).toMatchObject({ expected: result.found });
		expect(faultsOf(result)).toEqual({});
		const [progress] = (await n8n.table('rsc_sync')).filter(
			({ stream }) => stream === `import ${seat}`,
		);
		expect(progress?.finishedAt).toBeTruthy();
	});
});
