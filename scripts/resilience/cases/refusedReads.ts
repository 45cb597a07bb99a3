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
