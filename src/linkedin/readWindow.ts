import { ConfigurationError } from '../errors/ConfigurationError';
import { ConnectorError } from '../errors/ConnectorError';
import { CursorError } from '../errors/CursorError';
import { PauseSignal } from '../errors/PauseSignal';
import type { Effects } from '../http/Transport';
import { type ActivityEvent, versionMs } from './activityEvent';
import type { ActivityPage } from './activityPage';
import type { LinkedInApi } from './LinkedInApi';
import { madeUpId } from './lenient';
import type { MemberPace } from './MemberPace';
import { AT_START, type TimeRange, type WindowPosition } from './WindowPosition';

export { type TimeRange, type WindowPosition, WindowPositionSchema } from './WindowPosition';

/** What reading Recruiter's activity needs. */
export interface ActivityReader {
	api: LinkedInApi;
	effects: Effects;
	pace: MemberPace;
	/** Epoch milliseconds after which no further page is read. */
	deadlineMs: number;
	/** Told of every wait, for progress. */
	onWait?: (limit: 'linkedInInMails', ms: number) => void;
}

export interface WindowRead {
	/** Each event once, in its newest version; order as LinkedIn gave them. */
	events: ActivityEvent[];
	/** Set when there is more: hand it to the next call. */
	position?: WindowPosition;
	/** Why it stopped, where a limit or an outage was the reason. */
	pause?: PauseSignal;
	/** Elements in which nothing could be recognised. */
	unreadable: number;
	/** The pages kept shifting: read this window once more later. */
	unsettled: boolean;
}

/** One kind of activity, as pages. */
export interface PageSource {
	/** For messages. */
	endpoint: string;
	/** The most to ask for at once. */
	pageSize: number;
	/** LinkedIn refuses to go further than this many results. */
	reach?: number;
	read: (range: TimeRange, start: number, count: number) => Promise<ActivityPage>;
	toEvent: (element: unknown) => ActivityEvent | undefined;
	/** The seat whose records a minute are counted. */
	paced?: string;
}

/** How often a range is read anew because its pages shifted. */
const MAX_REREADS = 5;
/** So many pages without news in a row: the list does not end. A few are possible where LinkedIn gives an element twice. */
const MOST_STALE = 4;
/** A first page is not asked for with less room than this: it would only have to be asked again. */
const LEAST_FIRST_PAGE = 4;
const WHILE_OTHERS_READ_MS = 1_000;

/**
 * Reads a window to its end, or as far as time and limits allow. LinkedIn's pages are positions in a list that changes
 * while it is read, so every page repeats the last element of the one before: when it is not there, the range is read
 * anew.
 *
 * @param limit ends the reading after that many events
 * @throws ConnectorError that a person has to see, CursorError for a list that does not end, unless events were found
 * before
 */
export async function readWindow(
	reader: ActivityReader,
	source: PageSource,
	from: TimeRange | WindowPosition,
	limit = Number.POSITIVE_INFINITY,
): Promise<WindowRead> {
	const walk = new Walk(reader, source, from, limit);
	try {
		await walk.toEnd();
	} catch (error) {
		if (error instanceof PauseSignal) return walk.result(error);
		if (error instanceof ConnectorError && walk.foundAny) return walk.result();
		throw error;
	}
	return walk.result();
}

class Walk {
	/** What the pages since the beginning of the range have brought. */
	private readonly inRange = new Set<string>();

	private readonly found = new Map<string, ActivityEvent>();

	private position: WindowPosition;

	private unreadable = 0;

	private unsettled = false;

	constructor(
		private readonly reader: ActivityReader,
		private readonly source: PageSource,
		from: TimeRange | WindowPosition,
		private readonly limit: number,
	) {
		this.position = 'ranges' in from ? from : { ranges: [from], ...AT_START };
	}

	get foundAny(): boolean {
		return this.found.size > 0;
	}

	result(pause?: PauseSignal): WindowRead {
		return {
			events: [...this.found.values()],
			...(this.position.ranges.length > 0 && { position: this.position }),
			...(pause && { pause }),
			unreadable: this.unreadable,
			unsettled: this.unsettled,
		};
	}

	async toEnd(): Promise<void> {
		for (let pages = 0; ; pages += 1) {
			const [range] = this.position.ranges;
			if (!range) return;
			if (range.fromMs >= range.toMs) {
				this.nextRange();
				continue;
			}
			// The first page is always read: a call without progress would never end.
			const late = this.reader.effects.now() >= this.reader.deadlineMs;
			if (pages > 0 && (late || this.found.size >= this.limit)) return;
			await this.readPage(range);
		}
	}

	private async readPage(range: TimeRange): Promise<void> {
		const { source } = this;
		const { start, lastId } = this.position;
		const overlap = lastId === null ? 0 : 1;
		const { records: count, came } = await this.mayAsk(
			overlap === 0 ? LEAST_FIRST_PAGE : source.pageSize,
		);
		const first = start - overlap;
		if (source.reach !== undefined && first + count > source.reach) {
			came(0);
			this.split(range);
			return;
		}
		const page = await this.ask(range, first, count, came);
		if (source.reach !== undefined && (page.total ?? 0) > source.reach) {
			this.split(range);
			return;
		}
		const seen = page.elements.map((element) => this.recognise(element));
		const ids = seen.map(({ id }) => id);
		const end = first + ids.length;
		const over =
			ids.length <= overlap ||
			(ids.length < count && !page.hasNext) ||
			(page.total !== undefined && !page.hasNext && end >= page.total);
		const lastPage = madeUpId(...ids);
		const stale = this.staleAfter(ids, lastPage);
		if (!over && stale > MOST_STALE) throw new CursorError('LinkedIn', source.endpoint);
		// The last element of the page before was given out with that page.
		for (const one of ids[0] === lastId ? seen.slice(1) : seen) this.keep(one.event);
		const shifted = lastId !== null && ids[0] !== lastId;
		if (shifted && this.position.rereads < MAX_REREADS) {
			this.inRange.clear();
			this.position = { ...this.position, ...AT_START, rereads: this.position.rereads + 1 };
			return;
		}
		if (shifted) this.unsettled = true;
		if (over) this.nextRange();
		else {
			const last = ids[ids.length - 1] ?? null;
			this.position = { ...this.position, start: end, lastId: last, lastPage, stale };
		}
	}

	/** How many pages in a row have brought nothing that was not there before. */
	private staleAfter(ids: readonly string[], page: string): number {
		const before = this.inRange.size;
		for (const id of ids) if (id !== this.position.lastId) this.inRange.add(id);
		const news = this.inRange.size > before && page !== this.position.lastPage;
		return news ? 0 : this.position.stale + 1;
	}

	/** With the id by which an element is known when it comes again. */
	private recognise(element: unknown): { id: string; event: ActivityEvent | undefined } {
		const event = this.source.toEvent(element);
		return { id: event?.activityId ?? madeUpId(JSON.stringify(element)), event };
	}

	private keep(event: ActivityEvent | undefined): void {
		if (!event) {
			this.unreadable += 1;
			return;
		}
		const known = this.found.get(event.activityId);
		if (!known || versionMs(event) > versionMs(known)) this.found.set(event.activityId, event);
	}

	private nextRange(): void {
		this.inRange.clear();
		this.position = {
			ranges: this.position.ranges.slice(1),
			...AT_START,
		};
	}

	/** Halves a range that holds more than LinkedIn gives out. */
	private split(range: TimeRange): void {
		this.inRange.clear();
		const middle = Math.floor((range.fromMs + range.toMs) / 2);
		if (middle <= range.fromMs) {
			throw new ConfigurationError(
				'LinkedIn has more shared contacts with the same timestamp than it returns at once',
				'Choose fewer seats at a time.',
			);
		}
		this.position = {
			ranges: [
				{ fromMs: range.fromMs, toMs: middle },
				{ fromMs: middle, toMs: range.toMs },
				...this.position.ranges.slice(1),
			],
			...AT_START,
		};
	}

	private async ask(
		range: TimeRange,
		first: number,
		count: number,
		came: (records: number) => void,
	): Promise<ActivityPage> {
		let records = 0;
		try {
			const page = await this.source.read(range, first, count);
			records = page.elements.length;
			return page;
		} finally {
			came(records);
		}
	}

	/** How many records may be asked for, after waiting until at least `wanted` may; they are held until they came. */
	private async mayAsk(
		wanted: number,
	): Promise<{ records: number; came: (records: number) => void }> {
		const { paced, pageSize } = this.source;
		if (!paced) return { records: pageSize, came: () => undefined };
		const { pace, effects } = this.reader;
		const least = Math.min(wanted, pace.limit);
		for (;;) {
			await this.wait(pace.waitMs(paced, least, effects.now()));
			const held = pace.hold(paced, pageSize, effects.now());
			const came = (records: number): void => {
				held.came(records, effects.now());
			};
			if (held.records >= least) return { records: held.records, came };
			came(0);
			// Another run reads this seat just now.
			await this.wait(WHILE_OTHERS_READ_MS);
		}
	}

	private async wait(ms: number): Promise<void> {
		if (ms <= 0) return;
		const { effects, deadlineMs, onWait } = this.reader;
		const until = effects.now() + ms;
		const limit = 'linkedInInMails';
		if (until > deadlineMs) throw new PauseSignal(limit, until);
		onWait?.(limit, ms);
		await effects.sleep(ms);
	}
}
