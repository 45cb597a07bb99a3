import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import { recordIdOf } from '../../state/ParkedRecords';
import type { ParkedRow } from '../../state/tables';
import { fromPayload } from '../AbsencePayload';
import { mapConcurrently } from '../mapConcurrently';
import { joined, type Outcome } from '../Outcome';
import { readApplicationPair } from '../people/readApplicationPair';
import type { PeopleChoice, SyncContext } from '../SyncContext';
import { deleteAgain, parkedDeletion } from './deleteAgain';
import { askForTasks, stillOpen } from './acceptedJobs';
import { sendNamedJobs } from './sendNamedJobs';
import { type NamedPerson, sendNamedPeople } from './sendNamedPeople';

/**
 * Reads parked records again and sends them, or deletes them where that is what they are parked for; at most 100. What
 * goes is settled, what does not is told anew. An application goes with its candidate. A job that LinkedIn accepted before,
 * or that is over, is settled when LinkedIn says that it has it, or can close it.
 */
export async function retryParked(
	context: SyncContext,
	rows: readonly ParkedRow[],
	choice: PeopleChoice,
): Promise<Outcome> {
	const toDelete = rows.flatMap((row) => parkedDeletion(row) ?? []);
	const tasks = await askForTasks(
		context,
		rows.filter((row) => !parkedDeletion(row)),
	);
	const toSend = tasks.left;
	const ofKind = (kind: ParkedRow['kind']): ParkedRow[] =>
		toSend.filter((row) => row.kind === kind);
	const deleted = await deleteAgain(context, toDelete);
	const applications = await mapConcurrently(
		[...ofKind('application').map(recordIdOf), ...deleted.stillThere],
		DETAIL_CONCURRENCY,
		async (id) => await readApplicationPair(context.smartRecruiters, id),
	);
	const named = new Map<string, NamedPerson>();
	for (const one of applications)
		if ('candidateId' in one)
			named.set(one.candidateId, { candidateId: one.candidateId, known: {} });
	for (const row of ofKind('candidate')) {
		const candidateId = recordIdOf(row);
		named.set(candidateId, { candidateId, known: fromPayload(row.payload) });
	}
	const people = await sendNamedPeople(context, [...named.values()], choice);
	const jobs = await sendNamedJobs(
		context,
		ofKind('job').map((row) => ({
			jobId: recordIdOf(row),
			known: fromPayload(row.payload),
			isHeld: tasks.held.has(recordIdOf(row)),
		})),
		choice,
	);
	const { settled, ...rest } = joined([
		deleted.outcome,
		people.outcome,
		jobs.outcome,
		{ rejections: stillOpen(ofKind('job'), jobs.accepted, context.effects.now()) },
		tasks.outcome,
		{ rejections: applications.flatMap((one) => ('code' in one ? one : [])) },
	]);
	return {
		...rest,
		settled: [
			...settled,
			...ofKind('application').map((row) => ({
				kind: 'application' as const,
				recordId: recordIdOf(row),
			})),
		],
	};
}
