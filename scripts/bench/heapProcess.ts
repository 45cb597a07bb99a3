import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_REPORT_ID } from '../../sandbox/smartrecruiters/reports/ReportStore';
import { DEFAULT_VERSION } from '../../src/linkedin/LinkedInSettings';
import { ProcessBudgets } from '../../src/operations/budgets/ProcessBudgets';
import { backfill } from '../../src/operations/history/backfill';
import type { Runtime } from '../../src/operations/Runtime';
import { Contracts } from '../../src/state/Contracts';
import { SENT } from '../../src/state/tables';
import { pause } from '../n8n/pause';
import { fetchTransport } from '../support/fetchTransport';
import { connectOrganization, ORGANIZATION } from '../support/historyRuntime';
import { backfillInput } from '../support/runToEnd';
import { FileStore } from './FileStore';

const [pass = 'lists', url = ''] = process.argv.slice(2);
const NO_LIMIT = 1_000_000_000;
const LOOK_EVERY_MS = 500;
const MB = 1_048_576;

function runtimeOf(store: FileStore): Runtime {
	const sign = (tokenUrl: string, clientId: string) =>
		fetchTransport({ tokenUrl, clientId, clientSecret: `${clientId}-secret` });
	return {
		linkedIn: {
			settings: {
				baseUrl: `${url}/linkedin`,
				organizationUrn: ORGANIZATION,
				generation: 'recommended',
				overrides: {},
				version: DEFAULT_VERSION,
				protocol: '1.0',
				recordsPerMinute: NO_LIMIT,
				requestsPerDay: NO_LIMIT,
			},
			transport: sign(`${url}/linkedin/oauth/v2/accessToken`, 'sandbox-child'),
		},
		smartRecruiters: {
			settings: {
				baseUrl: `${url}/smartrecruiters`,
				requestsPerSecond: NO_LIMIT,
				credentialId: 'sandbox-sr',
			},
			transport: sign(`${url}/smartrecruiters/identity/oauth/token`, 'sandbox-sr'),
		},
		effects: { now: () => Date.now(), sleep: pause },
		random: () => 0.5,
		budgets: new ProcessBudgets('bench'),
		store,
		owner: 'bench',
	};
}

/** What is in use after the collector has run, in MB. */
function inUse(): number {
	globalThis.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / MB;
}

/** Runs a backfill to its end, and tells the memory in use every few seconds: a line of JSON each. */
async function main(): Promise<void> {
	const file = join(tmpdir(), `rsc-heap-${process.pid}.sqlite`);
	const store = new FileStore(file);
	await connectOrganization(store);
	const facts = { batchableStages: true };
	await new Contracts(store, ORGANIZATION).keepLearned(
		JSON.stringify({ version: DEFAULT_VERSION, learnedAtMs: Date.now(), facts }),
	);
	const runtime = runtimeOf(store);
	const input = backfillInput({
		details: false,
		jobCheckDelayMs: 1,
		timeLimitMs: 60_000,
		...(pass === 'report' && { reportId: DEFAULT_REPORT_ID }),
	});
	const tell = (done: boolean): void => {
		const sentMb = store.bytesOf(SENT) / MB;
		process.stdout.write(`${JSON.stringify({ usedMb: inUse(), sentMb, done })}\n`);
	};
	const looking = setInterval(() => {
		tell(false);
	}, LOOK_EVERY_MS);
	for (;;) {
		const { report } = await backfill(runtime, input);
		if (report.state === 'done') break;
		if (report.resumeAt) await pause(Math.max(0, Date.parse(report.resumeAt) - Date.now()));
	}
	clearInterval(looking);
	tell(true);
	store.close();
	for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
}

void main();
