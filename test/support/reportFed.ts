import { compare } from '../../sandbox/compare/compare';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/createSandbox';
import { REPORT_FIELDS } from '../../sandbox/smartrecruiters/reports/reportFields';
import {
	type BuiltReport,
	DEFAULT_REPORT_ID,
} from '../../sandbox/smartrecruiters/reports/ReportStore';
import {
	historyRuntime,
	ORGANIZATION,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import { backfillInput } from '../../scripts/support/runToEnd';
import { backfill } from '../../src/operations/history/backfill';
import type { StoredSharing } from '../../src/state/Settings';

export let sandbox: Sandbox;

export async function open(options: SandboxOptions = {}): Promise<Sandbox> {
	sandbox = await createSandbox({
		people: 120,
		limits: 'off',
		startAtMs: Date.UTC(2026, 10, 2),
		recordBodies: true,
		...options,
	});
	sandbox.context.switches.set('li§4.4 task delay ms', 0);
	return sandbox;
}

export const FED = { reportId: DEFAULT_REPORT_ID, jobCheckDelayMs: 1 };

export const ALONE = { ...FED, details: false };

const FAST = { requestsPerSecond: 1000 };

export const held = () => sandbox.store.of(ORGANIZATION);

export const agreement = (pass: 'report' | 'deep', sharing = {}) =>
	compare(sandbox.context.company, held(), pass, sharing);

export const agreesInPeople = (pass: 'report' | 'deep', sharing = {}) => {
	const { candidates, applications } = agreement(pass, sharing).streams;
	return [candidates, applications].map(({ missing, extra, different }) => ({
		missing,
		extra,
		different,
	}));
};

export const NOTHING_ODD = { missing: [], extra: [], different: [] };

export const runtimeOf = async (sharing?: Partial<StoredSharing>): Promise<TestRuntime> =>
	await historyRuntime(sandbox, { ...FAST, ...(sharing && { sharing }) });

/** The report as somebody else has built it. */
export function build(change: Partial<BuiltReport>): void {
	const report = sandbox.reports.report(DEFAULT_REPORT_ID);
	if (report) sandbox.reports.build({ ...report, ...change });
}

export const without = (...names: string[]): string[] =>
	REPORT_FIELDS.map(({ name }) => name).filter((name) => !names.includes(name));

export async function runOnce(runtime: TestRuntime, change: object) {
	return (await backfill(runtime, backfillInput(change))).report;
}

/** Closes the sandbox that a test has opened. */
export function closeAfterEach(): void {
	afterEach(async () => {
		await sandbox.close();
	});
}
