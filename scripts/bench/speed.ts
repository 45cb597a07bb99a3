import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeStack } from '../n8n/makeStack';
import { NODE, ROOT, TSX_LOADER } from '../n8n/paths';
import { pause } from '../n8n/pause';
import { httpNodesWorkflow } from './httpNodesWorkflow';
import {
	APPLICATION_WRITES,
	backfillWith,
	CANDIDATE_WRITES,
	finished,
	LISTS,
	span,
	withStack,
	writesOfSecondRun,
	written,
} from './stackRuns';

const run = promisify(execFile);

/** The fast pass with the limits off, and again, unchanged. */
async function unlimited(people: number, chunkSize: number) {
	return await withStack(
		{
			people,
			jobs: 12,
			limits: 'off',
			factor: 100_000,
			entered: backfillWith({ details: false, chunkSize, startAgain: true }),
		},
		async (stack) => {
			await stack.start();
			await finished(stack);
			const requests = await stack.sandbox.requests();
			const { seconds } = span(requests, CANDIDATE_WRITES, APPLICATION_WRITES);
			const people3 = span(requests, LISTS, CANDIDATE_WRITES, APPLICATION_WRITES).requests;
			const { streams, refused } = await stack.sandbox.compare('fast');
			const pages = Math.ceil(
				((streams.candidates?.held.count ?? 0) + (refused.candidates ?? 0)) / 100,
			);
			return {
				perSecond: written(requests) / seconds,
				ratio: people3 / (pages * 3),
				secondRunWrites: await writesOfSecondRun(stack),
			};
		},
	);
}

async function httpNodes(people: number): Promise<number> {
	const stack = await makeStack({ people, jobs: 12, limits: 'off', factor: 100_000 });
	try {
		await stack.n8n.cli('unpublish:workflow', '--id=rscHistoricalSync');
		const workflow = httpNodesWorkflow(stack.sandbox);
		await stack.n8n.importWorkflow(workflow);
		await stack.n8n.cli('publish:workflow', `--id=${workflow.id}`);
		await stack.n8n.start();
		let last = -1;
		for (let quiet = 0; quiet < 8; ) {
			await pause(500);
			const now = written(await stack.sandbox.requests());
			quiet = now === last && now > 0 ? quiet + 1 : 0;
			last = now;
		}
		const requests = await stack.sandbox.requests();
		return written(requests) / span(requests, CANDIDATE_WRITES, APPLICATION_WRITES).seconds;
	} finally {
		await stack.close();
	}
}

async function bare(people: number): Promise<number> {
	return await withStack(
		{ people, jobs: 12, limits: 'off', factor: 100_000 },
		async ({ sandbox }) => {
			const script = join(ROOT, 'scripts', 'bench', 'bareProcess.ts');
			const urls = [sandbox.linkedInUrl, sandbox.smartRecruitersUrl];
			const { stdout } = await run(NODE, ['--import', TSX_LOADER, script, ...urls]);
			return Number(stdout);
		},
	);
}

export interface SpeedFigures {
	vsHttpNodes: number;
	vsBareScript: number;
	secondRunWrites: number;
	requestRatio: number;
}

/** The fast pass of workflow 03 beside the same sync built by hand, each cold, and (e) again, unchanged; medians of the rounds. */
export async function measureSpeed(
	people: number,
	count: number,
	say: (line: string) => void,
): Promise<SpeedFigures> {
	const rounds: Array<{ nodes: number; script: number }> = [];
	let secondRunWrites = 0;
	let requestRatio = 0;
	for (let round = 0; round < count; round += 1) {
		const own = await unlimited(people, 20_000);
		say(`workflow 03, limits off: ${own.perSecond.toFixed(0)} records a second`);
		const nodes = await httpNodes(people);
		say(`HTTP Request nodes, limits off: ${nodes.toFixed(0)} records a second`);
		const script = await bare(people);
		say(`bare script, limits off: ${script.toFixed(0)} records a second`);
		rounds.push({ nodes: own.perSecond / nodes, script: own.perSecond / script });
		secondRunWrites += own.secondRunWrites;
		requestRatio = Math.max(requestRatio, own.ratio);
	}
	return {
		vsHttpNodes: median(rounds.map(({ nodes }) => nodes)),
		vsBareScript: median(rounds.map(({ script }) => script)),
		secondRunWrites,
		requestRatio,
	};
}

function median(numbers: readonly number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
