import { HttpStatusError } from '../../../src/errors/HttpStatusError';
import type { ResilienceCase } from '../ResilienceCase';
import { allOf, check, onStage, type Stage } from '../Stage';

const READS: ReadonlyArray<[what: string, find: (stage: Stage) => { id: string; path: string }]> = [
	['candidate', (stage) => ofPerson(stage, (id) => `/candidates/${id}$/`)],
	['job', (stage) => ({ id: stage.job().id, path: `/jobs/${stage.job().id}$/` })],
	['history', (stage) => ofPerson(stage, (id) => `/candidates/${id}/jobs/.+/status/`)],
];

function ofPerson(stage: Stage, pathOf: (id: string) => string): { id: string; path: string } {
	const { id } = stage.person();
	return { id, path: pathOf(id) };
}

/** What a run ends with. */
async function endOf(run: () => Promise<unknown>): Promise<unknown> {
	try {
		await run();
		return undefined;
	} catch (error) {
		return error;
	}
}

const refusedCleanly = (error: unknown, status: number) =>
	check(
		error instanceof HttpStatusError && error.status === status && error.advice !== '',
		error instanceof HttpStatusError ? `${error.message}. ${error.advice}` : '',
		error instanceof Error ? `stopped: ${error.message}` : 'no error',
	);

export const REFUSED_READS: readonly ResilienceCase[] = [
	...READS.flatMap(([what, find]) =>
		[400, 403, 405, 409, 410, 422, 451, 500].map(
			(status): ResilienceCase => ({
				row: 3,
				kind: 'one refused read stops everybody',
				input: `GET of one ${what} answers ${status}`,
				wanted: 'it is parked, all others arrive',
				run: async () =>
					await onStage(async (stage) => {
						const { id, path } = find(stage);
						stage.fault({ vendor: 'smartrecruiters', path, kind: 'status', status, times: 5_000 });
						await stage.backfill();
						await stage.changes();
						const rows = (await stage.parked()).filter(({ recordKey }) => recordKey.includes(id));
						const others = stage.arrived(id);
						const parked = check(rows.length > 0, 'parked', 'not parked');
						stage.heal();
						await stage.changes();
						return allOf(others, parked);
					}),
			}),
		),
	),
	...(['malformed', 'reset'] as const).map(
		(kind): ResilienceCase => ({
			row: 3,
			kind: 'one refused read stops everybody',
			input: `GET of one candidate ${kind === 'reset' ? 'breaks the connection' : 'is no JSON'}, every time`,
			wanted: 'it is parked, all others arrive',
			run: async () =>
				await onStage(async (stage) => {
					const { id } = stage.person();
					stage.fault({ path: `/candidates/${id}$/`, kind, times: 5_000 });
					await stage.backfill();
					const rows = (await stage.parked()).filter(({ recordKey }) => recordKey.includes(id));
					return allOf(stage.arrived(id), check(rows.length > 0, 'parked', 'not parked'));
				}),
		}),
	),
	{
		row: 3,
		kind: 'one refused read stops everybody',
		input: 'every GET of a candidate answers 503 while lists are there; Sync Changes',
		wanted: 'it is the endpoint: a few are parked, the rest waits; afterwards all arrive',
		run: async () =>
			await onStage(async (stage) => {
				await stage.backfill();
				const before = (await stage.parked()).length;
				for (const one of [...stage.company.candidates()]) stage.put(one);
				stage.fault({ path: '/candidates/[^/]+$/', kind: 'status', status: 503, times: 5_000 });
				// It waits, and would do so for ever.
				await endOf(async () => await stage.changes());
				const parked = (await stage.parked()).length - before;
				stage.heal();
				for (let run = 0; run < 2; run += 1) await stage.changes();
				return allOf(check(parked <= 10, `${parked} parked`, `${parked} parked`), stage.arrived());
			}),
	},
	{
		row: 1,
		kind: 'absence taken for deletion',
		input: 'GET of every job answers {"message":"..."} with 207; Reconcile',
		wanted: 'no job is sent or closed by that',
		run: async () =>
			await onStage(
				async (stage) => {
					await stage.backfill();
					stage.fault({
						path: '/smartrecruiters/jobs/[^/]+$/',
						kind: 'status',
						status: 207,
						times: 5_000,
					});
					await stage.reconcile();
					stage.heal();
					for (let at = 0; at < stage.company.jobCount; at += 1)
						stage.putJob(stage.company.job(at));
					for (let run = 0; run < 2; run += 1) await stage.changes();
					return stage.arrived();
				},
				// One of these jobs is a template that has all that LinkedIn wants.
				{ people: 16, jobs: 6 },
			),
	},
	...[401, 403].map(
		(status): ResilienceCase => ({
			row: 19,
			kind: 'a refusal of everything is hidden',
			input: `Sync Changes, SmartRecruiters answers ${status} to GET /candidates`,
			wanted: 'the clear error that Backfill gives',
			run: async () =>
				await onStage(async (stage) => {
					const refuse = () => {
						stage.fault({
							path: '/smartrecruiters/candidates$/',
							kind: 'status',
							status,
							times: 5_000,
						});
					};
					refuse();
					const atBackfill = await endOf(async () => await stage.backfill());
					stage.heal();
					await stage.backfill();
					refuse();
					const atChanges = await endOf(async () => await stage.changes());
					return allOf(refusedCleanly(atBackfill, status), refusedCleanly(atChanges, status));
				}),
		}),
	),
];
