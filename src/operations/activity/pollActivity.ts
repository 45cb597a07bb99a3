import { ConnectorError } from '../../errors/ConnectorError';
import { HttpStatusError } from '../../errors/HttpStatusError';
import { PauseSignal } from '../../errors/PauseSignal';
import { LONGEST_WAIT_MS } from '../../http/retryTiming';
import { type ActivityEvent, type ActivityKind, versionMs } from '../../linkedin/activityEvent';
import type { ActivityReader } from '../../linkedin/readWindow';
import { openActivity } from './openActivity';
import { parsePollState, type PollState } from './pollState';
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

const ORDER: Record<ActivityKind, number> = { stub: 0, prospectNote: 1, inMail: 2 };
const PACE = 'linkedInInMails';

/**
 * One poll: what is new or changed in Recruiter since the last one. At least once: an event may come again after a
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

	/** Outages without an answer between them: at two, LinkedIn is down. */
	private outages = 0;

	private queue: PollStream[] = [];

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
		const planned = await planStreams(open.reader.api, wish, state, startedAtMs);
		this.failures.push(...planned.failures);
		if (!planned.failures.some((failure) => this.isFatal(failure))) {
			const first = planned.streams.findIndex(({ key }) => key === state.next);
			const from = Math.max(0, first);
			this.queue = [...planned.streams.slice(from), ...planned.streams.slice(0, from)];
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
			const at = this.queue.findIndex(({ notBeforeMs }) => notBeforeMs <= now);
			if (at < 0) {
				const wakeMs = Math.min(...this.queue.map(({ notBeforeMs }) => notBeforeMs));
				if (wakeMs >= stopAtMs) return;
				await effects.sleep(wakeMs - now);
				continue;
			}
			const [stream] = this.queue.splice(at, 1);
			if (stream && (await this.turn(stream)) === 'stop') return;
		}
	}

	/** One page of one stream; then the next stream has its turn, so that a busy seat does not hold up the others. */
	private async turn(stream: PollStream): Promise<'go on' | 'stop'> {
		const reader: ActivityReader = {
			...this.open.reader,
			deadlineMs: this.world.effects.now(),
		};
		try {
			const { fresh, done, pause } = await readStream(reader, stream, this.startedAtMs);
			this.events.push(...fresh);
			if (pause && pause.limit !== PACE) return this.fail(stream, pause);
			this.outages = 0;
			if (done) this.finished += 1;
			else this.queue.push({ ...stream, notBeforeMs: pause?.resumeAtMs ?? 0 });
			return 'go on';
		} catch (error) {
			if (error instanceof ConnectorError) return this.fail(stream, error);
			throw error;
		}
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
		this.outages += 1;
		return error.limit === 'linkedInRequests' || this.outages > 1;
	}
}

function isForbidden(error: unknown): boolean {
	return error instanceof HttpStatusError && error.status === 403;
}
