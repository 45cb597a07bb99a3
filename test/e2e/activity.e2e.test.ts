import { z } from 'zod';
import { pause } from '../../scripts/n8n/N8nInstance';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { TABLES } from '../../src/state/tables';

const ORGANIZATION = 'urn:li:organization:1000';
const CONTRACT = 'urn:li:contract:2001';
const DAY_MS = 86_400_000;
let stack: Stack;
afterEach(async () => {
	await stack.close();
});

const MembersSchema = z.array(z.object({ urn: z.string(), candidateIds: z.array(z.string()) }));
const SeatsSchema = z.array(
	z.object({
		seatUrn: z.string(),
		state: z.string(),
		firstName: z.string(),
		lastName: z.string(),
	}),
);
const FindingSchema = z.object({ count: z.number(), shown: z.array(z.string()) });
const ComparisonSchema = z
	.object({ agree: z.boolean(), expected: z.number(), found: z.number(), undecidable: z.number() })
	.catchall(z.union([FindingSchema, z.unknown()]));

/** n8n with workflow 04, people known as Get Matches tells them, and the first seats of the contract mapped. */
async function begin(mappedCount: number, seatChange: object = {}): Promise<string[]> {
	stack = await makeStack({ people: 300, workflows: ['rscActivity'] });
	const { n8n, sandbox } = stack;
	const seats = SeatsSchema.parse(await sandbox.control('GET', '/linkedin/seats'))
		.filter(({ state }) => state === 'ACTIVE')
		.slice(0, mappedCount);
	const members = MembersSchema.parse(await sandbox.control('GET', '/linkedin/members?limit=1000'));
	await n8n.start();
	await n8n.insertRows(
		'rsc_seats',
		TABLES.rsc_seats.columns,
		seats.map(({ seatUrn, firstName, lastName }, nth) => ({
			seat: seatUrn,
			contract: CONTRACT,
			organization: ORGANIZATION,
			seatState: 'ACTIVE',
			seatName: `${firstName} ${lastName}`,
			// The last of them is known, but not mapped.
			userId: nth === mappedCount - 1 ? '' : `user${nth}`,
			mappedAt: new Date().toISOString(),
			...seatChange,
		})),
	);
	await n8n.insertRows(
		'rsc_people',
		TABLES.rsc_people.columns,
		members.flatMap(({ urn, candidateIds }) =>
			candidateIds.map((candidateId) => ({
				organization: ORGANIZATION,
				person: urn,
				candidateId,
				knownBy: 'match',
				knownAt: new Date().toISOString(),
			})),
		),
	);
	return seats.slice(0, -1).map(({ seatUrn }) => seatUrn);
}

async function compare(seats: readonly string[]) {
	const path = `/compare/activity?seats=${seats.join(',')}`;
	return ComparisonSchema.parse(await stack.sandbox.control('GET', path));
}

async function until<T>(
	what: string,
	look: () => Promise<T>,
	wanted: (value: T) => boolean,
	withinMs = 120_000,
): Promise<T> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const value = await look();
		if (wanted(value)) return value;
		if (Date.now() > deadline)
			throw new Error(
				`Not within ${withinMs} ms: ${what}. ${JSON.stringify(value)}\n${stack.n8n.log().slice(-2000)}`,
			);
		await pause(500);
	}
}

const runByHand = async () => {
	await stack.n8n.runByHand('rscActivity', 'Start by Hand');
};
/** Nobody holds the pen, and nothing more is done. */
async function settled(): Promise<void> {
	let before = '';
	await until(
		'it has settled',
		async () => {
			const rows = await stack.n8n.table('rsc_activity');
			const leases = await stack.n8n.table('rsc_sync');
			const now = JSON.stringify([
				rows.length,
				rows.map(({ state, contentHash }) => [state, contentHash]),
			]);
			const busy = leases.some(
				({ stream, leaseOwner }) => stream === 'activityWrite' && Boolean(leaseOwner),
			);
			const same = now === before;
			before = now;
			await pause(1500);
			return { same, busy, count: rows.length };
		},
		({ same, busy, count }) => same && !busy && count > 0,
	);
}

describe('workflow 04 on a real n8n', () => {
	it('brings what mapped seats did onto the right candidates once, follows edits and deletions, and parks what is not certain', async () => {
		const mapped = await begin(4);
		const { n8n, sandbox } = stack;
		await sandbox.control('POST', '/activity/generate', { seats: 4, days: 1, perDay: 6, seed: 3 });
		// Everything within the hours that a run looks back.
		await sandbox.control('POST', '/clock', { advanceMs: 0 });
		await runByHand();
		await settled();
		const first = await compare(mapped);
		const since = ComparisonSchema.parse(
			await sandbox.control(
				'GET',
				`/compare/activity?seats=${mapped.map((seat) => `${seat}@${Date.now() - 11.5 * 3_600_000}`).join(',')}`,
			),
		);
		expect(first.found).toBeGreaterThan(0);
		expect(since.missing).toMatchObject({ count: 0 });
		for (const finding of ['twice', 'outdated', 'headless', 'cut', 'unsafe'])
			expect({ finding, ...FindingSchema.parse(since[finding]) }).toMatchObject({
				finding,
				count: 0,
			});

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
		const mapped = await begin(2, {
			importedFromMs: Date.now() - 8 * DAY_MS,
			importedUntilMs: Date.now() - 8 * DAY_MS,
		});
		const { n8n, sandbox } = stack;
		const [seat = ''] = mapped;
		await sandbox.control('POST', '/activity/generate', { seats: 2, days: 7, perDay: 8, seed: 4 });
		await until(
			'the import is under way',
			async () => await n8n.table('rsc_activity'),
			(rows) => rows.length > 0,
		);
		await pause(1500);
		await n8n.kill();
		await n8n.start();
		await until(
			'the past is imported',
			async () => await n8n.table('rsc_seats'),
			(rows) =>
				rows.some(
					(row) =>
						row.seat === seat && Number(row.importedUntilMs) >= Date.parse(String(row.mappedAt)),
				),
			200_000,
		);
		await settled();
		const result = await compare(mapped);
		expect(result).toMatchObject({ expected: result.found });
		for (const finding of ['missing', 'twice', 'outdated', 'cut', 'unsafe'])
			expect({ finding, ...FindingSchema.parse(result[finding]) }).toMatchObject({
				finding,
				count: 0,
			});
		const [progress] = (await n8n.table('rsc_sync')).filter(
			({ stream }) => stream === `import ${seat}`,
		);
		expect(progress?.finishedAt).toBeTruthy();
	});
});
