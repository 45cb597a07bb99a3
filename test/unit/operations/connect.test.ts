import { z } from 'zod';
import { WaitLedger } from '../../../src/http/WaitLedger';
import { ProcessBudgets } from '../../../src/operations/budgets/ProcessBudgets';
import { openSmartRecruiters } from '../../../src/operations/connect';
import { MemoryStore } from '../../../scripts/support/MemoryStore';

const ANSWER_MS = 20;

/** How long each of some requests waited, when SmartRecruiters says this much is left after each. */
async function waitsWith(remaining: readonly string[]): Promise<number[]> {
	const waits: number[] = [];
	const left = [...remaining];
	let nowMs = 1_000_000;
	const { api } = openSmartRecruiters(
		{
			settings: { baseUrl: 'https://sr.example.com', requestsPerSecond: 2, credentialId: 'one' },
			transport: async () => {
				nowMs += ANSWER_MS;
				const headers = { 'x-ratelimit-remaining': left.shift() ?? '1' };
				return await Promise.resolve({ status: 200, headers, body: {} });
			},
		},
		{
			effects: {
				now: () => nowMs,
				sleep: async (ms) => {
					waits.push(ms);
					nowMs += ms;
					await Promise.resolve();
				},
			},
			random: () => 0,
			budgets: new ProcessBudgets('test'),
			store: new MemoryStore(),
		},
		{ deadlineMs: nowMs + 60_000, ledger: new WaitLedger() },
	);
	for (const _ of remaining) await api.get('/jobs', '/jobs', z.object({}));
	return waits;
}

describe('what SmartRecruiters says is left of the second', () => {
	it('lets a slot pass when somebody else has used it up', async () => {
		expect(await waitsWith(['1', '1'])).toEqual([430]);
		expect(await waitsWith(['0', '1'])).toEqual([500]);
	});

	it('costs nothing when our own requests explain it', async () => {
		expect(await waitsWith(['1', '0', '0', '1'])).toEqual([430, 550, 430]);
	});
});
