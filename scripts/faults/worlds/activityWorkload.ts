import { compareActivity } from '../../../sandbox/compare/compareActivity';
import { generateTraffic } from '../../../sandbox/linkedin/activity/generateTraffic';
import { catchUpActivity } from '../../../src/operations/activity/catchUpActivity';
import { importPast } from '../../../src/operations/activity/importPast';
import { pollActivity } from '../../../src/operations/activity/pollActivity';
import { writeActivity } from '../../../src/operations/activity/writeActivity';
import { PARKED, PEOPLE, SEATS } from '../../../src/state/tables';
import { ORGANIZATION } from '../../support/historyRuntime';
import { atRest } from './atRest';
import { connectNow } from './connectNow';
import type { Findings, Operation, Workload } from './Workload';
import type { WorldView } from './WorldView';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CONTRACT = 'urn:li:contract:2001';
const SEATS_USED = 3;
/** Before, nothing may be written. */
const CONNECTED_AT = 3;
/** As RSC Trigger asks. */
const POLL_MS = 280_000;
const WRITING = { enrich: true, createCandidates: false, tags: [], timeLimitMs: 5 * MINUTE_MS };

/** What n8n keeps of the trigger: as stored, and as it holds it in memory. */
interface TriggerState {
	stored: string | undefined;
	inMemory: string | undefined;
}
const triggers = new WeakMap<WorldView, TriggerState>();
function triggerOf(world: WorldView): TriggerState {
	const known = triggers.get(world) ?? { stored: undefined, inMemory: undefined };
	triggers.set(world, known);
	return known;
}

const activeSeats = ({ sandbox }: WorldView): string[] =>
	sandbox.seats
		.list(CONTRACT)
		.filter(({ state }) => state === 'ACTIVE')
		.slice(0, SEATS_USED)
		.map(({ seatUrn }) => seatUrn);
/** The last one is not mapped: nothing of theirs may arrive. */
const mappedSeats = (world: WorldView): string[] => activeSeats(world).slice(0, -1);

const poll: Operation = {
	name: 'RSC Trigger, Write to SmartRecruiters',
	alone: true,
	run: async (runtime, world) => {
		const trigger = triggerOf(world);
		const { events, state } = await pollActivity(
			runtime.linkedIn,
			runtime,
			{
				contracts: [CONTRACT],
				seats: activeSeats(world),
				kinds: ['inMail', 'prospectNote', 'stub'],
				lookBackMs: 12 * HOUR_MS,
				everyMs: 5 * MINUTE_MS,
			},
			trigger.inMemory ?? trigger.stored,
			{ stopAtMs: runtime.effects.now() + POLL_MS, maxEvents: 5_000 },
		);
		trigger.inMemory = state;
		if (events.length === 0) return 'done';
		// n8n stores the state when the trigger emits items, before the execution has done anything.
		trigger.stored = state;
		return (await writeActivity(runtime, { events, ...WRITING })).state;
	},
	killed: (world) => {
		triggerOf(world).inMemory = undefined;
	},
};
const catchUp: Operation = {
	name: 'Catch Up',
	run: async (runtime) =>
		(
			await catchUpActivity(runtime, {
				...WRITING,
				days: 3,
				readEveryMs: 2 * HOUR_MS,
				callsPerDay: 25_000,
			})
		).report.state,
};
const past: Operation = {
	name: 'Import the Past',
	run: async (runtime) =>
		(await importPast(runtime, { ...WRITING, callsPerDay: 50_000, seatsAtOnce: 50 })).progress
			.state,
};

/** Workflow 04: InMails, notes and contact details onto candidates. */
export const activityWorkload: Workload = {
	name: 'activity',
	title: 'InMails, notes and contact details: RSC Trigger, Write, Catch Up, Import the Past',
	size: { people: 60, jobs: 13, users: 40 },
	steps: 30,
	everyMs: 30 * MINUTE_MS,
	operations: [poll, catchUp, past],
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
		await store.put(
			SEATS,
			mappedSeats(world).map((seat, nth) => {
				const { firstName = '', lastName = '' } = sandbox.seats.byUrn(seat) ?? {};
				return SEATS.schema.parse({
					organization: ORGANIZATION,
					seat,
					contract: CONTRACT,
					seatState: 'ACTIVE',
					seatName: `${firstName} ${lastName}`.trim(),
					userId: 'u1',
					mappedAt: '2026-01-01T00:00:00.000Z',
					// The past of one is imported as well.
					...(nth === 0 && { importedFromMs: world.nowMs - 24 * HOUR_MS }),
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
		if (seen.wrong.count + seen.outdated.count > named) {
			add('wrong', 'wrong');
			add('halfWay', 'outdated');
		}
		return findings;
	},
};
