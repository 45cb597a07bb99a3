import { randomUUID } from 'node:crypto';
import { createSandbox } from '../../sandbox/createSandbox';
import { getCandidates } from '../../src/linkedin/candidates';
import { pollActivity } from '../../src/operations/activity/pollActivity';
import { ProcessBudgets } from '../../src/operations/budgets/ProcessBudgets';
import { connect } from '../../src/operations/connect';
import { exportCandidates } from '../../src/operations/export/exportCandidates';
import { syncRecords } from '../../src/operations/history/syncRecords';
import type { Runtime } from '../../src/operations/Runtime';
import { listJobs } from '../../src/smartrecruiters/jobs';
import { EXPORTS, PARKED, QUEUE } from '../../src/state/tables';
import { EXPORT_OPTIONS, ORGANIZATION, press, pushOf, showJobs } from '../support/exporting';
import { historyRuntime, PROFILE_URL } from '../support/historyRuntime';
import { runToEnd } from '../support/runToEnd';
import { sandboxConnection } from '../support/sandboxConnection';

export interface Storm {
	/** How often a vendor said that it was too much. */
	throttled: number;
	requests: number;
	/** Runs of Sync Records that ended at once, because another one was at work. */
	queued: number;
	/** Records that were named, and are not at LinkedIn as they are now. */
	missing: string[];
	/** What waits still, and exports that did not end. */
	left: number;
	notExported: number;
	/** Of everything together, on the sandbox's clock. */
	seconds: number;
}

export interface StormOptions {
	people?: number;
	webhooks?: number;
	exports?: number;
	/** How many processes of n8n the executions are spread over. */
	processes?: number;
	/** So many others die beforehand, in the middle of their work. */
	dead?: number;
}

const PHONE = '+1 555 0142';
const SECOND_MS = 1_000;
const TIME_LIMIT_MS = 300_000;

/**
 * A backfill, webhooks of one second, exports and polls side by side, each an execution of its own, at the documented
 * limits. Time is the sandbox's.
 */
export async function storm({
	people = 400,
	webhooks = 200,
	exports = 10,
	processes: count = 1,
	dead = 0,
}: StormOptions = {}): Promise<Storm> {
	const sandbox = await createSandbox({
		...{ people, jobs: 12, startAtMs: Date.UTC(2026, 10, 2, 9) },
		// Behind other work on this machine, requests would take so long that leases end.
		ownTime: true,
	});
	try {
		const { clock, company, requests, switches } = sandbox.context;
		switches.set('li§4.4 task delay ms', 0);
		await runToEnd(sandbox, sandboxConnection(sandbox), {
			...{ candidates: false, applications: false, details: false, jobCheckDelayMs: 1 },
		});
		showJobs(sandbox);
		const pushes = [];
		for (let nth = 0; nth < exports; nth += 1)
			pushes.push(pushOf(await press(sandbox, 100 + nth * 10, { plainOnly: true }), clock.now()));
		const base = await historyRuntime(sandbox);
		const { linkedIn, effects, random } = base;
		clock.advance(60 * SECOND_MS);
		requests.reset();

		// Whoever dies has told the others of itself, and has reserved a part of the day.
		for (let nth = 0; nth < dead; nth += 1) await dieAtWork(base, processBudgets());
		const processes = Array.from({ length: count }, processBudgets);
		let executions = 0;
		const execution = (): Runtime => {
			executions += 1;
			const budgets = processes[executions % count] ?? base.budgets;
			return { ...base, budgets, owner: `execution ${executions}` };
		};
		const changed = [...company.candidates()].slice(0, webhooks);
		for (const one of changed)
			company.putCandidate({ ...one, phoneNumber: PHONE, updatedOn: clock.now() });
		const beganAtMs = clock.now();
		const [reports] = await Promise.all([
			Promise.all(
				changed.map(async ({ id }, nth) => {
					await effects.sleep((nth * SECOND_MS) / changed.length);
					const item = { event: 'candidate.updated', candidateId: id };
					const nothing = { applicationId: '', jobId: '', reviewId: '' };
					const input = { profileUrl: PROFILE_URL, timeLimitMs: TIME_LIMIT_MS };
					return (await syncRecords(execution(), { ...input, items: [{ ...nothing, ...item }] }))
						.report;
				}),
			),
			runToEnd(sandbox, execution(), { jobCheckDelayMs: 1 }),
			...pushes.map(async (push) => {
				const options = { ...EXPORT_OPTIONS, searchLagMs: 0 };
				await exportCandidates(execution(), {
					...{ pushes: [push], options, timeLimitMs: TIME_LIMIT_MS },
				});
			}),
			...[0, 5, 10].map(async (second) => {
				await effects.sleep(second * SECOND_MS);
				const world = { effects, random, budgets: execution().budgets };
				const limits = { stopAtMs: effects.now() + TIME_LIMIT_MS, maxEvents: 1_000 };
				const kinds = ['inMail', 'prospectNote', 'stub'] as const;
				const wish = {
					contracts: ['urn:li:contract:2001'],
					seats: [],
					kinds,
					lookBackMs: 1,
					everyMs: 1,
				};
				await pollActivity(linkedIn, world, wish, undefined, limits);
			}),
		]);
		const seconds = (clock.now() - beganAtMs) / SECOND_MS;
		const { linkedin, smartrecruiters } = requests.summary();
		const held = sandbox.store.of(ORGANIZATION).candidates;
		const refused = new Set((await base.store.read(PARKED, {})).map(({ recordKey }) => recordKey));
		const withheld = new Set(
			reports.flatMap((one) => one.withheld.map(({ candidateId }) => candidateId)),
		);
		return {
			throttled: linkedin.throttled + smartrecruiters.throttled,
			requests: linkedin.requests + smartrecruiters.requests,
			queued: reports.filter(({ state }) => state === 'queued').length,
			missing: changed
				.map(({ id }) => id)
				.filter((id) => !refused.has(`candidate:${id}`) && !withheld.has(id))
				.filter((id) => !JSON.stringify(held.get(id)?.fields ?? '').includes(PHONE)),
			left: (await base.store.read(QUEUE, {})).length,
			notExported: (await base.store.read(EXPORTS, {})).filter(({ state }) => state !== 'exported')
				.length,
			seconds,
		};
	} finally {
		await sandbox.close();
	}
}

const processBudgets = (): ProcessBudgets => new ProcessBudgets(randomUUID());

/** A process that has just asked both vendors, and is never heard of again. */
async function dieAtWork(base: Runtime, budgets: ProcessBudgets): Promise<void> {
	const clients = connect({ ...base, budgets }, base.effects.now() + TIME_LIMIT_MS);
	await listJobs(clients.smartRecruiters, { limit: 1 });
	await getCandidates(clients.linkedIn, ['nobody']);
}
