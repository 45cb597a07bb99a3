import { z } from 'zod';
import { mappedSeats, seatsOf } from './mapPeople';
import { candidatePage, type Place, secondsUntil, sendForm, type Stop } from './Stop';

const CONTRACT = 'urn:li:contract:2001';
const TEXT =
	'Hello, we are looking for somebody like you. Would you have ten minutes for me this week?';
const MembersSchema = z.array(z.object({ urn: z.string(), candidateIds: z.array(z.string()) }));
const PeopleSchema = z.array(z.object({ person: z.string(), candidateId: z.string() }));
const idOf = (urn: string): string => urn.split(':').pop() ?? '';

/** A seat holder writes an InMail in Recruiter, and workflow 04 brings it to the candidate. */
export const sendInMail: Stop<'inMail'> = {
	name: 'inMail',
	title:
		'An InMail: a seat holder sends one in Recruiter (here workflow 04 asks every minute, not every half hour)',
	byHand: ({ sandbox }) =>
		`Send an InMail, or write a note, as a mapped seat holder: ${sandbox.linkedInUrl}/recruiter/seats`,
	walk: async (place) => {
		const { sandbox, tell } = place;
		const seat = await someSeat(place);
		const { person, candidateId } = await somebodyKnown(place);
		const text = `${TEXT} (${new Date().toISOString()})`;
		await sendForm(
			`${sandbox.linkedInUrl}/recruiter/seats/${idOf(seat)}/people/${idOf(person)}/inmails`,
			{ subject: 'A question', text },
		);
		const seconds = await secondsUntil(
			'the InMail is on the candidate',
			async () => (await timesOnCandidate(place, candidateId, text)) > 0,
		);
		tell(`It is a note on the candidate in SmartRecruiters after ${seconds} s`);
		return { seconds, candidateId, text };
	},
	holds: async (place, { candidateId, text }) =>
		(await timesOnCandidate(place, candidateId, text)) === 1,
};

/** How often a text stands on a candidate's page. */
async function timesOnCandidate(
	{ sandbox }: Place,
	candidateId: string,
	text: string,
): Promise<number> {
	const page = await fetch(candidatePage(sandbox, candidateId));
	return (await page.text()).split(text).length - 1;
}

async function someSeat(place: Place): Promise<string> {
	const active = (await seatsOf(place.sandbox, CONTRACT)).filter(({ state }) => state === 'ACTIVE');
	const mapped = new Set((await mappedSeats(place)).map(({ seat }) => seat));
	const found = active.find(({ seatUrn }) => mapped.has(seatUrn));
	if (!found) throw new Error('No seat holder is mapped');
	return found.seatUrn;
}

/** A member who is one candidate, and whom LinkedIn has recognised as that one. */
async function somebodyKnown({ n8n, sandbox }: Place) {
	const members = MembersSchema.parse(await sandbox.control('GET', '/linkedin/members?limit=500'));
	const single = new Set(
		members.filter(({ candidateIds }) => candidateIds.length === 1).map(({ urn }) => urn),
	);
	const people = PeopleSchema.parse(await n8n.table('rsc_people'));
	const found = people.find(({ person }) => single.has(person));
	if (!found) throw new Error('LinkedIn has recognised nobody');
	return found;
}
