import { Contracts, type Gate } from '../../state/Contracts';
import { guardTransport, type HeldLock, withLock } from '../../state/Lock';
import { ParkedRecords } from '../../state/ParkedRecords';
import { Progress } from '../../state/Progress';
import { Seats } from '../../state/Seats';
import { BACKGROUND_CEILING } from '../budgets/backgroundCeiling';
import type { Runtime } from '../Runtime';
import { EventWriter } from './EventWriter';
import { holdStreams } from './holdStreams';
import {
	type HeldStream,
	type ImportBatch,
	type ImportCheckpoint,
	isInRange,
	missingPast,
	parseImport,
	planBatch,
	seatsDone,
	stillHeld,
	stillWanted,
	withoutSeats,
} from './importPlan';
import { type ImportProgress, importRow, waitingRow } from './ImportProgress';
import { openActivity } from './openActivity';
import { readAndWrite } from './readAndWrite';
import { callsLeft, type SeatRange } from './readingStream';
import { readSeats } from './readSeats';
import { retryParked } from './retryParked';
import { NO_END, type RunEnd, runEnd } from './RunEnd';
import { StreamReader } from './StreamReader';
import { GATE_WORDS, NOTES_UNREADABLE } from './writeActivity';
import type { ReviewedActivity, WrittenActivity } from './WriteReport';
import type { WriteOptions } from './WriteSession';

export interface ImportInput extends WriteOptions {
	/** Share of LinkedIn's daily limit that all seats together may use: the rest is left to what is new. */
	callsPerDay: number;
	/** How many seats are read together. */
	seatsAtOnce: number;
	timeLimitMs: number;
}

export interface ImportResult {
	progress: ImportProgress;
	written: WrittenActivity[];
	reviews: ReviewedActivity[];
}

/**
 * Reads what seat holders did before they were mapped, some seats together, the newest first, and writes it. It goes on
 * where the last run stood. Parked activity that a person asked to try again is tried first.
 *
 * @throws ConfigurationError while the sharing of data was not acknowledged
 * @throws ConnectorError when nothing can be read or written before a person does something
 */
export async function importPast(runtime: Runtime, input: ImportInput): Promise<ImportResult> {
	const { store, effects, owner, patienceMs = 0 } = runtime;
	const organization = runtime.linkedIn.settings.organizationUrn;
	const gate = await new Contracts(store, organization).gate();
	const run = new Import(runtime, input);
	if (gate !== 'open') return run.notOpen(gate);
	if (await run.isIdle()) return run.nothing([], '');
	const name = `${organization}:activityImport`;
	const locked = await withLock({ store, effects, owner, name, patienceMs }, async (lock) =>
		run.work(lock),
	);
	return locked.held ? locked.value : run.busy(locked.busyUntilMs);
}

class Import {
	private readonly organization: string;

	private readonly progress: Progress;

	private readonly writer: EventWriter;

	/** What a person has to read by hand: nothing here tries it again. */
	private readonly leftOut: ParkedRecords<'seat'>;

	private readonly deadlineMs: number;

	private readonly figures = { seats: 0, seatsWaiting: 0, seatsFinished: 0, events: 0, calls: 0 };

	private left = 0;

	private retried = 0;

	constructor(
		private readonly runtime: Runtime,
		private readonly input: ImportInput,
	) {
		this.organization = runtime.linkedIn.settings.organizationUrn;
		this.progress = new Progress(runtime.store, this.organization);
		this.leftOut = new ParkedRecords(runtime.store, this.organization, ['seat']);
		this.deadlineMs = runtime.effects.now() + input.timeLimitMs;
		this.writer = new EventWriter(runtime, input, this.deadlineMs);
	}

	notOpen(gate: Exclude<Gate, 'open'>): ImportResult {
		const state = gate === 'paused' ? 'paused' : 'notConnected';
		return this.result(state, { ...NO_END, message: `Nothing was read: ${GATE_WORDS[gate]}.` });
	}

	busy(busyUntilMs: number): ImportResult {
		const result = this.result('busy', { ...NO_END, message: 'Another run is doing this.' });
		const busyUntil = new Date(busyUntilMs).toISOString();
		return { ...result, progress: { ...result.progress, busyUntil } };
	}

	async work(lock: HeldLock): Promise<ImportResult> {
		const { runtime, writer } = this;
		const retry = await retryParked(runtime, writer, 'asked');
		this.retried = retry.tried;
		if (retry.error) throw retry.error;
		const missing = await this.missing();
		const row = await this.progress.read('activityImport');
		const checkpoint = parseImport(row?.checkpoint ?? '');
		const nowMs = runtime.effects.now();
		const onHold = stillHeld(checkpoint.held, missing);
		const { batch, held } = checkpoint.batch
			? { batch: stillWanted(checkpoint.batch, missing), held: onHold }
			: planBatch(missing, onHold, this.input.seatsAtOnce, nowMs);
		if (!batch) return this.nothing(missing, row?.message ?? '');
		this.figures.seats = batch.seats.length;
		this.figures.seatsWaiting = missing.length - batch.seats.length;
		this.left = callsLeft(batch.streams);
		if (row && row.resumeAtMs > nowMs) {
			const { message, boundBy, resumeAtMs } = row;
			return this.result('waiting', { message, boundBy, resumeAtMs });
		}
		return await this.read(lock, { ...checkpoint, held }, batch);
	}

	/** Nothing is missing, and nobody asked for anything: this runs every minute. */
	async isIdle(): Promise<boolean> {
		const parked = new ParkedRecords(this.runtime.store, this.organization, ['activity']);
		return (await this.missing()).length === 0 && (await parked.asked(1)).length === 0;
	}

	private async missing(): Promise<SeatRange[]> {
		const { store } = this.runtime;
		const contracts = await new Contracts(store, this.organization).connected();
		const seats = await readSeats(store, this.organization);
		return [...seats.values()].flatMap((seat) => missingPast(seat, contracts) ?? []);
	}

	/** Seats that LinkedIn has refused wait for their next try. */
	nothing(missing: readonly SeatRange[], message: string): ImportResult {
		this.figures.seatsWaiting = missing.length;
		if (missing.length === 0) return this.result('done', NO_END);
		return this.result('waiting', { ...NO_END, message });
	}

	private async read(
		lock: HeldLock,
		before: ImportCheckpoint,
		planned: ImportBatch,
	): Promise<ImportResult> {
		const { runtime, writer, deadlineMs, input } = this;
		const { settings, transport } = runtime.linkedIn;
		const side = { settings, transport: guardTransport(transport, lock) };
		const { callsPerDay } = input;
		const open = openActivity(side, runtime, deadlineMs, {
			callsPerDay,
			quota: before.quota,
			ceiling: BACKGROUND_CEILING,
		});
		const reader = new StreamReader(open.reader, planned.streams, deadlineMs);
		let batch = planned;
		let { held } = before;
		let failures = 0;
		const save = async (end: RunEnd = NO_END): Promise<void> => {
			this.figures.calls = open.calls();
			const nowMs = runtime.effects.now();
			const failed = reader.failures.slice(failures);
			failures = reader.failures.length;
			held = [...held, ...(await holdStreams(this.leftOut, failed, planned.seats, nowMs))];
			batch = await this.finish({ ...batch, streams: reader.left }, held);
			this.left = callsLeft(batch.streams);
			this.figures.seats = batch.seats.length;
			const isOpen = batch.seats.length > 0;
			const quota = open.storedQuota();
			await this.store({ version: 1, held, quota, ...(isOpen && { batch }) }, batch, end);
		};
		const written = await readAndWrite(
			reader,
			writer,
			async () => {
				await save();
			},
			(event) => {
				const wanted = isInRange(planned, event);
				if (wanted) batch = { ...batch, events: batch.events + 1 };
				return wanted;
			},
		);
		this.figures.events = written.events;
		const end = runEnd(reader, written, runtime.effects.now());
		// What was read but not written is read again.
		if (written.reason === '') await save(end);
		else await this.progress.save(runtime.effects.now(), [waitingRow(end)]);
		if (end.error) throw end.error;
		if (end.resumeAtMs > 0) return this.result('waiting', end);
		const done = batch.seats.length === 0 && this.figures.seatsWaiting === 0 && end.message === '';
		return this.result(done ? 'done' : 'running', end);
	}

	/** Marks seats of which nothing is left, unless they were mapped anew meanwhile, and takes them out. */
	private async finish(batch: ImportBatch, held: readonly HeldStream[]): Promise<ImportBatch> {
		const { finished, waiting } = seatsDone(batch, held);
		const seats = new Seats(this.runtime.store, this.organization);
		let marked = 0;
		for (const { seat, toMs } of finished) {
			const mappedAt = new Date(toMs).toISOString();
			const done = { importedUntilMs: toMs, importCheckpoint: '' };
			if (await seats.saveImport({ seat, mappedAt }, done)) marked += 1;
		}
		this.figures.seatsFinished += marked;
		this.figures.seatsWaiting += finished.length - marked + waiting.length;
		return withoutSeats(
			batch,
			[...finished, ...waiting].map(({ seat }) => seat),
		);
	}

	private async store(
		checkpoint: ImportCheckpoint,
		batch: ImportBatch,
		end: RunEnd,
	): Promise<void> {
		const nowMs = this.runtime.effects.now();
		const { calls, seatsWaiting } = this.figures;
		const requests = { linkedIn: calls, smartRecruiters: this.writer.requests };
		await this.progress.save(nowMs, [
			{
				...importRow(batch, seatsWaiting, end, nowMs),
				checkpoint: JSON.stringify(checkpoint),
				requests: JSON.stringify(requests),
			},
		]);
	}

	private result(state: ImportProgress['state'], end: RunEnd): ImportResult {
		const { organization, figures, left, retried, writer } = this;
		const { counts, written, reviews, notesUnreadable } = writer;
		const message = [end.message, notesUnreadable ? NOTES_UNREADABLE : '']
			.filter((text) => text !== '')
			.join(' ');
		const resumeAt = end.resumeAtMs > 0 ? new Date(end.resumeAtMs).toISOString() : '';
		const { boundBy } = end;
		const progress: ImportProgress = {
			...{ organization, state, message, ...figures, callsLeft: left, retried, boundBy, resumeAt },
			counts,
		};
		return { progress, written, reviews };
	}
}
