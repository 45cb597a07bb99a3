import { MINUTE_MS } from '../../../src/basics/durations';
import assert from 'node:assert/strict';
import { compareActivity } from '../../../sandbox/compare/compareActivity';
import { pollActivity } from '../../../src/operations/activity/pollActivity';
import { ActivityOffice, CONTRACT } from '../../support/ActivityOffice';
import type { Check } from '../Check';

const SEAT = 'urn:li:seat:200100000';
const HALF_DAY_MS = 12 * 60 * MINUTE_MS;

/** What recruiters write in Recruiter. */
export const ACTIVITY: readonly Check[] = [
	{
		rules: ['TEST-10', 'RSC-305'],
		what: 'send an InMail as a seat holder, answer as the member, poll and write: both are on the candidate in SmartRecruiters, once, with sender and time; a second poll, and the daily Catch Up, add nothing',
		connected: true,
		people: 60,
		run: async ({ sandbox }) => {
			sandbox.seats.setCount(CONTRACT, 1);
			sandbox.seats.change(SEAT, { state: 'ACTIVE' });
			const office = new ActivityOffice(sandbox);
			await office.connect();
			await office.mapSeats([SEAT]);
			await office.learnMatches();
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
			let polled = '';
			const poll = async (): Promise<number> => {
				const runtime = office.runtime();
				const wish = {
					contracts: [CONTRACT],
					seats: [SEAT],
					kinds: ['inMail', 'prospectNote', 'stub'] as const,
					lookBackMs: HALF_DAY_MS,
					everyMs: 30 * MINUTE_MS,
				};
				const limits = { stopAtMs: clock.now() + 280_000, maxEvents: 5_000 };
				const { events, state } = await pollActivity(
					runtime.linkedIn,
					runtime,
					wish,
					polled,
					limits,
				);
				polled = state;
				await office.write(events);
				return events.length;
			};
			assert.equal(await poll(), 2);
			const [candidateId = ''] = member.candidateIds;
			const texts = () => sandbox.notes.of(candidateId).map(({ content }) => content);
			assert.equal(texts().length, 2);
			for (const token of ['ev-asked', 'ev-answered'])
				assert.ok(
					texts().some((text) => text.includes(token)),
					`${token} is not in the ATS`,
				);
			clock.advance(30 * MINUTE_MS);
			await poll();
			await office.catchUp();
			const comparison = compareActivity(sandbox.room, sandbox.notes, new Set([SEAT]));
			assert.ok(comparison.agree, JSON.stringify(comparison));
			assert.deepEqual([comparison.expected, comparison.found, texts().length], [2, 2, 2]);
		},
	},
];
