import type { Rejection } from '../../mapping/Rejection';
import { joined, type Outcome } from '../Outcome';
import type { PeopleChoice, SyncContext } from '../SyncContext';
import { notVisible } from './notVisible';
import { isAbsent, type Person } from './readPerson';
import { outcomeOf, sendPeople } from './sendPeople';

/** Sends people who were read; whom SmartRecruiters lists, but does not show, is parked. */
export async function sendReadPeople(
	context: SyncContext,
	{ people, rejections }: { people: readonly Person[]; rejections: readonly Rejection[] },
	choice: PeopleChoice,
): Promise<Outcome> {
	const sent = await sendPeople(context, people, choice);
	const absent = people.filter(isAbsent).map(({ id }) => notVisible('candidate', id));
	return joined([outcomeOf(people, sent), { rejections: [...rejections, ...absent] }]);
}
