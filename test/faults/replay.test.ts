import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calmPlan, type Plan } from '../../scripts/faults/worlds/Plan';

const ROOT = join(__dirname, '../..');
const TSX = join(ROOT, 'node_modules/tsx/dist/cli.mjs');
/** One took up to 140 s on two cores at a load of 15. Jest cannot end a test that waits for a process: this does. */
const REPLAY_LIMIT_MS = 300_000;
jest.setTimeout(2 * REPLAY_LIMIT_MS + 60_000);

/** With everything that could make two runs differ: kills, waits, two runs at once, clocks that differ, lists that shift. */
const PLANS: Plan[] = [
	{
		...calmPlan('history', 3),
		faults: [
			{ at: 'http LinkedIn BATCH_UPDATE /rest/candidates', nth: 2, kind: 'killAfter' },
			{ at: 'http SmartRecruiters GET /candidates/ID', nth: 5, kind: 'throttled' },
			{ at: 'state rsc_sync.upsert', nth: 4, kind: 'killAfter' },
		],
		arrival: 'doubled',
		twice: true,
		shifting: true,
	},
	{
		...calmPlan('activity', 2),
		faults: [
			{ at: 'http SmartRecruiters POST /messages/shares', nth: 1, kind: 'lostAnswer' },
			{ at: 'state rsc_activity.upsert', nth: 2, kind: 'killBefore' },
		],
		skewMs: -300_000,
		summerTimeEnds: true,
		variant: 'elements come twice, oldest first, without a total',
	},
	{
		...calmPlan('export', 2),
		faults: [{ at: 'http SmartRecruiters POST /jobs/ID/candidates', nth: 1, kind: 'timeout' }],
		arrival: 'reversed',
		backAtStep: 3,
	},
	{ ...calmPlan('removal', 1), twice: true },
];

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'rsc-replay-'));
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

/** Everything that a process tells of a world: each request, each statement, and the hash of all that is left. */
function replay(plan: Plan): string {
	const file = join(folder, `${plan.workload}-${plan.seed}.json`);
	writeFileSync(file, JSON.stringify(plan));
	const main = join(ROOT, 'scripts/faults/main.ts');
	return execFileSync(process.execPath, [TSX, main, '--replay', file], {
		cwd: ROOT,
		encoding: 'utf8',
		maxBuffer: 64 * 1_048_576,
		timeout: REPLAY_LIMIT_MS,
	});
}

describe('a world of npm run faults', () => {
	it.each(PLANS.map((plan) => [plan.workload, plan] as const))(
		'is the same to the byte in another process, and in the same one: %s',
		(_workload, plan) => {
			const told = replay(plan);
			expect(told).toMatch(/^Twice the same: \w{16}$/m);
			expect(told.split('\n').length).toBeGreaterThan(100);
			expect(told.match(/"type":"fault"/g) ?? []).toHaveLength(plan.faults.length);
			expect(replay(plan)).toBe(told);
		},
	);

	it("is the same with n8n's own Data Table node in each statement", () => {
		const [, hash] = /Twice the same: (\w{16})/.exec(replay(calmPlan('activity', 1))) ?? [];
		expect(hash).toBeDefined();
		const real = replay({ ...calmPlan('activity', 1), realTables: true });
		expect(real).toContain(`Twice the same: ${hash}`);
	});

	it('is another one from another seed', () => {
		expect(replay(calmPlan('removal', 2))).not.toBe(replay(calmPlan('removal', 3)));
	});
});
