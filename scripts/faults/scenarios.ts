import { generateBurst } from '../../sandbox/linkedin/activity/generateTraffic';
import { CONTRACT } from '../support/ActivityOffice';
import type { Scenario, World } from './liveThrough';

const MINUTE_MS = 60_000;
const NO_SIGN_IN = '/^(?!.*oauth).*$/';

/** From one hour to another, every call to these vendors fails. */
const down =
	(vendors: ReadonlyArray<'linkedin' | 'smartrecruiters'>, fromHour: number, toHour: number) =>
	({ sandbox, hours }: World): void => {
		const { faults } = sandbox.context;
		faults.reset();
		if (hours() < fromHour || hours() >= toHour) return;
		faults.add(
			vendors.map((vendor) => ({
				vendor,
				path: NO_SIGN_IN,
				kind: 'status',
				status: 503,
				times: 1_000_000,
				skip: 0,
				delayMs: 0,
			})),
		);
	};

/** Spread as a real company's faults would be: every so many requests. */
const sometimes =
	(every: number, fault: object) =>
	({ sandbox }: World): void => {
		const { faults } = sandbox.context;
		if (faults.pending().length > 5) return;
		faults.add(
			Array.from({ length: 5 }, (_, nth) => ({
				path: NO_SIGN_IN,
				kind: 'status' as const,
				status: 503,
				times: 1,
				skip: every * (nth + 1),
				delayMs: 0,
				...fault,
			})),
		);
	};

/** The faults that issue 5 names, and what must come of them: the same final state. */
export function scenarios(seats: number, days: number): Scenario[] {
	const size = { seats, days };
	const seat = ({ workflow }: World): string => [...workflow.mapped][0] ?? '';
	return [
		{ title: 'LinkedIn down for a day', ...size, before: down(['linkedin'], 30, 54) },
		{ title: 'SmartRecruiters down for a day', ...size, before: down(['smartrecruiters'], 30, 54) },
		{
			title: 'First poll during an outage of both',
			...size,
			before: down(['linkedin', 'smartrecruiters'], 0, 3),
		},
		{
			title: 'Killed in the middle of writing, every 40th step',
			...size,
			kill: (_step, nth) => nth % 40 === 0,
		},
		{
			title: 'Killed between write and ledger, 30 times',
			...size,
			kill: (step, _nth, { workflow, sandbox }) =>
				workflow.kills < 30 && step === 'SmartRecruiters' && sandbox.notes.all().length % 4 === 0,
		},
		{
			title: 'Answers to every 9th note lost',
			...size,
			before: sometimes(9, {
				vendor: 'smartrecruiters',
				method: 'POST',
				path: 'shares',
				kind: 'lost',
			}),
		},
		{
			title: 'Answers lost, and SmartRecruiters tells ids of notes',
			...size,
			switches: { 'sr§7.2 messages have ids': true },
			before: sometimes(9, {
				vendor: 'smartrecruiters',
				method: 'POST',
				path: 'shares',
				kind: 'lost',
			}),
		},
		{
			title: '429 and 5xx from both vendors now and then',
			...size,
			before: (world) => {
				sometimes(25, { status: 429 })(world);
				sometimes(40, { status: 502 })(world);
			},
		},
		{ title: 'n8n’s clock 5 minutes ahead', ...size, skewMs: 5 * MINUTE_MS },
		{ title: 'n8n’s clock 5 minutes behind', ...size, skewMs: -5 * MINUTE_MS },
		{
			title: 'Pages shift while they are read',
			...size,
			switches: { 'li§14.6 largest activity page': 5 },
			before: ({ sandbox, hours }) => {
				// What arrives behind the last Reconcile is out of reach.
				if (hours() > days * 24) return;
				sandbox.room.activity.disturbances.push(
					{ how: 'edited', times: 1 },
					{ how: 'late', times: 1 },
				);
			},
		},
		{
			title: 'Elements come twice, no total, oldest first',
			...size,
			switches: {
				'li§9.1 elements come twice': true,
				'li§14.6 activity total': false,
				'li§14.6 activity order': 'oldest first',
			},
		},
		{
			title: 'InMails appear 3 hours late',
			...size,
			switches: { 'li§9.1 appears after ms': 3 * 60 * MINUTE_MS },
		},
		{
			title: 'A burst of 10,000 notes in one millisecond',
			seats: Math.min(5, seats),
			days: 2,
			daysAfter: 1,
			prepare: (world) => {
				generateBurst(world.sandbox.room, {
					contract: CONTRACT,
					seat: seat(world),
					count: 10_000,
					atMs: world.sandbox.context.clock.now() + 9 * 60 * MINUTE_MS,
					seed: 6,
				});
			},
		},
	];
}
