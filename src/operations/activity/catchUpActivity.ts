import { ActivityLedger, KEPT_MS } from '../../state/ActivityLedger';
import { Contracts, type Gate } from '../../state/Contracts';
import { guardTransport, type HeldLock, withLock } from '../../state/Lock';
import { ParkedRecords } from '../../state/ParkedRecords';
import { Progress } from '../../state/Progress';
import { keptMs, readFill } from '../../state/TableFill';
import type { Runtime } from '../Runtime';
import {
	type CatchUpCheckpoint,
	type CatchUpPass,
	parseCatchUp,
	passDone,
	planPass,
} from './catchUpPlan';
import { EventWriter } from './EventWriter';
import { openActivity } from './openActivity';
import { readAndWrite } from './readAndWrite';
import { readSeats } from './readSeats';
import { retryParked } from './retryParked';
import { type RunEnd, runEnd } from './RunEnd';
import { type StreamFailure, StreamReader } from './StreamReader';
import { GATE_WORDS, NOTES_UNREADABLE } from './writeActivity';
import type { ReviewedActivity, WriteCounts, WrittenActivity } from './WriteReport';
import type { WriteOptions } from './WriteSession';

export interface CatchUpInput extends WriteOptions {
	/** How many days are read again, at least. */
	days: number;
	/** When the last complete pass began less than this ago, nothing is read; in milliseconds. */
	readEveryMs: number;
	/** Share of LinkedIn's daily limit that this may use. */
	callsPerDay: number;
	timeLimitMs: number;
}

export interface CatchUpReport {
	organization: string;
	/** `done`: everything was read. `running`: the next run goes on. `skipped`: reading was not due. */
	state: 'done' | 'running' | 'skipped' | 'busy' | Exclude<Gate, 'open'>;
	/** In words; empty when all is well. */
	message: string;
	/** ISO time until which another run is at it. */
	busyUntil?: string;
	/** Parked ones that were tried again. */
	retried: number;
	/** Events that were read. */
	events: number;
	/** Rows of the ledger, and of what could not be settled in all that time, that were removed because of their age. */
	pruned: number;
	calls: number;
	counts: WriteCounts;
}

export interface CatchUpResult {
	report: CatchUpReport;
	written: WrittenActivity[];
	reviews: ReviewedActivity[];
}

/**
 * Tries parked activity again that is due, and reads the last days of every mapped seat holder once more, at least back
 * to the last time that this came to its end: what a killed poll or a pause has left out is written.
 *
 * @throws ConfigurationError while the sharing of data was not acknowledged
 * @throws ConnectorError when nothing can be read or written before a person does something
 */
export async function catchUpActivity(
	runtime: Runtime,
	input: CatchUpInput,
): Promise<CatchUpResult> {
	const { store, effects, owner, patienceMs = 0 } = runtime;
	const organization = runtime.linkedIn.settings.organizationUrn;
	const gate = await new Contracts(store, organization).gate();
	const run = new CatchUp(runtime, input);
	if (gate !== 'open') return await run.notOpen(gate);
	const name = `${organization}:activityCatchUp`;
	const locked = await withLock({ store, effects, owner, name, patienceMs }, async (lock) =>
		run.work(lock),
	);
	if (locked.held) return locked.value;
	return run.busy(locked.busyUntilMs);
}

class CatchUp {
	private readonly organization: string;

	private readonly progress: Progress;

	private readonly writer: EventWriter;

	private readonly deadlineMs: number;

	private readonly startedMs: number;

	private retried = 0;

	private notRetried = '';

	private events = 0;

	private pruned = 0;

	private calls = 0;

	constructor(
		private readonly runtime: Runtime,
		private readonly input: CatchUpInput,
	) {
		this.organization = runtime.linkedIn.settings.organizationUrn;
		this.progress = new Progress(runtime.store, this.organization);
		this.startedMs = runtime.effects.now();
		this.deadlineMs = this.startedMs + input.timeLimitMs;
		this.writer = new EventWriter(runtime, input, this.deadlineMs);
	}

	result(state: CatchUpReport['state'], message: string): CatchUpResult {
		const { organization, retried, events, pruned, calls, writer } = this;
		const { counts, written, reviews, notesUnreadable } = writer;
		const unreadable = notesUnreadable ? NOTES_UNREADABLE : '';
		const messages = [message, this.notRetried, unreadable].filter((text) => text !== '');
		const report = {
			...{
				organization,
				state,
				message: messages.join(' '),
				retried,
				events,
				pruned,
				calls,
				counts,
			},
		};
		return { report, written, reviews };
	}

	busy(busyUntilMs: number): CatchUpResult {
		const result = this.result('busy', 'Another run is doing this.');
		const busyUntil = new Date(busyUntilMs).toISOString();
		return { ...result, report: { ...result.report, busyUntil } };
	}

	/** What happens meanwhile is read as soon as a contract is connected again. */
	async notOpen(gate: Exclude<Gate, 'open'>): Promise<CatchUpResult> {
		const checkpoint = await this.readCheckpoint();
		await this.save({ ...checkpoint, startedMs: 0 }, 'Waiting for the connection', {
			message: GATE_WORDS[gate],
			boundBy: '',
			resumeAtMs: 0,
		});
		return this.result(gate, `Nothing was read or written: ${GATE_WORDS[gate]}.`);
	}

	async work(lock: HeldLock): Promise<CatchUpResult> {
		const { runtime, writer, input, startedMs } = this;
		const retry = await retryParked(runtime, writer, 'due');
		this.retried = retry.tried;
		if (retry.reason !== '')
			this.notRetried = `Not all parked activity was tried again: ${retry.reason}.`;
		if (retry.error) throw retry.error;
		const { store } = runtime;
		const parked = new ParkedRecords(store, this.organization, ['activity']);
		// Where notes cannot be read, the ledger alone keeps them from being written twice.
		const fill = writer.notesUnreadable
			? undefined
			: readFill(await this.progress.read('dataTables'));
		this.pruned =
			(await new ActivityLedger(store, this.organization).prune(startedMs, keptMs(fill))) +
			(await parked.prune(startedMs - KEPT_MS));
		const checkpoint = await this.readCheckpoint();
		const due = startedMs - checkpoint.startedMs >= input.readEveryMs;
		if (!checkpoint.pass && !due) return this.result('skipped', '');
		const pass = checkpoint.pass ?? (await this.plan(checkpoint));
		return await this.read(lock, checkpoint, pass);
	}

	private async plan(checkpoint: CatchUpCheckpoint): Promise<CatchUpPass> {
		const { store } = this.runtime;
		const seats = await readSeats(store, this.organization);
		const contracts = await new Contracts(store, this.organization).connected();
		return planPass(checkpoint, seats.values(), contracts, this.input.days, this.startedMs);
	}

	private async read(
		lock: HeldLock,
		before: CatchUpCheckpoint,
		pass: CatchUpPass,
	): Promise<CatchUpResult> {
		const { runtime, writer, deadlineMs, input } = this;
		const { settings, transport } = runtime.linkedIn;
		const side = { settings, transport: guardTransport(transport, lock) };
		const { callsPerDay } = input;
		const open = openActivity(side, runtime, deadlineMs, { callsPerDay, quota: before.quota });
		const reader = new StreamReader(open.reader, pass.streams, deadlineMs);
		const checkpoint = (): CatchUpCheckpoint => {
			const quota = open.storedQuota();
			// One holder's spoilt list is no reason to read the contract again; an outage of everything is.
			const isMissed = ({ stream: { kind } }: StreamFailure): boolean =>
				kind !== 'inMail' || !reader.answered;
			const missed = reader.failures.filter(isMissed).map(({ stream }) => stream.contract);
			const failed = [...pass.failed, ...missed];
			return { ...before, quota, pass: { ...pass, failed, streams: reader.left } };
		};
		const written = await readAndWrite(reader, writer, async () => {
			this.calls = open.calls();
			await this.save(checkpoint(), 'Reading the last days again');
		});
		this.calls = open.calls();
		this.events = written.events;
		const end = runEnd(reader, written, runtime.effects.now());
		const complete = written.reason === '' && !end.error && reader.left.length === 0;
		if (complete) {
			const { pass: last = pass, ...rest } = checkpoint();
			await this.save(passDone(rest, last), 'The last days were read again', end);
			return this.result('done', end.message);
		}
		// What was read but not written is read again.
		if (written.reason === '') await this.save(checkpoint(), 'Reading the last days again', end);
		else await this.progress.save(runtime.effects.now(), [this.row('Waiting', end)]);
		if (end.error) throw end.error;
		return this.result('running', end.message);
	}

	private async readCheckpoint(): Promise<CatchUpCheckpoint> {
		return parseCatchUp((await this.progress.read('activityCatchUp'))?.checkpoint ?? '');
	}

	private async save(checkpoint: CatchUpCheckpoint, activity: string, end?: RunEnd): Promise<void> {
		const { pass } = checkpoint;
		const total = pass?.total ?? 0;
		const nowMs = this.runtime.effects.now();
		await this.progress.save(nowMs, [
			{
				...this.row(activity, end),
				checkpoint: JSON.stringify(checkpoint),
				done: pass ? total - pass.streams.length : 0,
				total,
				finishedAt: pass || checkpoint.startedMs === 0 ? '' : new Date(nowMs).toISOString(),
				...(pass && { startedAt: new Date(pass.startedMs).toISOString() }),
			},
		]);
	}

	private row(activity: string, end?: RunEnd) {
		const { message = '', boundBy = '', resumeAtMs = 0 } = end ?? {};
		const requests = { linkedIn: this.calls, smartRecruiters: this.writer.requests };
		const stream = 'activityCatchUp' as const;
		return { stream, activity, message, boundBy, resumeAtMs, requests: JSON.stringify(requests) };
	}
}
