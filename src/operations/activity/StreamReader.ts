import { DAY_MS } from '../../basics/durations';
import { ConnectorError } from '../../errors/ConnectorError';
import { HttpStatusError } from '../../errors/HttpStatusError';
import { LockLostError } from '../../errors/LockLostError';
import { PauseSignal } from '../../errors/PauseSignal';
import type { ActivityEvent } from '../../linkedin/activityEvent';
import { readInMails } from '../../linkedin/conversationEvents';
import { readMailStubs } from '../../linkedin/mailStubs';
import { readProspectNotes } from '../../linkedin/prospectNotes';
import type { ActivityReader, WindowRead } from '../../linkedin/readWindow';
import { isLong, isRead, nextWindow, type ReadingStream, windowOf } from './readingStream';

const PACE = 'linkedInInMails';
const DOWN = 'linkedInOutage';
/** After so long without an answer a list is left out, also where nothing else was left to compare it with. */
const MOST_DOWN_MS = DAY_MS;
/** Lists that are read at the same time: LinkedIn takes its time to answer. */
const AT_ONCE = 4;

export interface ChunkBounds {
	/** A page is never split, so some more may come. */
	maxEvents: number;
	/** After how long a chunk ends that has found little. */
	maxMs: number;
	/** Lists that have nothing newer to give are not read; epoch milliseconds. */
	newerThanMs?: number;
}

export interface StreamFailure {
	stream: ReadingStream;
	error: ConnectorError;
}

interface Waiting {
	stream: ReadingStream;
	notBeforeMs: number;
	/** In which round of this run LinkedIn failed to answer for the first time. */
	downInRound?: number;
}

type Turn = { waiting: Waiting; read: WindowRead } | { waiting: Waiting; error: ConnectorError };

/**
 * Reads lists of Recruiter's activity, a page of each in turn, so that a busy seat does not hold up the others. A list
 * that LinkedIn refuses, or does not answer while it answers for others, is left out of this run; the others go on.
 */
export class StreamReader {
	readonly failures: StreamFailure[] = [];

	/** The limit or outage that ended this run. */
	pause: PauseSignal | undefined;

	/** What a person has to do something about before anything can be read. */
	error: ConnectorError | undefined;

	/** Elements that LinkedIn gave and in which nothing could be recognised. */
	unreadable = 0;

	private queue: Waiting[];

	private outages = 0;

	private rounds = 0;

	/** The last round in which LinkedIn has answered. */
	private answeredInRound = 0;

	constructor(
		private readonly reader: ActivityReader,
		streams: readonly ReadingStream[],
		/** Epoch milliseconds after which no further page is read; one is read in any case. */
		private readonly stopAtMs: number,
	) {
		this.queue = streams.filter((stream) => !isRead(stream)).map(toWaiting);
	}

	/** What is left to read, without what LinkedIn has refused. */
	get left(): ReadingStream[] {
		return this.queue.map(({ stream }) => stream);
	}

	/** Nothing more is read in this run. */
	get over(): boolean {
		const late = this.rounds > 0 && this.reader.effects.now() >= this.stopAtMs;
		return this.queue.length === 0 || this.pause !== undefined || this.error !== undefined || late;
	}

	/** The next events, some pages of them; none where nothing happened. */
	async readChunk({ maxEvents, maxMs, newerThanMs = 0 }: ChunkBounds): Promise<ActivityEvent[]> {
		const { effects } = this.reader;
		const events: ActivityEvent[] = [];
		const endMs = effects.now() + maxMs;
		while (!this.over && events.length < maxEvents) {
			const nowMs = effects.now();
			const wanted = this.queue.filter(({ stream }) => stream.untilMs > newerThanMs);
			if (wanted.length === 0) break;
			const ready = wanted.filter(({ notBeforeMs }) => notBeforeMs <= nowMs).slice(0, AT_ONCE);
			if (ready.length === 0) {
				const wakeMs = Math.min(...wanted.map(({ notBeforeMs }) => notBeforeMs));
				if (wakeMs >= this.stopAtMs) this.pause = new PauseSignal(PACE, wakeMs);
				if (this.pause || events.length > 0) break;
				await effects.sleep(wakeMs - nowMs);
				continue;
			}
			this.queue = this.queue.filter((one) => !ready.includes(one));
			this.rounds += 1;
			const turns = await Promise.all(ready.map(async (waiting) => await this.turn(waiting)));
			if (turns.some(isAnswer)) this.answeredInRound = this.rounds;
			for (const turn of turns) this.take(turn, events);
			if (effects.now() >= endMs) break;
		}
		return events;
	}

	/** Whether LinkedIn has answered anything in this run. */
	get answered(): boolean {
		return this.answeredInRound > 0;
	}

	private async turn(waiting: Waiting): Promise<Turn> {
		const reader = { ...this.reader, deadlineMs: this.reader.effects.now() };
		try {
			return { waiting, read: await readPage(reader, waiting.stream) };
		} catch (error) {
			if (!(error instanceof ConnectorError) || error instanceof LockLostError) throw error;
			return { waiting, error };
		}
	}

	private take(turn: Turn, events: ActivityEvent[]): void {
		const { waiting } = turn;
		const { downSinceMs, ...stream } = waiting.stream;
		if ('error' in turn) {
			this.fail(stream, turn.error);
			return;
		}
		const { events: found, position = null, pause, unreadable } = turn.read;
		events.push(...found);
		this.unreadable += unreadable;
		const next = {
			...(isAnswer(turn) ? untroubled(stream) : stream),
			...(position
				? {}
				: { untilMs: windowOf(stream).fromMs, ...nextWindow(stream, found.length) }),
			position,
		};
		if (pause?.limit === DOWN) {
			this.down({ ...waiting, stream: { ...next, ...(downSinceMs && { downSinceMs }) } }, pause);
			return;
		}
		this.outages = 0;
		if (pause && pause.limit !== PACE) this.pause = pause;
		const notBeforeMs = pause?.limit === PACE ? pause.resumeAtMs : 0;
		if (!isRead(next)) this.queue.push({ stream: next, notBeforeMs });
	}

	/**
	 * LinkedIn does not answer for this list. The list alone is spoilt when LinkedIn answers for others meanwhile; else only
	 * the second outage in a row is everybody's.
	 */
	private down({ stream, downInRound }: Waiting, pause: PauseSignal): void {
		const nowMs = this.reader.effects.now();
		const { downSinceMs = nowMs, ...list } = stream;
		const answersOthers = downInRound !== undefined && this.answeredInRound >= downInRound;
		// What was left out before is under suspicion, and must not hold up a run in which nothing else is read.
		const isSuspect = downInRound !== undefined && (stream.failures ?? 0) > 0;
		const alone = answersOthers || isSuspect;
		if (alone || nowMs - downSinceMs >= MOST_DOWN_MS) {
			this.fail(list, new HttpStatusError('LinkedIn', 503, `reading of ${list.kind}`));
			return;
		}
		this.outages += 1;
		if (this.outages > 1) this.pause = pause;
		const kept = { stream: { ...stream, downSinceMs }, notBeforeMs: 0 };
		this.queue.push({ ...kept, downInRound: downInRound ?? this.rounds });
	}

	private fail(stream: ReadingStream, error: ConnectorError): void {
		// It may be the length of the window that is refused: then it is read as LinkedIn recommends.
		if (isLong(stream) && isLengthRefused(error)) {
			const { windowMs: _w, ...recommended } = stream;
			this.queue.push(toWaiting({ ...recommended, position: null }));
			return;
		}
		this.failures.push({ stream, error });
		if (!(error instanceof HttpStatusError)) return;
		if (error.status === 401) this.error = error;
		const refused = this.failures.filter(
			(one) => one.stream.contract === stream.contract && isForbidden(one.error),
		);
		if (refused.length < 2) return;
		// The contract is switched off: its other lists would be refused as well.
		const others = this.queue.filter((one) => one.stream.contract === stream.contract);
		this.failures.push(...others.map((one) => ({ stream: one.stream, error })));
		this.queue = this.queue.filter((one) => !others.includes(one));
	}
}

/** A limit of our own lets nothing through to LinkedIn, and says nothing of it. */
const isAnswer = (turn: Turn): boolean =>
	'read' in turn && (turn.read.pause === undefined || turn.read.events.length > 0);

function untroubled({ failures: _f, skipped: _s, ...stream }: ReadingStream): ReadingStream {
	return stream;
}

const toWaiting = (stream: ReadingStream): Waiting => ({ stream, notBeforeMs: 0 });

const isLengthRefused = (error: ConnectorError): boolean =>
	!(error instanceof HttpStatusError) || ![401, 403].includes(error.status);

const isForbidden = (error: ConnectorError): boolean =>
	error instanceof HttpStatusError && error.status === 403;

async function readPage(reader: ActivityReader, stream: ReadingStream): Promise<WindowRead> {
	const { kind, contract, seats, position } = stream;
	const from = position ?? windowOf(stream);
	switch (kind) {
		case 'inMail':
			return await readInMails(reader, { seat: seats[0] ?? '', contract }, from);
		case 'prospectNote':
			return await readProspectNotes(reader, { seats, contract }, from);
		case 'stub':
			return await readMailStubs(reader, { seats, contract }, from);
	}
}
