import { z } from 'zod';
import { fromJson } from '../../basics/fromJson';
import { getJobTasks } from '../../linkedin/jobPostings';
import type { Rejection, RejectionCode } from '../../mapping/Rejection';
import { recordIdOf } from '../../state/ParkedRecords';
import type { ParkedRow } from '../../state/tables';
import { dropped, GIVE_UP_AFTER_MS, NO_RESULT } from '../jobs/checkJobTasks';
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

const DROPPED: RejectionCode = 'JOB_TASK_FAILED';
const RUNNING: RejectionCode = 'JOB_TASK_RUNNING';

/**
 * Which parked jobs stay parked although LinkedIn has accepted them: those that it has dropped before, until it says what
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
		const wasDropped = row.code === DROPPED || row.code === RUNNING;
		return job && (wasDropped || job.isToClose)
			? [running(recordId, { ...job, acceptedAtMs: nowMs })]
			: [];
	});
}

function acceptedOf({ kind, code, payload }: ParkedRow): Accepted | undefined {
	return kind === 'job' && code === RUNNING
		? AcceptedSchema.safeParse(fromJson(payload)).data
		: undefined;
}

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
	const asked: Array<{ row: ParkedRow; accepted: Accepted }> = [];
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
	for (const { row, accepted } of asked) {
		const recordId = recordIdOf(row);
		const state = states.get(accepted.task);
		if (state?.state === 'succeeded' && accepted.isToClose) {
			left.push(row);
			held.add(recordId);
		} else if (state?.state === 'succeeded') settled.push({ kind: 'job', recordId });
		else if (state?.state === 'failed') rejections.push(dropped(recordId, state.reason));
		else if (effects.now() - accepted.acceptedAtMs > GIVE_UP_AFTER_MS)
			rejections.push(dropped(recordId, NO_RESULT));
		else rejections.push(running(recordId, accepted));
	}
	return { left, held, outcome: { settled, rejections } };
}

/** LinkedIn has accepted a job: it stays parked until a later run knows what became of it. */
export function running(recordId: string, accepted: Accepted): Rejection {
	return { kind: 'job', recordId, code: RUNNING, payload: JSON.stringify(accepted) };
}
