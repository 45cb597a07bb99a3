import { z } from 'zod';
import { fromJson } from '../../basics/fromJson';
import { getJobStatus, getJobTasks } from '../../linkedin/jobPostings';
import type { Rejection, RejectionCode } from '../../mapping/Rejection';
import { recordIdOf } from '../../state/ParkedRecords';
import type { ParkedRow } from '../../state/tables';
import { dropped, GIVE_UP_AFTER_MS, lost } from '../jobs/checkJobTasks';
import type { Outcome } from '../Outcome';
import type { SyncContext } from '../SyncContext';
import type { AcceptedJob } from './sendNamedJobs';

const AcceptedSchema = z.object({
	/** `urn:li:simpleJobPostingTask:…` */
	task: z.string(),
	/** When LinkedIn accepted the job; epoch milliseconds. */
	acceptedAtMs: z.number(),
	/** Whether it is over, and has to be closed when LinkedIn has it. */
	isToClose: z.boolean(),
});
type Accepted = z.infer<typeof AcceptedSchema>;

const RUNNING: RejectionCode = 'JOB_TASK_RUNNING';
/** What a job is parked with that LinkedIn has accepted before. */
const ACCEPTED_BEFORE: ReadonlySet<string> = new Set<RejectionCode>([
	'JOB_TASK_FAILED',
	'JOB_TASK_LOST',
	RUNNING,
]);

/**
 * Which parked jobs stay parked although LinkedIn has accepted them: those that it has accepted before, until it says what
 * became of them, and those that are over, until they can be closed.
 */
export function stillOpen(
	rows: readonly ParkedRow[],
	accepted: ReadonlyMap<string, AcceptedJob>,
	nowMs: number,
): Rejection[] {
	return rows.flatMap((row): Rejection[] => {
		const recordId = recordIdOf(row);
		const job = accepted.get(recordId);
		return job && (ACCEPTED_BEFORE.has(row.code) || job.isToClose)
			? [running(recordId, { ...job, acceptedAtMs: nowMs })]
			: [];
	});
}

function acceptedOf({ kind, code, payload }: ParkedRow): Accepted | undefined {
	return kind === 'job' && code === RUNNING
		? AcceptedSchema.safeParse(fromJson(payload)).data
		: undefined;
}

type Asked = { row: ParkedRow; accepted: Accepted };

/**
 * Asks what became of the parked jobs that LinkedIn has accepted; at most 100.
 *
 * @returns `left`: the rows that are to be sent, because nothing is under way, or because the job can be closed now; of
 * these, `held` has the ids of jobs that LinkedIn has
 */
export async function askForTasks(
	{ linkedIn, effects }: Pick<SyncContext, 'linkedIn' | 'effects'>,
	rows: readonly ParkedRow[],
): Promise<{
	left: ParkedRow[];
	held: ReadonlySet<string>;
	outcome: Pick<Outcome, 'settled' | 'rejections'>;
}> {
	const left: ParkedRow[] = [];
	const held = new Set<string>();
	const asked: Asked[] = [];
	for (const row of rows) {
		const accepted = acceptedOf(row);
		if (accepted) asked.push({ row, accepted });
		else left.push(row);
	}
	const states = await getJobTasks(
		linkedIn,
		asked.map(({ accepted: { task } }) => task),
	);
	const settled: Array<{ kind: 'job'; recordId: string }> = [];
	const rejections: Rejection[] = [];
	const arrived = ({ row, accepted }: Asked): void => {
		if (accepted.isToClose) {
			left.push(row);
			held.add(recordIdOf(row));
		} else settled.push({ kind: 'job', recordId: recordIdOf(row) });
	};
	const late: Asked[] = [];
	for (const one of asked) {
		const { row, accepted } = one;
		const state = states.get(accepted.task);
		if (state?.state === 'succeeded') arrived(one);
		else if (state?.state === 'failed') rejections.push(dropped(recordIdOf(row), state.reason));
		else if (effects.now() - accepted.acceptedAtMs > GIVE_UP_AFTER_MS) late.push(one);
		else rejections.push(running(recordIdOf(row), accepted));
	}
	// As after days without n8n: LinkedIn no longer tells of the task, and may have the job.
	const known = late.length > 0 ? await getJobStatus(linkedIn, late.map(idOf)) : undefined;
	for (const one of late) {
		if (known?.has(idOf(one))) arrived(one);
		else if (known?.unknown.has(idOf(one))) rejections.push(running(idOf(one), one.accepted));
		else rejections.push(lost(idOf(one)));
	}
	return { left, held, outcome: { settled, rejections } };
}

function idOf({ row }: Asked): string {
	return recordIdOf(row);
}

/** LinkedIn has accepted a job: it stays parked until a later run knows what became of it. */
export function running(recordId: string, accepted: Accepted): Rejection {
	return { kind: 'job', recordId, code: RUNNING, payload: JSON.stringify(accepted) };
}
