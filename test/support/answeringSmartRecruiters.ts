import { ProcessBudgets } from '../../src/operations/budgets/ProcessBudgets';
import { openSmartRecruiters } from '../../src/operations/connect';
import { WaitLedger } from '../../src/http/WaitLedger';
import type { HttpRequest, HttpResponse } from '../../src/http/Transport';
import type { SmartRecruitersApi } from '../../src/smartrecruiters/SmartRecruitersApi';

export type Answer = Partial<HttpResponse> & { body?: unknown };

/** SmartRecruiters' client in front of answers that a test makes up; what was asked is kept. */
export function answeringSmartRecruiters(answer: (url: URL, request: HttpRequest) => Answer): {
	api: SmartRecruitersApi;
	asked: URL[];
} {
	const asked: URL[] = [];
	let nowMs = Date.UTC(2026, 10, 24);
	const { api } = openSmartRecruiters(
		{
			settings: {
				baseUrl: 'https://api.example.com',
				requestsPerSecond: 1_000_000,
				credentialId: 'one',
			},
			transport: async (request) => {
				const url = new URL(request.url);
				asked.push(url);
				return { status: 200, headers: {}, body: {}, ...answer(url, request) };
			},
		},
		{
			effects: {
				now: () => nowMs,
				sleep: async (ms) => {
					nowMs += ms;
				},
			},
			random: () => 0,
			budgets: new ProcessBudgets('test'),
		},
		{ deadlineMs: Number.POSITIVE_INFINITY, ledger: new WaitLedger() },
	);
	return { api, asked };
}
