import { candidateAtLinkedIn, candidatePage, secondsUntil, somebodyElse, type Stop } from './Stop';

const PHONE = '+1 555 0123';

/** Somebody corrects a phone number in SmartRecruiters, and workflow 06 brings it to LinkedIn. */
export const changeCandidate: Stop<'changed'> = {
	name: 'changed',
	title: 'A change: a phone number is corrected in SmartRecruiters',
	byHand: ({ sandbox }) =>
		`Change somebody: curl -X PATCH ${sandbox.url}/_sandbox/company/candidates/ID -d '{"phoneNumber":"${PHONE}"}'`,
	walk: async (place, record) => {
		const { sandbox, tell } = place;
		const candidateId = await somebodyElse(sandbox, record);
		await sandbox.control('PATCH', `/company/candidates/${candidateId}`, { phoneNumber: PHONE });
		const outcome = { seconds: 0, candidateId, phone: PHONE };
		const seconds = await secondsUntil(
			'the change is at LinkedIn',
			async () => await changeCandidate.holds(place, outcome),
		);
		tell(
			`LinkedIn holds the new number after ${seconds} s (${candidatePage(sandbox, candidateId)})`,
		);
		return { ...outcome, seconds };
	},
	holds: async ({ sandbox }, { candidateId, phone }) =>
		JSON.stringify(await candidateAtLinkedIn(sandbox, candidateId))?.includes(phone) ?? false,
};
