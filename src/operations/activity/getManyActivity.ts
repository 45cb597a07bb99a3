import { ConnectorError } from '../../errors/ConnectorError';
import type { PauseSignal } from '../../errors/PauseSignal';
import type { ActivityEvent, ActivityKind } from '../../linkedin/activityEvent';
import { readInMails } from '../../linkedin/conversationEvents';
import { readMailStubs } from '../../linkedin/mailStubs';
import { readProspectNotes } from '../../linkedin/prospectNotes';
import type {
	ActivityReader,
	TimeRange,
	WindowPosition,
	WindowRead,
} from '../../linkedin/readWindow';
import type { LinkedInSide, World } from '../connect';
import { openActivity } from './openActivity';
import {
	callsLeft,
	nextWindow,
	parseReading,
	type ReadingCheckpoint,
	type ReadingWish,
	startReading,
	windowDone,
} from './readingPlan';

export interface GetManyInput extends ReadingWish {
	/** From the last progress item; empty to begin. It keeps range and kinds of the beginning. */
	checkpoint: unknown;
	/** How long this execution may take, in milliseconds; a page at work is finished. */
	timeLimitMs: number;
	/** After how many events it ends; a page is never split. */
	limit: number;
	/** Share of LinkedIn's daily limit that this reading may use, so that the live polls keep theirs. */
	callsPerDay: number;
	/** Reads nothing, and only tells what it would cost. */
	estimateOnly: boolean;
}

export interface ReadingProgress {
	seat: string;
	contract: string;
	done: boolean;
	state: 'done' | 'running' | 'waiting' | 'estimated';
	/** In a person's words. */
	activity: string;
	/** Over all executions. */
	events: number;
	calls: number;
	/** Elements that LinkedIn gave and in which nothing could be recognised. */
	unreadable: number;
	/** At least; more where a window holds more than a page. */
	callsLeft: number;
	etaSeconds: number | null;
	boundBy: string;
	/** ISO time before which going on makes no sense. */
	resumeAt: string | null;
	fromMs: number;
	toMs: number;
	checkpoint: string;
}

/** Assumed until it was measured: LinkedIn's answer time and n8n's connection. */
const ASSUMED_MS_PER_CALL = 400;

/**
 * One bounded chunk of a seat's past: InMails, notes, contact details, from the newest window to the oldest. Safe to
 * repeat: events carry LinkedIn's ids.
 *
 * @throws ConnectorError when a person has to act before anything could be read
 */
export async function getManyActivity(
	side: LinkedInSide,
	world: World,
	input: GetManyInput,
): Promise<{ events: ActivityEvent[]; progress: ReadingProgress }> {
	const beganAtMs = world.effects.now();
	const begin = parseReading(input.checkpoint, input.seat) ?? startReading(input, beganAtMs);
	if (input.estimateOnly)
		return { events: [], progress: progressOf(begin, input, undefined, true) };
	const open = openActivity(side, world, beganAtMs + input.timeLimitMs, {
		callsPerDay: input.callsPerDay,
		quota: begin.quota,
	});
	const reading = new Reading(open.reader, begin, input.limit);
	const pause = await reading.run();
	const checkpoint: ReadingCheckpoint = {
		...reading.checkpoint,
		calls: begin.calls + open.calls(),
		activeMs: begin.activeMs + world.effects.now() - beganAtMs,
		quota: copyQuota(open.quota()),
	};
	return { events: reading.events, progress: progressOf(checkpoint, input, pause, false) };
}

class Reading {
	readonly events: ActivityEvent[] = [];

	constructor(
		private readonly reader: ActivityReader,
		public checkpoint: ReadingCheckpoint,
		private readonly limit: number,
	) {}

	async run(): Promise<PauseSignal | undefined> {
		const begin = this.checkpoint;
		for (;;) {
			const window = nextWindow(this.checkpoint);
			if (!window) return undefined;
			const over = this.reader.effects.now() >= this.reader.deadlineMs;
			if (this.checkpoint !== begin && (over || this.events.length >= this.limit)) return undefined;
			let read: WindowRead;
			try {
				read = await readKind(
					this.reader,
					window.kind,
					this.checkpoint,
					this.checkpoint.position ?? window,
					this.limit - this.events.length,
				);
			} catch (error) {
				// What was earned goes out; the next execution throws it at once.
				if (error instanceof ConnectorError && this.events.length > 0) return undefined;
				throw error;
			}
			this.take(read, window.fromMs);
			if (read.pause) return read.pause;
		}
	}

	private take(read: WindowRead, fromMs: number): void {
		this.events.push(...read.events);
		const counted = {
			...this.checkpoint,
			events: this.checkpoint.events + read.events.length,
			unreadable: this.checkpoint.unreadable + read.unreadable,
		};
		this.checkpoint = read.position
			? { ...counted, position: read.position }
			: windowDone(counted, fromMs);
	}
}

async function readKind(
	reader: ActivityReader,
	kind: ActivityKind,
	{ seat, contract }: { seat: string; contract: string },
	from: TimeRange | WindowPosition,
	limit: number,
): Promise<WindowRead> {
	switch (kind) {
		case 'inMail':
			return await readInMails(reader, { seat, contract }, from, limit);
		case 'prospectNote':
			return await readProspectNotes(reader, { seats: [seat], contract }, from, limit);
		case 'stub':
			return await readMailStubs(reader, { seats: [seat], contract }, from, limit);
	}
}

const NAMES: Record<ActivityKind, string> = {
	inMail: 'InMails',
	prospectNote: 'notes',
	stub: 'contact details',
};

function progressOf(
	checkpoint: ReadingCheckpoint,
	input: GetManyInput,
	pause: PauseSignal | undefined,
	estimated: boolean,
): ReadingProgress {
	const { seat, contract, events, calls, unreadable, fromMs, toMs, untilMs } = checkpoint;
	const [kind] = checkpoint.kinds;
	const left = callsLeft(checkpoint);
	const day = new Date(untilMs).toISOString().slice(0, 10);
	const msPerCall = calls > 0 ? checkpoint.activeMs / calls : ASSUMED_MS_PER_CALL;
	const wholeDays = Math.floor(left / Math.max(1, input.callsPerDay));
	return {
		seat,
		contract,
		done: !kind,
		state: estimated ? 'estimated' : !kind ? 'done' : pause ? 'waiting' : 'running',
		activity: kind ? `Reading ${NAMES[kind]}, back to ${day}` : 'Everything was read',
		events,
		calls,
		unreadable,
		callsLeft: left,
		etaSeconds: Math.round((left * msPerCall) / 1000) + wholeDays * 86_400,
		boundBy: pause?.limit ?? 'nothing',
		resumeAt: pause ? new Date(pause.resumeAtMs).toISOString() : null,
		fromMs,
		toMs,
		checkpoint: JSON.stringify(checkpoint),
	};
}

function copyQuota(quota: ReturnType<ReturnType<typeof openActivity>['quota']>) {
	const pace = Object.entries(quota.pace).map(
		([seat, takes]) =>
			[seat, takes.map(([atMs, records]): [number, number] => [atMs, records])] as const,
	);
	return { day: quota.day, pace: Object.fromEntries(pace) };
}
