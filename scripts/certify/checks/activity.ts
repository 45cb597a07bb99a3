import assert from 'node:assert/strict';
import { ActivityRig } from '../../../test/support/ActivityRig';
import type { Check } from '../Check';

const CONTRACT = 'urn:li:contract:2001';
const SEAT = 'urn:li:seat:200100000';
const MINUTE_MS = 60_000;

/** What recruiters write in Recruiter. */
export const ACTIVITY: readonly Check[] = [
	{
		rules: ['TEST-10', 'RSC-305'],
		what: 'send an InMail as a seat holder, answer as the member, and poll: both are on the candidate in SmartRecruiters, once, with sender and time; a second poll adds nothing',
		connected: true,
		people: 60,
		run: async ({ sandbox }) => {
			sandbox.seats.setCount(CONTRACT, 1);
			sandbox.seats.change(SEAT, { state: 'ACTIVE' });
			const rig = new ActivityRig(sandbox, CONTRACT, [SEAT], new Set([SEAT]));
			rig.learnMatches();
			const member = sandbox.room.members
				.all()
				.find(({ candidateIds }) => candidateIds.length === 1);
			assert.ok(member, 'LinkedIn recognises nobody');
			const { clock } = sandbox.context;
			const parties = { contract: CONTRACT, seat: SEAT, person: member.urn };
			const say = (fromSeat: boolean, text: string, agoMinutes: number) =>
				sandbox.room.activity.addInMail(parties, {
					fromSeat,
					subject: 'A role',
					text,
					createdAtMs: clock.now() - agoMinutes * MINUTE_MS,
				});
			say(true, 'ev-asked Would you talk to us?', 20);
			say(false, 'ev-answered Gladly', 10);
			assert.equal(await rig.poll(), 2);
			const [candidateId = ''] = member.candidateIds;
			const texts = () => sandbox.notes.of(candidateId).map(({ content }) => content);
			assert.equal(texts().length, 2);
			for (const token of ['ev-asked', 'ev-answered'])
				assert.ok(
					texts().some((text) => text.includes(token)),
					`${token} is not in the ATS`,
				);
			clock.advance(30 * MINUTE_MS);
			await rig.poll();
			const comparison = rig.compare();
			assert.ok(comparison.agree, JSON.stringify(comparison));
			assert.deepEqual([comparison.expected, comparison.found, texts().length], [2, 2, 2]);
		},
	},
];
