import type { IRun } from 'n8n-workflow';
import type { Execution } from '../worlds/WorldView';

/** What came of a run of n8n's engine. */
export function toExecution(data: IRun['data'], keepsFailures: boolean): Execution {
	const { runData, error } = data.resultData;
	const failed =
		error ??
		Object.values(runData)
			.flat()
			.find((task) => task.error)?.error;
	return {
		outputs: Object.fromEntries(
			Object.entries(runData).map(([name, tasks]) => [
				name,
				(tasks.at(-1)?.data?.main ?? []).map((output) => output ?? []),
			]),
		),
		error: failed && `${failed.name}: ${failed.message} ${failed.description ?? ''}`,
		kept: failed && keepsFailures ? JSON.stringify(data) : '',
	};
}
