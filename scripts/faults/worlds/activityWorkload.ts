import { compareActivity } from '../../../sandbox/compare/compareActivity';
import { generateBurst, generateTraffic } from '../../../sandbox/linkedin/activity/generateTraffic';
import { PARKED, PEOPLE, SEATS } from '../../../src/state/tables';
import { ORGANIZATION } from '../../support/historyRuntime';
import { shippedWorkflow } from '../shipped/shippedWorkflows';
import { atRest } from './atRest';
import { connectNow } from './connectNow';
import type { Findings, Operation, Workload } from './Workload';
import type { WorldView } from './WorldView';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const CONTRACT = 'urn:li:contract:2001';
const SEATS_USED = 3;
/** Before, nothing may be written. */
const CONNECTED_AT = 3;
/** The last days are read again sooner than in the ready-made workflow: a world lasts hours. */
const OFTEN = { 'Catch Up': { options: { readEvery: 2 } } };

const activeSeats = ({ sandbox }: WorldView): string[] =>
	sandbox.seats
		.list(CONTRACT)
		.filter(({ state }) => state === 'ACTIVE')
		.slice(0, SEATS_USED)
		.map(({ seatUrn }) => seatUrn);
/** The last one is not mapped: nothing of theirs may arrive. */
const mappedSeats = (world: WorldView): string[] => activeSeats(world).slice(0, -1);

const THOUGHT = 'Ask @[USER:5f1a2b3c4d5e6f7081920a1b] for a second opinion';

/** A note that is edited, and one that is deleted, hours after they were read: small traffic draws neither for certain. */
function changeNotes(world: WorldView): void {
	const { activity, members } = world.sandbox.room;
	const known = members.all().filter(({ candidateIds }) => candidateIds.length === 1);
	mappedSeats(world).forEach((seat, nth) => {
		[true, false].forEach((active, which) => {
			const person = known[2 * nth + which];
			if (!person) throw new Error('Too few people');
			const token = `ev-${world.plan.seed.toString(36)}c${nth}${which}`;
			const note = activity.addNote(
				{ contract: CONTRACT, seat, person: person.urn },
				`${token} v1 ${THOUGHT}`,
				world.nowMs + 3 * HOUR_MS,
			);
			const text = active ? `${token} v2 ${THOUGHT}` : `${token} v1 ${THOUGHT}`;
			note.versions.push({ atMs: world.nowMs + 7 * HOUR_MS, text, active });
		});
	});
}

/** What the first seat holder did before they were mapped, longer ago than Catch Up looks, and in both halves of every window. */
function addPast(world: WorldView): void {
	const { activity, members } = world.sandbox.room;
	const [seat = ''] = mappedSeats(world);
	const known = members.all().filter(({ candidateIds }) => candidateIds.length === 1);
	for (let nth = 0; nth < 6; nth += 1) {
		const person = known[known.length - 1 - nth];
		if (!person) throw new Error('Too few people');
		const parties = { contract: CONTRACT, seat, person: person.urn };
		const token = `ev-${world.plan.seed.toString(36)}p${nth}`;
		const createdAtMs = world.nowMs - 80 * HOUR_MS - nth * 20 * HOUR_MS;
		if (nth % 2 === 0) activity.addNote(parties, `${token} v1 a thought`, createdAtMs);
		else
			activity.addInMail(parties, {
				...{ fromSeat: true, subject: 'Role', text: `${token} v1 about a role`, createdAtMs },
			});
	}
}

const INMAILS = shippedWorkflow('04');
const everyMinute: Operation = {
	name: 'Sync New, Import Past',
	run: async (n8n, world) =>
		world.told(await n8n.execute(INMAILS, 'Every Minute'), 'Sync New', 'Import Past'),
};
const everyHalfHour: Operation = {
	name: 'Catch Up',
	run: async (n8n, world) =>
		world.told(await n8n.execute(INMAILS, 'Every Half Hour', { changes: OFTEN }), 'Catch Up'),
};

/** Workflow 04: InMails, notes and contact details onto candidates. */
export const activityWorkload: Workload = {
	name: 'activity',
	title: 'InMails, notes and contact details: Sync New, Catch Up, Import Past',
	size: { people: 60, jobs: 13, users: 40 },
	steps: 30,
	everyMs: 30 * MINUTE_MS,
	operations: [everyMinute, everyHalfHour],
	patience: 60,
	settleEveryMs: 61 * MINUTE_MS,
	losable: ['rsc_sync', 'rsc_locks'],
	begin: async (world) => {
		const { sandbox, store, plan } = world;
		sandbox.context.switches.set('li§8 seats per contract', SEATS_USED * 2);
		generateTraffic(sandbox.room, {
			contract: CONTRACT,
			seats: SEATS_USED,
			days: 1,
			seed: plan.seed,
			fromMs: world.nowMs - HOUR_MS,
			perDay: 4,
			strangersPerMille: 100,
		});
		changeNotes(world);
		addPast(world);
		await store.put(
			SEATS,
			activeSeats(world).map((seat, nth) => {
				const { firstName = '', lastName = '' } = sandbox.seats.byUrn(seat) ?? {};
				return SEATS.schema.parse({
					organization: ORGANIZATION,
					seat,
					contract: CONTRACT,
					seatState: 'ACTIVE',
					seatName: `${firstName} ${lastName}`.trim(),
					...(mappedSeats(world).includes(seat) && {
						userId: 'u1',
						mappedAt: '2026-01-01T00:00:00.000Z',
					}),
					// One has just been mapped, and what they did in the days before that is imported.
					...(nth === 0 && {
						mappedAt: new Date(world.nowMs).toISOString(),
						importedFromMs: world.nowMs - 8 * DAY_MS,
					}),
				});
			}),
		);
		await store.put(
			PEOPLE,
			sandbox.room.members.all().flatMap(({ urn: person, candidateIds }) =>
				candidateIds.map((candidateId) => ({
					...{ organization: ORGANIZATION, person, candidateId, knownBy: 'match', knownAt: '' },
				})),
			),
		);
	},
	variants: {
		'short pages': ({ sandbox }) => {
			sandbox.context.switches.set('li§14.6 largest activity page', 5);
		},
		'elements come twice, oldest first, without a total': ({ sandbox: { context } }) => {
			context.switches.set('li§9.1 elements come twice', true);
			context.switches.set('li§14.6 activity total', false);
			context.switches.set('li§14.6 activity order', 'oldest first');
		},
		'InMails appear three hours late': ({ sandbox }) => {
			sandbox.context.switches.set('li§9.1 appears after ms', 3 * HOUR_MS);
		},
		'SmartRecruiters tells ids of notes': ({ sandbox }) => {
			sandbox.context.switches.set('sr§7.2 messages have ids', true);
		},
		'four thousand notes in one millisecond': (world) => {
			generateBurst(world.sandbox.room, {
				contract: CONTRACT,
				seat: mappedSeats(world)[1] ?? '',
				// More than one run has time for.
				count: 4_000,
				atMs: world.nowMs + 3 * HOUR_MS,
				seed: world.plan.seed,
			});
		},
	},
	// Reading Recruiter is the trigger's, and begins with it.
	isForbiddenBefore: (at) => at.startsWith('http SmartRecruiters POST'),
	happen: async (world, step) => {
		const { sandbox, plan } = world;
		if (step === CONNECTED_AT) await connectNow(world);
		if (plan.shifting && step % 4 === 0)
			sandbox.room.activity.disturbances.push(
				{ how: 'edited', times: 1 },
				{ how: 'late', times: 1 },
			);
	},
	verify: async (world) => {
		const findings: Findings = await atRest(world);
		const { room, notes } = world.sandbox;
		const seen = compareActivity(room, notes, new Set(mappedSeats(world)));
		// Notes whose ids SmartRecruiters never told can only be removed by people: review items name every one of them.
		const rows = await world.store.read(PARKED, { code: 'REMOVE_BY_HAND' });
		const named = rows.flatMap(({ reason }) => reason.match(/LI-\S+ \d+/g) ?? []).length;
		const add = (promise: Findings[number]['promise'], what: keyof typeof seen): void => {
			const found = seen[what];
			if (typeof found !== 'object' || found.count === 0) return;
			findings.push({ promise, what: `${found.count} ${what}: ${found.shown.join(', ')}` });
		};
		add('lost', 'missing');
		add('doubled', 'twice');
		add('lost', 'headless');
		add('lost', 'cut');
		add('wrong', 'unsafe');
		// Every text in Recruiter has a token here, and a long one has it in its first part: what has none is written for nothing.
		const forNothing = notes
			.all()
			.filter(
				({ content }) =>
					/^LinkedIn (?:InMail|note) /.test(content) && !/\bev-|\nPart \d+ of /.test(content),
			);
		if (forNothing.length > 0)
			findings.push({ promise: 'wrong', what: `${forNothing.length} notes without a text` });
		if (seen.wrong.count + seen.outdated.count > named) {
			add('wrong', 'wrong');
			add('halfWay', 'outdated');
		}
		return findings;
	},
};
