import type { ResilienceCase } from '../ResilienceCase';
import { allOf, check, onStage, type Stage } from '../Stage';

const row = {
	row: 5,
	kind: 'one record spoils the call',
	wanted: 'it stands alone and is parked; the others arrive; calls are bounded',
};

/** More than a run without a bad record takes: halving sixty records, on three kinds, with repetitions of a 500. */
const MOST_EXTRA = 90;

const spoil = (stage: Stage, kind: string, id: string, status: number): void => {
	stage.sandbox.store.spoilers.set(`${kind} ${id}`, { status, message: 'Refused' });
};

interface CleanRun {
	calls: number;
	/** By application, as the product names them. */
	stageIds: Map<string, string[]>;
}

const cleanRuns = new Map<number, Promise<CleanRun>>();

/** The same company without a bad record; played once. */
async function cleanRun(people: number): Promise<CleanRun> {
	const known = cleanRuns.get(people) ?? playClean(people);
	cleanRuns.set(people, known);
	return await known;
}

async function playClean(people: number): Promise<CleanRun> {
	const run: CleanRun = { calls: 0, stageIds: new Map() };
	await onStage(
		async (stage) => {
			await stage.backfill();
			run.calls = stage.requests.linkedin;
			for (const [id, { stages }] of stage.held.applications)
				run.stageIds.set(id, [...stages.keys()]);
			return { ok: true, got: '' };
		},
		{ people },
	);
	return run;
}

async function bounded(stage: Stage, id: string, people: number) {
	await stage.backfill();
	const extra = stage.requests.linkedin - (await cleanRun(people)).calls;
	const rows = (await stage.parked()).filter(({ recordKey }) => recordKey.includes(id));
	return allOf(
		stage.arrived(id),
		check(rows.length > 0, 'parked', 'not parked'),
		check(extra <= MOST_EXTRA, `${extra} calls more`, `${extra} calls more than without it`),
	);
}

const SPOILERS: ReadonlyArray<[what: string, kind: string, statuses: number[]]> = [
	['candidate', 'candidate', [400, 422, 500]],
	['application', 'application', [400]],
	['stage', 'stage', [400]],
	['job', 'job', [400, 500]],
];

export const SPOILED_CALLS: readonly ResilienceCase[] = [
	{
		...row,
		input: 'a job with applyUrl: "careers.example.com/apply/1"',
		wanted: 'known beforehand: parked or mended; the others arrive',
		run: async () =>
			await onStage(async (stage) => {
				const job = stage.job();
				const ad = { id: 'ad', ...job.ad, applyUrl: 'careers.example.com/apply/1' };
				stage.putJob({ ...job, ad });
				const { calls: before } = await cleanRun(40);
				await stage.backfill();
				const extra = stage.requests.linkedin - before;
				return allOf(
					stage.arrived(job.id),
					check(extra <= 2, `${extra} calls more`, `${extra} calls more than without it`),
				);
			}),
	},
	...SPOILERS.flatMap(([what, kind, statuses]) =>
		statuses.map(
			(status): ResilienceCase => ({
				...row,
				input: `one ${what} for which the whole call answers ${status}`,
				run: async () =>
					await onStage(
						async (stage) => {
							const { id, applications } = stage.person();
							const jobId = what === 'job' ? stage.job().id : (applications[0]?.jobId ?? '');
							const application = `${id}_${jobId}`;
							const key = { candidate: id, job: jobId, application }[what] ?? application;
							const stages = what === 'stage' ? (await cleanRun(80)).stageIds.get(application) : [];
							for (const stageId of stages?.slice(0, 1) ?? [])
								spoil(stage, kind, `${application}/${stageId}`, status);
							spoil(stage, kind, key, status);
							return await bounded(stage, what === 'job' ? jobId : id, 80);
						},
						{ people: 80 },
					),
			}),
		),
	),
];
