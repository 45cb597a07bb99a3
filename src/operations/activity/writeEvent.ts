import { ConnectorError } from '../../errors/ConnectorError';
import { CursorError } from '../../errors/CursorError';
import { HttpStatusError } from '../../errors/HttpStatusError';
import { LockLostError } from '../../errors/LockLostError';
import { PauseSignal } from '../../errors/PauseSignal';
import { RecordRefusedError } from '../../errors/RecordRefusedError';
import { ResponseSchemaError } from '../../errors/ResponseSchemaError';
import { UnclearOutcomeError } from '../../errors/UnclearOutcomeError';
import { type ActivityEvent, contentHash, versionMs } from '../../linkedin/activityEvent';
import type { ActivityReviewCode } from '../../mapping/ActivityReview';
import { activityToNote, versionHash } from '../../mapping/activityToNote';
import { markOfEvent } from '../../mapping/noteMark';
import type { HeldNote, LedgerEntry } from '../../state/ActivityLedger';
import { EventNotes } from './EventNotes';
import { createFromContact, enrichCandidate } from './useSharedContact';
import { type Identified, type PersonRow, whoIsIt } from './whoIsIt';
import type { WriteSession } from './WriteSession';

export interface EventInput {
	event: ActivityEvent;
	/** What the ledger knew before this attempt was marked there. */
	held: LedgerEntry;
	/** Rows of `rsc_people` for the event's person. */
	people: readonly PersonRow[];
	seatName: string;
}

export interface EventOutcome {
	/** What was done; `review` when a person or a later run has to look. */
	action: 'written' | 'replaced' | 'removed' | 'unchanged' | 'nothing' | 'review';
	/** What the ledger has to say now. */
	entry: LedgerEntry;
	review?: { code: ActivityReviewCode; detail?: string; candidateIds: readonly string[] };
	/** Person and candidate that belong together, newly learned from shared contact details. */
	learned?: { person: string; candidateId: string };
	/** Fields of the candidate that were filled. */
	enriched: string[];
}

/** Nothing can be written at all, for example without a valid credential. */
export interface EventStop {
	error: ConnectorError;
	/** What the ledger has to say now. */
	entry: LedgerEntry;
}

/**
 * Brings one event that is new onto its candidate as notes, once: new ones are written, edited ones replaced, deleted
 * ones removed. Where the ledger does not know for certain what is there, the candidate's own notes are looked at before
 * anything is written. What goes wrong with this event alone is an outcome, what is everybody's a stop.
 */
export async function writeEvent(
	session: WriteSession,
	input: EventInput,
): Promise<EventOutcome | EventStop> {
	return await new EventWrite(session, input).run();
}

/** What the ledger says of an event of which nothing was sent: what it knew before. */
export function nothingSent(held: LedgerEntry): LedgerEntry {
	return { ...held, state: held.state === '' ? 'waiting' : held.state };
}

class EventWrite {
	private readonly version: string;

	private readonly notes: EventNotes;

	private candidateId: string;

	private enriched: string[] = [];

	private learned: EventOutcome['learned'];

	constructor(
		private readonly session: WriteSession,
		private readonly input: EventInput,
	) {
		const { event, held } = input;
		this.version = contentHash(event);
		const mark = markOfEvent(session.organization, event.activityId);
		this.notes = new EventNotes(session, mark, versionHash(this.version), held.notes);
		this.candidateId = held.candidateId;
	}

	async run(): Promise<EventOutcome | EventStop> {
		const { session } = this;
		if (session.closed !== undefined) return this.review('WAITING', [], session.closed);
		try {
			const outcome = this.input.event.deleted ? await this.remove() : await this.write();
			if (!outcome.review) session.worked();
			return outcome;
		} catch (error) {
			return this.failed(error);
		}
	}

	private failed(error: unknown): EventOutcome | EventStop {
		const { session, notes } = this;
		if (error instanceof PauseSignal) {
			session.paused(error);
			const until = `${error.limitText}, until ${new Date(error.resumeAtMs).toISOString()}`;
			return this.review(notes.touched ? 'NOT_SETTLED' : 'WAITING', [], until);
		}
		if (error instanceof UnclearOutcomeError) return this.review('NOT_SETTLED');
		// The vendor lets others of its kind be read: it is this one alone.
		if (error instanceof RecordRefusedError) {
			// A fault is no refusal: no right that a person could give helps.
			const code = error.status >= 500 && !notes.touched ? 'WAITING' : 'NOTE_REFUSED';
			return this.review(code, [], `status ${error.status}`);
		}
		if (error instanceof HttpStatusError && error.status !== 401) {
			if (error.status === 403) session.refused();
			return this.review('NOTE_REFUSED', [], `status ${error.status}`);
		}
		if (error instanceof ConnectorError && !isAboutThisEvent(error))
			return { error, entry: this.entry() };
		return this.review('FAILED', [], error instanceof Error ? error.name : typeof error);
	}

	private async write(): Promise<EventOutcome> {
		const { event, seatName } = this.input;
		const who = await this.identify();
		if (who === 'unclear') {
			this.notes.touched = true;
			return this.review('NOT_SETTLED');
		}
		if ('code' in who) return this.review(who.code, who.candidateIds);
		const candidate = await this.session.candidate(who.candidateId);
		if (!candidate) return this.review('CANDIDATE_GONE', [who.candidateId]);
		if (who.knownBy === 'stub' && event.person) {
			this.learned = { person: event.person, candidateId: candidate.id };
			this.session.learned.set(event.person, candidate.id);
		}
		if (event.contact && this.session.options.enrich)
			this.enriched = await enrichCandidate(this.session, candidate, event.contact);
		const unknown = await this.look([this.candidateId, candidate.id]);
		if (unknown) return unknown;
		this.candidateId = candidate.id;
		const old = this.notes.others(candidate.id);
		const parts = activityToNote(event, {
			organization: this.session.organization,
			candidateId: candidate.id,
			seatName,
			replaces: old.some(({ id }) => id === ''),
		});
		const written = await this.notes.write(parts, candidate.id);
		const left = await this.notes.remove(old);
		if (old.length > 0) return this.finish('replaced', left);
		return this.finish(written > 0 ? 'written' : 'unchanged', left);
	}

	/** For a deletion nobody has to be found: it is enough to look where a note may be. */
	private async remove(): Promise<EventOutcome> {
		const { people, event } = this.input;
		const learnedId = event.person ? this.session.learned.get(event.person) : undefined;
		const candidates = people.map(({ candidateId }) => candidateId);
		const unknown = await this.look([this.candidateId, ...candidates, learnedId ?? '']);
		if (unknown) return unknown;
		const there = this.notes.held;
		return this.finish(there.length > 0 ? 'removed' : 'nothing', await this.notes.remove(there));
	}

	/**
	 * An event of which the ledger does not say that it was written may have been all the same: the table can be lost, or
	 * its row removed because of its age.
	 *
	 * @returns an outcome when it cannot be found out what an earlier attempt has left
	 */
	private async look(candidateIds: readonly string[]): Promise<EventOutcome | undefined> {
		const { session, input } = this;
		const { state } = input.held;
		if (state === 'written' || state === 'deleted') return undefined;
		const begun = state === 'writing';
		if (!begun && session.notesUnreadable) return this.unseen(candidateIds);
		try {
			await this.notes.look(candidateIds);
		} catch (error) {
			if (!(error instanceof HttpStatusError && error.status === 403)) throw error;
			session.notesUnreadable = true;
			return begun ? this.review('CANNOT_LOOK', candidateIds) : this.unseen(candidateIds);
		}
		return undefined;
	}

	/** The ledger alone tells that nothing was written, if it is the one that was kept. */
	private unseen(candidateIds: readonly string[]): EventOutcome | undefined {
		if (!this.session.ledgerLost) return undefined;
		const detail = 'the Data Table rsc_activity was deleted or emptied';
		return this.review('CANNOT_LOOK', candidateIds, detail);
	}

	private async identify(): Promise<Identified | 'unclear'> {
		const { event, people, held } = this.input;
		const { api, learned, options } = this.session;
		const who = await whoIsIt(api, event, people, learned);
		const create = options.createCandidates && event.kind === 'stub';
		return 'code' in who && who.code === 'PERSON_UNKNOWN' && create
			? await createFromContact(this.session, event, held.state === 'writing')
			: who;
	}

	private finish(
		action: Exclude<EventOutcome['action'], 'review'>,
		left: HeldNote[],
	): EventOutcome {
		const { event } = this.input;
		const nowMs = this.session.effects.now();
		const outcome = this.done(action, {
			state: event.deleted ? 'deleted' : 'written',
			candidateId: this.candidateId,
			notes: this.notes.held,
			contentHash: this.version,
			writtenAt: new Date(nowMs).toISOString(),
			lagSeconds: Math.max(0, Math.round((nowMs - versionMs(event)) / 1000)),
		});
		if (left.length === 0) return outcome;
		const marks = left.map(({ version, part }) => `LI-${this.notes.mark}-${version} ${part}`);
		const candidateIds = [...new Set(left.map(({ candidateId }) => candidateId))];
		return {
			...outcome,
			action: 'review',
			review: { code: 'REMOVE_BY_HAND', detail: marks.join(', '), candidateIds },
		};
	}

	private done(action: EventOutcome['action'], entry: LedgerEntry): EventOutcome {
		const { enriched, learned } = this;
		return { action, entry, enriched, ...(learned && { learned }) };
	}

	/** The ledger goes back to what it knew, unless something may have been left behind. */
	private review(
		code: ActivityReviewCode,
		candidateIds: readonly string[] = [],
		detail?: string,
	): EventOutcome {
		const known = candidateIds.filter((id) => id !== '');
		return {
			...this.done('review', this.entry()),
			review: { code, ...(detail && { detail }), candidateIds: known },
		};
	}

	private entry(): LedgerEntry {
		const { held } = this.input;
		if (!this.notes.touched) return nothingSent(held);
		return {
			...held,
			state: 'writing',
			candidateId: this.candidateId,
			notes: this.notes.held,
			contentHash: this.version,
		};
	}
}

/** A record that is refused or cannot be read is no reason to stop for the others. */
function isAboutThisEvent(error: ConnectorError): boolean {
	if (error instanceof LockLostError) return false;
	const isOdd = error instanceof ResponseSchemaError || error instanceof CursorError;
	return error.fate === 'skip' || isOdd;
}
