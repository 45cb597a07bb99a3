import { randomUUID } from 'node:crypto';
import { createSandbox } from '../../sandbox/createSandbox';
import { storm } from '../../scripts/bench/storm';
import { historyRuntime, PROFILE_URL } from '../../scripts/support/historyRuntime';
import { backfillInput } from '../../scripts/support/runToEnd';
import { ProcessBudgets } from '../../src/operations/budgets/ProcessBudgets';
import { backfill } from '../../src/operations/history/backfill';
import { syncRecords } from '../../src/operations/history/syncRecords';

const ARRIVED = { missing: [], left: 0, notExported: 0 };

describe('a backfill, 200 webhooks within a second, exports and polls side by side', () => {
	it('in one process meet no 429, and everything arrives', async () => {
		const { queued, ...one } = await storm({ people: 260 });
		expect(one).toMatchObject({ throttled: 0, ...ARRIVED });
		// One run worked the queue off, and hardly any other one.
		expect(queued).toBeGreaterThan(190);
	}, 240_000);

	it('in two processes meet no 429 either, beside two that have died', async () => {
		expect(await storm({ people: 260, processes: 2, dead: 2 })).toMatchObject({
			throttled: 0,
			...ARRIVED,
		});
	}, 240_000);
});

describe('the requests of a day', () => {
	it('are not exceeded in sum by what runs in two processes, beside one that dies', async () => {
		const sandbox = await createSandbox({ people: 300, jobs: 6, startAtMs: Date.UTC(2026, 10, 2) });
		const limit = 20;
		const base = await historyRuntime(sandbox, { linkedIn: { requestsPerDay: limit } });
		const ids = [...sandbox.context.company.candidates()].map(({ id }) => id);
		const run = async (nth: number, budgets: ProcessBudgets): Promise<unknown> => {
			const runtime = { ...base, budgets, owner: `execution ${nth}` };
			const none = { event: '', applicationId: '', jobId: '', reviewId: '' };
			const items = ids.map((candidateId) => ({ ...none, candidateId }));
			const input = { profileUrl: PROFILE_URL, timeLimitMs: 300_000 };
			return nth % 2 === 0
				? await backfill(runtime, backfillInput({ jobCheckDelayMs: 1, atOnce: true }))
				: await syncRecords(runtime, { ...input, items });
		};
		const [one, other, last] = [1, 2, 3].map(() => new ProcessBudgets(randomUUID()));
		if (!one || !other || !last) throw new Error('No process');
		await Promise.all([run(0, one), run(1, other)]);
		// A third one begins after these have ended, and knows nothing of them but their rows.
		await Promise.all([run(2, last), run(3, last)]);
		const counts = new Map<string, number>();
		const { routes, linkedin } = sandbox.context.requests.summary();
		for (const [route, { requests }] of Object.entries(routes)) {
			const resource = /^linkedin \S+ \/linkedin\/(?:rest|v2)\/(.+)$/.exec(route)?.[1];
			if (resource) counts.set(resource, (counts.get(resource) ?? 0) + requests);
		}
		await sandbox.close();
		expect(linkedin.throttled).toBe(0);
		expect(Math.max(...counts.values())).toBeLessThanOrEqual(limit);
		expect(Math.max(...counts.values())).toBeGreaterThan(limit * 0.8);
	}, 120_000);
});
