import { removeEverything } from '../../src/operations/history/removeEverything';
import type { RemoveReport } from '../../src/operations/history/RemoveReport';
import { CONTRACTS, PEOPLE } from '../../src/state/tables';
import { parkedKeys } from '../support/parkedKeys';
import { runToEnd } from '../../scripts/support/runToEnd';
import { ORGANIZATION } from '../../scripts/support/historyRuntime';
import {
	sandbox,
	runtime,
	open,
	held,
	company,
	ledger,
	agreement,
	someone,
	isHeld,
	closeAfterEach,
} from '../support/changingCompany';

closeAfterEach();

describe('disconnecting', () => {
	const removal = async (timeLimitMs: number, confirm = '1000') =>
		(await removeEverything(runtime, { confirm, timeLimitMs, jobCheckDelayMs: 300_000 })).report;
	const removeAll = async (timeLimitMs: number): Promise<RemoveReport[]> => {
		const reports: RemoveReport[] = [];
		for (let count = 0; count < 100; count += 1) {
			const report = await removal(timeLimitMs);
			reports.push(report);
			if (report.state === 'done') return reports;
			if (report.resumeAt) sandbox.context.clock.set(Date.parse(report.resumeAt));
		}
		throw new Error('Never done');
	};

	it('leaves nothing of the customer at LinkedIn, proves it, and is resumable', async () => {
		await open({ people: 220 });
		const before = held().candidates.size;
		const reports = await removeAll(1);
		expect(reports.length).toBeGreaterThan(4);
		expect(reports.at(-1)).toMatchObject({
			removed: { candidates: before },
			remaining: { candidates: 0, jobs: 0 },
			activity: 'Nothing is left at LinkedIn',
			finished: true,
		});
		expect([held().candidates.size, held().applications.size]).toEqual([0, 0]);
		expect([...held().jobs.values()].filter(({ listing }) => listing === 'LISTED')).toEqual([]);
		const rows = await ledger();
		expect(rows.filter(({ kind }) => kind === 'candidate')).toHaveLength(before);
		expect(new Set(rows.map(({ reason }) => reason))).toEqual(new Set(['disconnected']));
		expect(await parkedKeys(runtime)).toEqual([]);
		expect(await removal(1)).toMatchObject({ state: 'done', finished: false });
	});

	it('lets a new connection begin clean', async () => {
		await open({ people: 40 });
		await removeAll(300_000);
		await expect(runToEnd(sandbox, runtime)).rejects.toThrow('was disconnected');
		await runtime.store.update(CONTRACTS, { contract: ORGANIZATION }, { state: 'acknowledged' });
		await runtime.store.update(
			CONTRACTS,
			{ contract: 'urn:li:contract:2001' },
			{ state: 'connected' },
		);
		await runToEnd(sandbox, runtime);
		expect(agreement()).toMatchObject({ agree: true });
		expect(await ledger()).toEqual([]);
	});

	it('deletes who was known once, too, with whatever they applied for', async () => {
		await open({ people: 40 });
		const one = someone(({ applications }) => applications.length > 1);
		await runtime.store.put(PEOPLE, [
			{
				organization: ORGANIZATION,
				person: 'urn:li:person:x',
				candidateId: one.id,
				knownBy: 'export',
				knownAt: '',
			},
		]);
		company().deleteCandidate(one.id);
		await removal(300_000);
		expect(isHeld(one.id)).toBe(false);
	});

	it('wants the number of the organization, and goes on without it only when it was begun', async () => {
		await open({ people: 40 });
		await expect(removal(1, '7')).rejects.toThrow('"Confirm"');
		expect(await removal(1, '')).toMatchObject({ state: 'waiting' });
		expect(held().candidates.size).toBeGreaterThan(10);
		await removal(1);
		for (let count = 0; count < 50; count += 1) {
			const { state, resumeAt } = await removal(1, '');
			if (resumeAt) sandbox.context.clock.set(Date.parse(resumeAt));
			if (state === 'done') break;
		}
		expect(held().candidates.size).toBe(0);
	});
});
