import { makeStack, type Stack } from '../n8n/makeStack';
import { pause } from '../n8n/pause';
import type { SandboxProcess } from '../n8n/SandboxProcess';
import type { Pass } from './heap';
import { writesOfSecondRun } from './stackRuns';
import { DEFAULT_REPORT_ID } from '../../sandbox/smartrecruiters/reports/ReportStore';

const LOOK_EVERY_MS = 250;
const TELL_EVERY_MS = 60_000;
/** Far above every limit: the vendors of this part have none. */
const NO_LIMIT = 100_000;
/** What was sent of a million people is 100 MB, and n8n's default for all tables is 200. */
const TABLES_MB = 2_000;
const SANDBOX_HEAP_MB = 10_000;

export interface MemoryUse {
	/** How many were sent when the backfill ended, or was ended. */
	people: number;
	finished: boolean;
	/** Of n8n's process, at most, while the backfill ran. */
	peakMb: number;
	/** From the start of the backfill to its end. */
	seconds: number;
	records: number;
	/** What the second run wrote, by hand, with everything there. */
	secondRunWrites: number;
}

/** Options of Backfill in workflow 03. */
const HOW: Readonly<Record<Pass, object>> = {
	lists: { detailsFrom: 'candidates' },
	report: {
		detailsFrom: 'report',
		report: { __rl: true, mode: 'id', value: DEFAULT_REPORT_ID },
	},
};

/**
 * A backfill of so many people by a real n8n, without limits, and how much memory n8n takes meanwhile.
 *
 * @param withinMs when it is ended, if it has not by then: the second run is left out then
 */
export async function measureMemory(
	pass: Pass,
	people: number,
	withinMs: number,
	tell: (line: string) => void,
): Promise<MemoryUse> {
	const stack = await makeStack({
		people,
		jobs: 12,
		limits: 'off',
		factor: NO_LIMIT,
		sandboxHeapMb: SANDBOX_HEAP_MB,
		env: { N8N_DATA_TABLES_MAX_SIZE_BYTES: String(TABLES_MB * 1_048_576) },
		entered: {
			rscHistoricalSync: {
				Backfill: { ...HOW[pass], options: { details: false, jobCheckDelay: 1, startAgain: true } },
			},
		},
	});
	try {
		// One application a call would take a million people days.
		await stack.sandbox.control('POST', '/switches', { 'li§15.3 versioned stages exist': true });
		await stack.start();
		const beganAtMs = Date.now();
		let peakMb = 0;
		let watching = true;
		const watch = (async () => {
			for (let toldAtMs = beganAtMs; watching; ) {
				peakMb = Math.max(peakMb, stack.n8n.memoryMb());
				if (Date.now() - toldAtMs > TELL_EVERY_MS) {
					toldAtMs = Date.now();
					const sent = await writes(stack.sandbox);
					tell(
						`${pass}: ${sent} records sent, ${stack.n8n.memoryMb().toFixed(0)} MB now, at most ${peakMb.toFixed(0)} MB`,
					);
				}
				await pause(LOOK_EVERY_MS);
			}
		})();
		const finished = await isFinished(stack, beganAtMs + withinMs);
		const seconds = (Date.now() - beganAtMs) / 1_000;
		watching = false;
		await watch;
		const records = await writes(stack.sandbox);
		const sent = (await stack.sandbox.requests()).writes.candidate ?? 0;
		const use = { people: sent, finished, peakMb, seconds, records };
		if (!finished) return { ...use, secondRunWrites: 0 };
		return { ...use, secondRunWrites: await writesOfSecondRun(stack) };
	} finally {
		await stack.close();
	}
}

async function isFinished(stack: Stack, deadlineMs: number): Promise<boolean> {
	for (;;) {
		const run = (await stack.n8n.table('rsc_sync')).find(({ stream }) => stream === 'backfill');
		if (run?.finishedAt) return true;
		if (Date.now() > deadlineMs) return false;
		await pause(LOOK_EVERY_MS);
	}
}

async function writes(sandbox: SandboxProcess): Promise<number> {
	return Object.values((await sandbox.requests()).writes).reduce((sum, one) => sum + one, 0);
}
