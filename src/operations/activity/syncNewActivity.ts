import { MINUTE_MS } from '../../basics/durations';
import { ConnectorError } from '../../errors/ConnectorError';
import { PauseSignal } from '../../errors/PauseSignal';
import { StateError } from '../../errors/StateError';
import { ACTIVITY_KINDS } from '../../linkedin/activityEvent';
import { Contracts, type Gate } from '../../state/Contracts';
import { guardTransport, type HeldLock, withLock } from '../../state/Lock';
import { Progress } from '../../state/Progress';
import { SYNC, type SyncRow } from '../../state/tables';
import type { Runtime } from '../Runtime';
import { EventWriter, type WriteEnd } from './EventWriter';
import { pollActivity, type PollResult } from './pollActivity';
import { readPollState } from './pollState';
import { isMapped, readSeats } from './readSeats';
import { GATE_WORDS, NOTES_UNREADABLE } from './writeActivity';
import type { ReviewedActivity, WriteCounts, WrittenActivity } from './WriteReport';
import type { WriteOptions } from './WriteSession';

export interface SyncNewInput extends WriteOptions {
	/** How long from one reading to the next, in milliseconds: a day's calls have to last for all of them. */
	everyMs: number;
	/** Whether it reads at once, however long ago the last reading was. */
	atOnce: boolean;
	/** How far back a seat is read when it is read for the first time. */
	lookBackMs: number;
	timeLimitMs: number;
}

export interface SyncNewReport {
	organization: string;
	/** `running`: the next run goes on at once. `skipped`: reading is not due. `waiting`: a limit lets nothing through. */
	state: 'done' | 'running' | 'skipped' | 'waiting' | 'busy' | 'notConnected' | 'paused';
	/** In words; empty when all is well. */
	message: string;
	/** ISO time until which another run is at it. */
	busyUntil?: string;
	/** Connected contracts of which something was read. */
	contracts: number;
	/** Mapped seat holders of those. */
	seats: number;
	/** Events that were read. */
	events: number;
	/** Lists at LinkedIn that are left for the next run. */
	left: number;
	calls: number;
	counts: WriteCounts;
}

export interface SyncNewResult {
	report: SyncNewReport;
	written: WrittenActivity[];
	reviews: ReviewedActivity[];
}

/** Which part of a run is for reading; what was read is written in the rest of it. */
const READING = 0.7;
/** So many are written within a run at SmartRecruiters' 10 requests a second. */
const MOST_EVENTS = 1_000;
/** What was read is written, also when the time is over by then. */
const GRACE_MS = MINUTE_MS;
/** Schedules come a little early or late. */
const EARLY_MS = 20_000;

/**
 * Reads what is new in Recruiter of all mapped seat holders, on every contract of `rsc_contracts` that is connected, and
 * writes it. How far it came is stored after the writes: killed anywhere, the next run reads again what was not written.
 *
 * @throws ConfigurationError while the sharing of data was not acknowledged
 * @throws ConnectorError when nothing can be read or written before a person does something
 * @throws StateError when state is damaged or cannot be kept
 */
export async function syncNewActivity(
	runtime: Runtime,
	input: SyncNewInput,
): Promise<SyncNewResult> {
	const { store, effects, owner, patienceMs = 0 } = runtime;
	const organization = runtime.linkedIn.settings.organizationUrn;
	const gate = await new Contracts(store, organization).gate();
	const run = new SyncNew(runtime, input);
	if (gate !== 'open') return run.notOpen(gate);
	if (!(await run.isDue())) return run.skipped();
	const name = `${organization}:activityNew`;
	const locked = await withLock({ store, effects, owner, name, patienceMs }, async (lock) =>
		run.work(lock),
	);
	return locked.held ? locked.value : run.busy(locked.busyUntilMs);
}

class SyncNew {
	private readonly organization: string;

	private readonly progress: Progress;

	private readonly writer: EventWriter;

	private readonly startedMs: number;

	private readonly figures = { contracts: 0, seats: 0, events: 0, left: 0, calls: 0 };

	constructor(
		private readonly runtime: Runtime,
		private readonly input: SyncNewInput,
	) {
		this.organization = runtime.linkedIn.settings.organizationUrn;
		this.progress = new Progress(runtime.store, this.organization);
		this.startedMs = runtime.effects.now();
		this.writer = new EventWriter(runtime, input, this.startedMs + input.timeLimitMs);
	}

	notOpen(gate: Exclude<Gate, 'open'>): SyncNewResult {
		const state = gate === 'paused' ? 'paused' : 'notConnected';
		return this.result(state, `Nothing was read: ${GATE_WORDS[gate]}.`);
	}

	skipped(): SyncNewResult {
		return this.result('skipped', '');
	}

	busy(busyUntilMs: number): SyncNewResult {
		const result = this.result('busy', 'Another run is doing this.');
		const busyUntil = new Date(busyUntilMs).toISOString();
		return { ...result, report: { ...result.report, busyUntil } };
	}

	/** A reading that has left something goes on at the next run. */
	async isDue(): Promise<boolean> {
		if (this.input.atOnce) return true;
		const row = await this.progress.read('activityNew');
		if (!row || row.startedAt === '') return true;
		if (row.resumeAtMs > this.startedMs) return false;
		const restMs = this.input.everyMs - EARLY_MS;
		return row.finishedAt === '' || this.startedMs - Date.parse(row.startedAt) >= restMs;
	}

	async work(lock: HeldLock): Promise<SyncNewResult> {
		const { runtime, input, organization, startedMs } = this;
		const contracts = await new Contracts(runtime.store, organization).connected();
		const mapped = [...(await readSeats(runtime.store, organization)).values()].filter(
			(seat) => isMapped(seat) && contracts.includes(seat.contract),
		);
		// Without a seat, all of them would be read.
		if (mapped.length === 0) {
			const nobody = 'No seat holder of a connected contract is mapped yet';
			await this.save({ activity: nobody, finishedAt: new Date(startedMs).toISOString() });
			return this.result('done', `${nobody} (workflow 02).`);
		}
		const own = new Set(mapped.map(({ contract }) => contract));
		this.figures.contracts = own.size;
		this.figures.seats = mapped.length;
		const { settings, transport } = runtime.linkedIn;
		const found = await pollActivity(
			{ settings, transport: guardTransport(transport, lock) },
			runtime,
			{
				contracts: [...own].sort(),
				seats: mapped.map(({ seat }) => seat),
				kinds: [...ACTIVITY_KINDS],
				lookBackMs: input.lookBackMs,
				everyMs: input.everyMs,
			},
			await this.readState(),
			{ stopAtMs: startedMs + input.timeLimitMs * READING, maxEvents: MOST_EVENTS },
		);
		this.figures.events = found.events.length;
		this.figures.left = found.left;
		this.figures.calls = found.calls;
		const end = await this.write(found);
		return await this.finish(found, end);
	}

	/** @throws StateError when it is damaged: to begin anew would leave out what happened since the last reading */
	private async readState(): Promise<string> {
		const { checkpoint = '' } = (await this.progress.read('activityNew')) ?? {};
		if (checkpoint !== '' && !readPollState(checkpoint))
			throw StateError.damagedRow(SYNC.name, undefined, 'checkpoint of activityNew');
		return checkpoint;
	}

	/** What is not written by the end is set aside with all that another try needs. */
	private async write({ events }: PollResult): Promise<WriteEnd> {
		const end = await this.writer.write(events, { parked: 'always', graceMs: GRACE_MS });
		await this.writer.park(end.rest, end.reason);
		return end;
	}

	private async finish(found: PollResult, end: WriteEnd): Promise<SyncNewResult> {
		const { failures, finished, left } = found;
		const pause = failures.map(({ error }) => error).find((error) => error instanceof PauseSignal);
		const error =
			end.error ?? (finished === 0 && found.events.length === 0 ? firstError(failures) : undefined);
		const message = [error?.message, failureWords(found), end.reason && `Set aside: ${end.reason}.`]
			.filter(Boolean)
			.slice(0, error ? 1 : undefined)
			.join(' ');
		await this.save({
			checkpoint: found.state,
			message,
			boundBy: pause?.limitText ?? '',
			resumeAtMs: pause?.resumeAtMs ?? 0,
			finishedAt: left > 0 || pause ? '' : new Date(this.runtime.effects.now()).toISOString(),
		});
		if (error) throw error;
		if (pause) return this.result('waiting', message);
		return this.result(left > 0 ? 'running' : 'done', message);
	}

	private async save(change: Partial<SyncRow>): Promise<void> {
		const { calls, seats } = this.figures;
		const requests = { linkedIn: calls, smartRecruiters: this.writer.requests };
		await this.progress.save(this.runtime.effects.now(), [
			{
				stream: 'activityNew',
				activity: `Read for ${seats} mapped seat holders`,
				...{ message: '', boundBy: '', resumeAtMs: 0, ...change },
				startedAt: new Date(this.startedMs).toISOString(),
				requests: JSON.stringify(requests),
			},
		]);
	}

	private result(state: SyncNewReport['state'], message: string): SyncNewResult {
		const { organization, figures, writer } = this;
		const { counts, written, reviews, notesUnreadable } = writer;
		const words = [message, notesUnreadable ? NOTES_UNREADABLE : ''].filter((text) => text !== '');
		const report = { organization, state, message: words.join(' '), ...figures, counts };
		return { report, written, reviews };
	}
}

/** What a person has to do something about, first. */
function firstError(failures: PollResult['failures']): ConnectorError | undefined {
	const errors = failures.flatMap(({ error }) => (error instanceof ConnectorError ? [error] : []));
	return errors.find(({ fate }) => fate === 'stop') ?? errors[0];
}

/** One refusal is told for all; what a limit holds back has its own words. */
function failureWords({ failures, finished, left }: PollResult): string {
	const [first] = failures;
	if (!first) return '';
	const of = first.seat ?? first.contract;
	const { error } = first;
	if (error instanceof PauseSignal) {
		const until = new Date(error.resumeAtMs).toISOString();
		return `Reading goes on after ${until} (${error.limitText}).`;
	}
	const all = failures.length + finished + left;
	return `${failures.length} of ${all} lists could not be read, among them of ${of}: ${error.message}. ${error.advice}`;
}
