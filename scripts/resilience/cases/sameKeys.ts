import type { ResilienceCase } from '../ResilienceCase';
import { allOf, check, onStage, type Stage } from '../Stage';

const row = { row: 4, kind: 'the same key twice', wanted: 'sent once, all arrive' };

/** The first record of a list once more, at the end of its page. */
async function doubled(stage: Stage, list: 'candidates' | 'jobs', id: string): Promise<void> {
	const { transport, settings } = stage.runtime.smartRecruiters;
	const answer = await transport({
		method: 'GET',
		url: `${settings.baseUrl}/${list}?limit=100`,
		headers: {},
	});
	const page: unknown = typeof answer.body === 'string' ? JSON.parse(answer.body) : answer.body;
	const { content } = page as { content: Array<{ id: string }> };
	const value = content.find((one) => one.id === id);
	const edits = [{ path: `content.${content.length}`, value }];
	stage.fault({ path: `/smartrecruiters/${list}$/`, kind: 'odd', edits });
}

const ends = async (stage: Stage) => {
	await stage.backfill();
	await stage.changes();
	await stage.reconcile();
	return stage.arrived();
};

export const SAME_KEYS: readonly ResilienceCase[] = [
	...(['candidates', 'jobs'] as const).map(
		(list): ResilienceCase => ({
			...row,
			input: `one of the ${list} twice on one page`,
			run: async () =>
				await onStage(async (stage) => {
					await doubled(stage, list, list === 'jobs' ? stage.job().id : stage.person().id);
					return await ends(stage);
				}),
		}),
	),
	{
		...row,
		input: 'one job as primary and as secondary assignment',
		run: async () =>
			await onStage(async (stage) => {
				const one = stage.person();
				const [first] = one.applications;
				const twice = [{ job: { id: first?.jobId }, status: first?.history.at(-1)?.status }];
				const edits = [{ id: one.id, path: 'secondaryAssignments', value: twice }];
				stage.put({ ...one, applications: one.applications.slice(0, 1) });
				stage.fault({ path: '/candidates', kind: 'odd', edits, times: 5_000 });
				return await ends(stage);
			}),
	},
	{
		...row,
		input: 'two history entries of one millisecond with different sub-status',
		wanted: 'two stages',
		run: async () =>
			await onStage(async (stage) => {
				const one = stage.person();
				const [first] = one.applications;
				if (!first) throw new Error('No application');
				const changedOn = first.history[0]?.changedOn ?? 0;
				const history = ['Phone interview', 'On-site interview'].map((subStatus) => ({
					changedOn,
					status: 'INTERVIEW',
					subStatus,
				}));
				stage.put({ ...one, applications: [{ ...first, history }] });
				const verdict = await ends(stage);
				const stages = stage.held.applications.get(`${one.id}_${first.jobId}`)?.stages.size;
				return allOf(verdict, check(stages === 2, 'two stages', `${stages} stages`));
			}),
	},
];
