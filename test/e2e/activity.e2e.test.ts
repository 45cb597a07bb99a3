import { z } from 'zod';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { type ActivityFound, activityFound } from '../support/activityFound';
import { eventually } from '../support/eventually';
import { everySeconds } from '../support/everySeconds';
import { type MappedSeats, mapSeats } from '../support/mapSeats';
import { publish } from '../support/publish';
import { unfinishedActivity } from '../support/unfinishedActivity';

const DAY_MS = 86_400_000;
const CountsSchema = z.object({ notesInSmartRecruiters: z.number() });

let stack: Stack;
let seats: MappedSeats;
beforeAll(async () => {
	stack = await makeStack({
		people: 150,
		unpublished: ['rscActivity'],
		workflows: [],
		// SmartRecruiters is so slow that there is a middle to be killed in.
		factor: 3,
		entered: {
			rscActivity: {
				'Sync New': { readEveryMinutes: 1, options: { lookBackHours: 48 } },
				'Every Minute': everySeconds(5),
				'Every Half Hour': everySeconds(20),
			},
		},
	});
	await stack.start();
	seats = await mapSeats(stack, { seats: 3, notMapped: 1 });
	await stack.sandbox.control('POST', '/activity/generate', {
		...{ seats: 3, days: 1, perDay: 6, seed: 3 },
	});
	await publish(stack.n8n, ['rscActivity']);
});
afterAll(async () => {
	await stack.close();
});

const allThere = ({ expected, found, faults }: ActivityFound): boolean =>
	expected > 0 && found === expected && Object.keys(faults).length === 0;
const notes = async (): Promise<number> =>
	CountsSchema.parse(await stack.sandbox.control('GET', '/activity')).notesInSmartRecruiters;

describe('workflow 04 on a real n8n', () => {
	it('brings what mapped seats did onto the right candidates once, nothing of the others, and sets aside what is not certain', async () => {
		const { n8n, sandbox } = stack;
		await eventually(
			stack,
			'all is there',
			async () => await activityFound(sandbox, seats.mapped),
			allThere,
			150_000,
		);
		const ledger = await eventually(
			stack,
			'the ledger says so',
			async () => await n8n.table('rsc_activity'),
			(rows) => rows.every(({ state }) => state !== 'writing'),
		);
		expect(ledger.filter(({ seat }) => !seats.mapped.includes(String(seat)))).toEqual([]);
		const parked = await n8n.table('rsc_parked');
		expect(parked.length).toBe(ledger.filter(({ state }) => state === 'waiting').length);
	});

	it('brings a note that is written now by itself, and writes nothing twice', async () => {
		const { n8n, sandbox } = stack;
		const written = (await n8n.table('rsc_activity')).filter(({ state }) => state === 'written');
		const [seat = ''] = seats.mapped;
		const known = written.find((row) => row.seat === seat);
		const [seatId, personId] = [seat, String(known?.person)].map((urn) => urn.split(':').pop());
		const before = await notes();
		await fetch(`${sandbox.linkedInUrl}/recruiter/seats/${seatId}/people/${personId}/notes`, {
			method: 'POST',
			body: new URLSearchParams({ text: 'Prefers mornings ev-typed' }),
		});
		await eventually(stack, 'the note is there', notes, (count) => count > before, 120_000);
		// A second one would be written by a run that reads it again; by hand, Catch Up does so at once.
		const caughtUp = async () =>
			(await n8n.table('rsc_sync')).find(({ stream }) => stream === 'activityCatchUp')?.finishedAt;
		const last = await caughtUp();
		await n8n.runByHand('rscActivity', 'Every Half Hour');
		await eventually(
			stack,
			'the last days are read again',
			caughtUp,
			(at) => Boolean(at) && at !== last,
			120_000,
		);
		expect(await notes()).toBe(before + 1);
		const page = await fetch(
			`${sandbox.smartRecruitersUrl}/app/people/candidates/${String(known?.candidateId)}`,
		);
		expect(await page.text()).toContain('Prefers mornings');
		expect(n8n.log()).not.toMatch(/ev-|Prefers mornings|sandbox-child-secret/);
	});

	it('imports the past of a seat that was mapped late, once, through a kill', async () => {
		const { n8n, sandbox } = stack;
		const [late = ''] = seats.notMapped;
		const before = await notes();
		const from = Date.now() - 2 * DAY_MS;
		// Else everything is written before n8n can be killed in the middle.
		await sandbox.control('POST', '/faults', [
			{ method: 'POST', path: '/messages', kind: 'slow', delayMs: 2_000, times: 500 },
		]);
		await n8n.updateRows('rsc_seats', 'seat', late, {
			userId: 'user9',
			mappedAt: new Date().toISOString(),
			importedFromMs: from,
			importedUntilMs: from,
		});
		await eventually(stack, 'the import is under way', notes, (count) => count > before);
		await n8n.kill();
		const all = [...seats.mapped, late];
		expect(allThere(await activityFound(sandbox, all))).toBe(false);
		await sandbox.control('DELETE', '/faults');
		await n8n.start();
		await eventually(
			stack,
			'the past is imported',
			async () => await activityFound(sandbox, all),
			allThere,
			150_000,
		);
		await eventually(
			stack,
			'the seat is finished',
			async () => (await n8n.table('rsc_seats')).find(({ seat }) => seat === late),
			(row) => Number(row?.importedUntilMs) >= Date.parse(String(row?.mappedAt)),
		);
		await eventually(
			stack,
			'the ledger says so',
			async () => await unfinishedActivity(n8n),
			({ length }) => length === 0,
		);
	});
});
