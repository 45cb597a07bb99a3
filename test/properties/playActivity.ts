import * as fc from 'fast-check';
import { compareActivity } from '../../sandbox/compare/compareActivity';
import type { FaultInput } from '../../sandbox/core/FaultBoard';
import { FaultSchema } from '../../sandbox/core/FaultBoard';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { generateTraffic } from '../../sandbox/linkedin/activity/generateTraffic';
import type { Verdict } from '../../scripts/resilience/ResilienceCase';
import { pollActivity } from '../../src/operations/activity/pollActivity';
import { PARKED } from '../../src/state/tables';
import { ActivityOffice, CONTRACT } from '../../scripts/support/ActivityOffice';
import { VALUES } from './BadRecord';
import { endOf } from './oddFault';

const BEGIN_MS = Date.UTC(2026, 10, 2);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SEATS = 3;

/** Further requests that one bad event may cost: patience with a 500, and another look in every run. */
const MOST_EXTRA = 120;
/** And what a day of some twenty events takes at most, whatever is answered. */
const MOST_REQUESTS = 2_500;

/** One thing that is wrong with one event of Recruiter, or with the candidate whom it is about. */
export type BadActivity =
	| { how: 'field'; of: 'inMail' | 'note' | 'stub'; at: number; path: string; value: unknown }
	| { how: 'refused'; call: 'candidate' | 'notes' | 'write'; at: number; status: number };

const FIELDS = {
	inMail: [
		'author',
		'recipients',
		'recipients.0',
		'createdAt',
		'threadUrn',
		'content',
		'content.com.linkedin.messaging.events.MailContent',
	],
	note: ['active', 'contract', 'created', 'lastModified', 'note', 'owner', 'prospect'],
	stub: [
		'contract',
		'owner',
		'createdAt',
		'candidate',
		'candidate.firstName',
		'candidate.lastName',
		'candidate.member',
		'candidate.emailAddress',
		'candidate.phoneNumber',
		'candidate.currentEmployerNames',
		'candidate.currentJobTitle',
	],
} as const;

const STATUSES = [400, 403, 404, 409, 410, 413, 422, 451, 500, 503];
const at = fc.nat({ max: 200 });

const field = (of: keyof typeof FIELDS): fc.Arbitrary<BadActivity> =>
	fc.record({
		how: fc.constant('field' as const),
		of: fc.constant(of),
		at,
		path: fc.constantFrom<string>(...FIELDS[of]),
		value: fc.constantFrom(...VALUES),
	});

export const badActivity: fc.Arbitrary<BadActivity> = fc.oneof(
	field('inMail'),
	field('note'),
	field('stub'),
	fc.record({
		how: fc.constant('refused' as const),
		call: fc.constantFrom('candidate' as const, 'notes' as const, 'write' as const),
		at,
		status: fc.constantFrom(...STATUSES),
	}),
);

class World {
	private state: string | undefined;

	private constructor(
		readonly sandbox: Sandbox,
		readonly office: ActivityOffice,
		readonly seats: readonly string[],
	) {}

	static async open(): Promise<World> {
		const sandbox = await createSandbox({ people: 200, startAtMs: BEGIN_MS, limits: 'off' });
		generateTraffic(sandbox.room, {
			...{ contract: CONTRACT, seats: SEATS, days: 1, seed: 5, fromMs: BEGIN_MS, perDay: 5 },
			strangersPerMille: 0,
		});
		const seats = sandbox.seats
			.list(CONTRACT)
			.filter(({ state }) => state === 'ACTIVE')
			.slice(0, SEATS)
			.map(({ seatUrn }) => seatUrn);
		const office = new ActivityOffice(sandbox, { requestsPerSecond: 1_000 });
		await office.connect();
		await office.mapSeats(seats);
		await office.learnMatches();
		sandbox.context.clock.set(BEGIN_MS + DAY_MS + HOUR_MS);
		return new World(sandbox, office, seats);
	}

	/** The trigger's poll with what is behind it, then Catch Up. */
	async live(): Promise<void> {
		const { office, seats } = this;
		office.later(HOUR_MS);
		const runtime = office.runtime();
		const { events, state } = await pollActivity(
			runtime.linkedIn,
			runtime,
			{
				contracts: [CONTRACT],
				seats,
				kinds: ['inMail', 'prospectNote', 'stub'],
				lookBackMs: 2 * DAY_MS,
				everyMs: HOUR_MS,
			},
			this.state,
			{ stopAtMs: runtime.effects.now() + 280_000, maxEvents: 5_000 },
		);
		this.state = state;
		if (events.length > 0) await office.write(events);
		await office.catchUp({ days: 3 });
	}

	get requests(): number {
		const { linkedin, smartrecruiters } = this.sandbox.context.requests.summary();
		return linkedin.requests + smartrecruiters.requests;
	}

	async parked(): Promise<string[]> {
		return (await this.office.store.read(PARKED, {})).map(({ recordKey }) => recordKey);
	}

	compare() {
		return compareActivity(this.sandbox.room, this.sandbox.notes, new Set(this.seats));
	}

	/** What cannot be found, is there twice or where it should not be, apart from these. */
	faults(exempt: ReadonlySet<string>): string[] {
		const { missing, twice, wrong, outdated } = this.compare();
		return Object.entries({ missing, twice, wrong, outdated }).flatMap(([name, { shown }]) =>
			shown.filter((token) => !exempt.has(token)).map((token) => `${name} ${token}`),
		);
	}

	/** Makes these bad. @returns what the comparison may not find because of them, and their names in the ledger */
	spoil(bad: readonly BadActivity[]): { tokens: Set<string>; ids: Set<string> } {
		const { activity, members } = this.sandbox.room;
		const own = <T extends { seat: string }>(events: Iterable<T>): T[] =>
			[...events].filter(({ seat }) => this.seats.includes(seat));
		const inMails = own(activity.allInMails());
		const notes = own(activity.allNotes());
		const stubs = own(activity.allStubs());
		const tokens = new Set<string>();
		const ids = new Set<string>();
		const exempt = (text: string, id: string): void => {
			for (const token of text.match(/\bev-[0-9a-z]+/g) ?? []) tokens.add(token);
			ids.add(id);
		};
		const exemptPerson = (urn: string): void => {
			for (const one of inMails) if (one.person === urn) exempt(one.text, `inMail:${one.id}`);
			for (const one of notes)
				if (one.person === urn)
					for (const { text } of one.versions) exempt(text, `prospectNote:${one.id}`);
			for (const one of stubs) if (one.contact.urn === urn) exempt('', `stub:${one.id}`);
			for (const id of members.byUrn(urn)?.candidateIds ?? []) tokens.add(`contact of ${id}`);
		};
		const edits: NonNullable<FaultInput['edits']> = [];
		const faults: FaultInput[] = [];
		for (const one of bad) {
			if (one.how === 'refused') {
				const people = [...inMails, ...notes].map(({ person }) => person);
				const urn = people[one.at % people.length] ?? '';
				const [candidateId = ''] = members.byUrn(urn)?.candidateIds ?? [];
				exemptPerson(urn);
				const { status } = one;
				const common = {
					vendor: 'smartrecruiters',
					kind: 'status',
					status,
					times: 100_000,
				} as const;
				if (one.call === 'candidate')
					faults.push({ ...common, path: `/candidates/${candidateId}$/` });
				else
					faults.push({
						...common,
						method: one.call === 'write' ? 'POST' : 'GET',
						path: '/messages',
						says: candidateId,
					});
				continue;
			}
			const { path, value } = one;
			const list = { inMail: inMails, note: notes, stub: stubs }[one.of];
			const event = list[one.at % list.length];
			if (!event) continue;
			edits.push({ id: event.id, path, value });
			// Several things may be told of a person by this one: who it is, and to whom it belongs.
			exemptPerson('contact' in event ? event.contact.urn : event.person);
		}
		if (edits.length > 0) faults.push({ vendor: 'linkedin', kind: 'odd', edits, times: 100_000 });
		this.sandbox.context.faults.add(faults.map((fault) => FaultSchema.parse(fault)));
		return { tokens, ids };
	}
}

async function inWorld<T>(play: (world: World) => Promise<T>): Promise<T> {
	const world = await World.open();
	try {
		return await play(world);
	} finally {
		await world.sandbox.close();
	}
}

let clean: Promise<{ requests: number; parked: ReadonlySet<string> }> | undefined;

async function cleanRun() {
	clean ??= inWorld(async (world) => {
		for (let run = 0; run < 3; run += 1) await world.live();
		const faults = world.faults(new Set());
		if (faults.length > 0) throw new Error(`Without bad events: ${faults.join(', ')}`);
		if (world.compare().expected < 8) throw new Error('Too little happens');
		return { requests: world.requests, parked: new Set(await world.parked()) };
	});
	return await clean;
}

/**
 * RSC Trigger's poll, Write to SmartRecruiters and Catch Up over a day in which some events are bad: the others arrive, what
 * is parked is theirs, and the number of calls is bounded. When all is well again, everything arrives, once.
 */
export async function playActivity(bad: readonly BadActivity[]): Promise<Verdict> {
	const without = await cleanRun();
	return await inWorld(async (world) => {
		const { tokens, ids } = world.spoil(bad);
		try {
			for (let run = 0; run < 3; run += 1) await world.live();
		} catch (error) {
			return { ok: false, got: `stopped: ${error instanceof Error ? error.message : 'something'}` };
		}
		const faults = world.faults(tokens);
		if (faults.length > 0) return { ok: false, got: faults.join(', ') };
		const extra = world.requests - without.requests;
		if (extra > MOST_EXTRA * bad.length) return { ok: false, got: `${extra} requests more` };
		const strangers = (await world.parked()).filter(
			(key) => !without.parked.has(key) && ![...ids].some((id) => key.includes(id)),
		);
		if (strangers.length > 0) return { ok: false, got: `parked, too: ${strangers.join()}` };
		world.sandbox.context.faults.reset();
		await world.office.retry();
		world.office.later(DAY_MS);
		for (let run = 0; run < 2; run += 1) await world.live();
		const left = world.faults(new Set());
		return left.length === 0
			? { ok: true, got: 'all arrived' }
			: { ok: false, got: `not mended: ${left.join(', ')}` };
	});
}

/** Endpoints of both vendors that the trigger and Write to SmartRecruiters ask. */
export const ACTIVITY_PATHS = [
	...[
		'/conversationEvents/',
		'/mailStubs/i',
		'/prospectNotes/i',
		'/messages$/',
		'/messages/shares/',
	],
	...['/smartrecruiters/candidates/[^/]+$/', '/smartrecruiters/candidates$/', '/oauth|token/'],
] as const;

/**
 * The same while one endpoint answers something odd: every run ends or says what to do, nothing is written twice, and when
 * all is well again, everything arrives.
 */
export async function playOddActivity(odd: FaultInput): Promise<Verdict> {
	return await inWorld(async (world) => {
		world.sandbox.context.requests.reset();
		world.sandbox.context.faults.add([FaultSchema.parse(odd)]);
		for (let run = 0; run < 3; run += 1) {
			const got = await endOf(async () => await world.live());
			if (got !== '') return { ok: false, got };
		}
		if (world.requests > MOST_REQUESTS) return { ok: false, got: `${world.requests} requests` };
		const { twice, unsafe } = world.compare();
		if (twice.count + unsafe.count > 0) return { ok: false, got: 'notes twice, or unsafe' };
		world.sandbox.context.faults.reset();
		await world.office.retry();
		world.office.later(DAY_MS);
		for (let run = 0; run < 3; run += 1) await world.live();
		const left = world.faults(new Set());
		return left.length === 0
			? { ok: true, got: 'all arrived' }
			: { ok: false, got: `not mended: ${left.join(', ')}` };
	});
}
