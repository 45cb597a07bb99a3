import { type SubRecord, upsertSubRecords } from '../../linkedin/subRecords';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { noteToLinkedIn } from '../../mapping/noteToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { reviewToFeedback } from '../../mapping/reviewToFeedback';
import { refusal } from '../refusals';
import type { SyncContext } from '../SyncContext';
import type { Person } from './readPerson';

/** Reviews and notes, where they were read because the user turned them on. @param applicationIds those that LinkedIn took */
export async function sendFeedbackAndNotes(
	{ linkedIn, sharing }: SyncContext,
	people: readonly Person[],
	applicationIds: ReadonlySet<string>,
): Promise<Rejection[]> {
	const feedback: SubRecord[] = [];
	const notes: SubRecord[] = [];
	for (const person of people) {
		for (const { assignment, reviews } of person.applications) {
			const parentId = applicationId(person.id, assignment.job.id);
			for (const review of applicationIds.has(parentId) ? reviews : []) {
				const fields = reviewToFeedback(review, await sharing.author(review.reviewerId));
				feedback.push({ parentId, id: review.id, fields });
			}
		}
		for (const note of person.notes) {
			const mapped = noteToLinkedIn(note, await sharing.author(note.authorId));
			if (mapped) notes.push({ parentId: person.id, id: mapped.noteId, fields: mapped.fields });
		}
	}
	const refusedFeedback = await upsertSubRecords(linkedIn, 'interviewFeedback', feedback);
	const refusedNotes = await upsertSubRecords(linkedIn, 'candidateNotes', notes);
	return [
		...[...refusedFeedback].map(([id, status]) =>
			refusal('application', id, status, 'interview feedback'),
		),
		...[...refusedNotes].map(([id, status]) => refusal('candidate', id, status, 'note')),
	];
}
