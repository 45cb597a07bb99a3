import { ConnectorError } from '../../errors/ConnectorError';
import { HttpStatusError } from '../../errors/HttpStatusError';
import { PauseSignal } from '../../errors/PauseSignal';
import { LONGEST_WAIT_MS } from '../../http/retryTiming';
import { type ActivityEvent, type ActivityKind, versionMs } from '../../linkedin/activityEvent';
import { NEW_ACTIVITY_SHARE, TRIGGERS_SHARE } from '../../linkedin/dayQuotas';
import type { ActivityReader } from '../../linkedin/readWindow';
import { openActivity } from './openActivity';
import { parsePollState, type PollState } from './pollState';
import { callsOfOnePoll, dueStreams } from './dueStreams';
import { planStreams, type PollFailure, type PollStream, type PollWish } from './pollStreams';
import { readStream } from './readStream';
import type { LinkedInSide, World } from '../connect';

export interface PollLimits {
	/** Epoch milliseconds at which it ends with what it has. */
	stopAtMs: number;
	/** After how many events it ends; a page is never split. */
	maxEvents: number;
}

export interface PollResult {
	/** New or changed ones, contact details first, each kind from old to new. */
	events: ActivityEvent[];
	/** For the next poll; plain text. */
	state: string;
	failures: PollFailure[];
	/** How many lists were read up to now. */
	finished: number;
	/** How many lists are left for the next poll. */
	left: number;
	calls: number;
}

/**
 * How many lists are read at the same time: at 400 ms an answer, 4,000 lists within a poll's time. LinkedIn limits calls
 * a day and InMails a minute and seat, not calls at once (LinkedIn reference §9).
 */
const AT_ONCE = 6;

type Turn = { stream: PollStream; pause?: PauseSignal | undefined } & (
	| { done: boolean }
	| { error: PollFailure['error'] }
);

const ORDER: Record<ActivityKind, number> = { stub: 0, prospectNote: 1, inMail: 2 };
const PACE = 'linkedInInMails';

/**
 * One poll: what is new or changed in Recruiter since the last one. With a store in its world, it shares LinkedIn's limits
 * with everything else; without one, it keeps to the part that is set aside for that. At least once: an event may come again after a
 * crash, or where LinkedIn's pages shift; none is left out while the state is kept. When nothing happened it costs one
 * call for each seat's InMails, one for each contract's notes and one for its contact details, and once an hour one for
 * its seats.
 *
 * @param stored the state of the last poll; nothing to begin
 */
export async function pollActivity(
	side: LinkedInSide,
	world: World,
	wish: PollWish,
	stored: unknown,
	limits: PollLimits,
): Promise<PollResult> {
	const state = parsePollState(stored);
	const poll = new Poll(side, world, wish, state, limits);
	return await poll.run();
}

class Poll {
	private readonly open: ReturnType<typeof openActivity>;

	private readonly startedAtMs: number;

	private readonly events: ActivityEvent[] = [];

	private readonly failures: PollFailure[] = [];

	private finished = 0;

	/** Rounds without an answer in a row: at two, LinkedIn is down. */
	private silentRounds = 0;

	private queue: PollStream[] = [];

	private width = 1;

	constructor(
		side: LinkedInSide,
		private readonly world: World,
		private readonly wish: PollWish,
		private readonly state: PollState,
		private readonly limits: PollLimits,
	) {
		this.startedAtMs = world.effects.now();
		// The client may wait that much longer than its deadline.
		this.open = openActivity(side, world, limits.stopAtMs - LONGEST_WAIT_MS, {
			quota: state.quota,
		});
	}

	async run(): Promise<PollResult> {
		const { state, wish, open, startedAtMs } = this;
		const share = this.world.store ? NEW_ACTIVITY_SHARE : TRIGGERS_SHARE;
		const planned = await planStreams(open.reader.api, wish, state, startedAtMs);
		const due = dueStreams(
			planned.streams,
			state,
			callsOfOnePoll(wish.everyMs, open.callsPerDay, share),
			startedAtMs,
		);
		this.failures.push(...planned.failures);
		this.silentRounds = planned.failures.filter(({ error }) => error instanceof PauseSignal).length;
		if (!planned.failures.some((failure) => this.isFatal(failure))) {
			const from = Math.max(
				0,
				due.findIndex(({ key }) => key === state.next),
			);
			this.queue = [...due.slice(from), ...due.slice(0, from)];
			await this.readAll();
		}
		const [next] = this.queue;
		if (next) state.next = next.key;
		else delete state.next;
		const { day, pace } = open.quota();
		const text = JSON.stringify({ ...state, quota: { day, pace } });
		this.events.sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || versionMs(a) - versionMs(b));
		return {
			events: this.events,
			state: text,
			failures: this.failures,
			finished: this.finished,
			left: this.queue.length,
			calls: open.calls(),
		};
	}

	private async readAll(): Promise<void> {
		const { effects } = this.world;
		const { stopAtMs, maxEvents } = this.limits;
		while (this.queue.length > 0) {
			const now = effects.now();
			if (now >= stopAtMs || this.events.length >= maxEvents) return;
			const ready = this.queue.filter(({ notBeforeMs }) => notBeforeMs <= now);
			if (ready.length === 0) {
				const wakeMs = Math.min(...this.queue.map(({ notBeforeMs }) => notBeforeMs));
				if (wakeMs >= stopAtMs) return;
				await effects.sleep(wakeMs - now);
				continue;
			}
			if ((await this.round(ready.slice(0, this.width))) === 'stop') return;
		}
	}

	/**
	 * One page of each of some streams; then others have their turn, so that a busy seat does not hold them up. Until LinkedIn
	 * has answered, one at a time: an outage or a refusal of everything costs no more.
	 */
	private async round(streams: readonly PollStream[]): Promise<'go on' | 'stop'> {
		this.queue = this.queue.filter((stream) => !streams.includes(stream));
		const turns = await Promise.all(streams.map(async (stream) => await this.read(stream)));
		const answered = turns.some((turn) => 'done' in turn);
		this.width = answered ? AT_ONCE : 1;
		const isSilent = !answered && turns.some(({ pause }) => pause !== undefined);
		this.silentRounds = isSilent ? this.silentRounds + 1 : 0;
		return turns.map((turn) => this.take(turn)).includes('stop') ? 'stop' : 'go on';
	}

	private async read(stream: PollStream): Promise<Turn> {
		const reader: ActivityReader = {
			...this.open.reader,
			deadlineMs: this.world.effects.now(),
		};
		try {
			const { fresh, done, pause } = await readStream(reader, stream, this.startedAtMs);
			this.events.push(...fresh);
			if (pause && pause.limit !== PACE) return { stream, error: pause, pause };
			return { stream, done, pause };
		} catch (error) {
			if (error instanceof PauseSignal) return { stream, error, pause: error };
			if (error instanceof ConnectorError) return { stream, error };
			throw error;
		}
	}

	private take(turn: Turn): 'go on' | 'stop' {
		const { stream } = turn;
		if ('error' in turn) return this.fail(stream, turn.error);
		stream.state.readAtMs = this.startedAtMs;
		if (turn.done) this.finished += 1;
		else this.queue.push({ ...stream, notBeforeMs: turn.pause?.resumeAtMs ?? 0 });
		return 'go on';
	}

	private fail(stream: PollStream, error: PollFailure['error']): 'go on' | 'stop' {
		const { contract, seat } = stream;
		const failure = { contract, ...(seat && { seat }), error };
		this.failures.push(failure);
		if (this.isFatal(failure)) return 'stop';
		if (isForbidden(error)) {
			const refused = this.failures.filter((one) => one.contract === contract);
			// The contract is switched off: the other seats would be refused as well.
			if (refused.filter((one) => isForbidden(one.error)).length > 1)
				this.queue = this.queue.filter((one) => one.contract !== contract);
		}
		return 'go on';
	}

	/** Whether everything else would fail, too. */
	private isFatal({ error }: PollFailure): boolean {
		if (error instanceof HttpStatusError) return error.status === 401;
		if (!(error instanceof PauseSignal)) return false;
		return error.limit === 'linkedInRequests' || this.silentRounds > 1;
	}
}

function isForbidden(error: unknown): boolean {
	return error instanceof HttpStatusError && error.status === 403;
}
