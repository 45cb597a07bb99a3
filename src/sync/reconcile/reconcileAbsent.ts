import { recordIdOf, recordKey } from '../../state/ParkedRecords';
import type { AbsencePayload } from '../AbsencePayload';
import { fromPayload } from '../AbsencePayload';
import { withdrawJobs } from '../jobs/withdrawJobs';
import { joined, type Outcome } from '../Outcome';
import { removePeople } from '../people/removePeople';
import { sendNamedJobs } from '../records/sendNamedJobs';
import { sendNamedPeople } from '../records/sendNamedPeople';
import type { ReconcileState } from './ReconcileState';
import { readsWhatIsListed } from './readsWhatIsListed';
import type { Reconciling, ReconcileStep } from './Reconciling';

/** More than this, and more than half of those who are looked for, are absent only when rights have changed. */
const MOST_ABSENT = 5;
const AT_ONCE = 100;

/**
 * Records that SmartRecruiters did not show an hour ago or earlier, and that its lists did not show in this reconciliation:
 * they are looked for once more, and whoever is still not there is deleted. Where most are absent at once, nothing is.
 */
export async function reconcileAbsent(
	work: Reconciling,
	state: ReconcileState,
): Promise<ReconcileStep> {
	const done = { ...state, phase: 'tombstones' as const };
	const keys = state.absent.slice(0, AT_ONCE);
	if (!work.repairs || keys.length === 0) return { state: done, differences: [], outcome: {} };
	const known = (key: string): AbsencePayload => fromPayload(work.payloads.get(key) ?? '');
	const idsOf = (kind: string): Array<{ id: string; known: AbsencePayload }> =>
		keys
			.filter((key) => key === recordKey(kind, recordIdOf({ recordKey: key })))
			.map((key) => ({ id: recordIdOf({ recordKey: key }), known: known(key) }));
	const people = await sendNamedPeople(
		work,
		idsOf('candidate').map((one) => ({ candidateId: one.id, known: one.known })),
		work.choice,
	);
	const jobs = await sendNamedJobs(
		work,
		idsOf('job').map((one) => ({ jobId: one.id, known: one.known })),
		work.choice,
	);
	const absentJobs = jobs.outcome.rejections
		.filter(({ kind, code }) => kind === 'job' && code === 'NOT_VISIBLE')
		.map(({ recordId }) => recordId);
	const absent = people.absent.length + absentJobs.length;
	const left = state.absent.slice(AT_ONCE);
	const next = left.length > 0 ? { ...state, absent: left } : done;
	const looked = joined([people.outcome, jobs.outcome]);
	const most = absent > MOST_ABSENT && absent * 2 > keys.length;
	const { smartRecruiters } = work;
	const blind =
		(people.absent.length > 0 && !(await readsWhatIsListed(smartRecruiters, 'candidate'))) ||
		(absentJobs.length > 0 && !(await readsWhatIsListed(smartRecruiters, 'job')));
	if (most || blind) {
		return {
			state: {
				...next,
				warning: `SmartRecruiters no longer shows ${absent} of ${keys.length} records that it showed before. Nothing was deleted at LinkedIn: check the system role and the access group of the API credential.`,
			},
			differences: [],
			outcome: looked,
		};
	}
	const removed = await removePeople(
		work,
		people.absent.map((candidateId) => ({ candidateId })),
		'deleted',
	);
	const closed = await withdrawJobs(work, absentJobs, 'deleted');
	return { state: next, differences: [], outcome: joined([proven(looked), removed, closed]) };
}

/** What was not visible is deleted now, and parked no more. */
function proven(outcome: Outcome): Outcome {
	const absent = outcome.rejections.filter(({ code }) => code === 'NOT_VISIBLE');
	return {
		...outcome,
		rejections: outcome.rejections.filter(({ code }) => code !== 'NOT_VISIBLE'),
		settled: [...outcome.settled, ...absent.map(({ kind, recordId }) => ({ kind, recordId }))],
	};
}
