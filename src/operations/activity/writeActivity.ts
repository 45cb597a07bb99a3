import { HttpStatusError } from '../../errors/HttpStatusError';
import { PauseSignal } from '../../errors/PauseSignal';
import { UnclearOutcomeError } from '../../errors/UnclearOutcomeError';
import { type ActivityEvent, contentHash, versionMs } from '../../linkedin/activityEvent';
import type { ActivityReviewCode } from '../../mapping/ActivityReview';
import { activityToNote, versionHash } from '../../mapping/activityToNote';
import { markOfEvent } from '../../mapping/noteMark';
import { EventNotes } from './EventNotes';
import type { HeldNote, LedgerEntry } from './ledger';
import { createFromContact, enrichCandidate } from './useSharedContact';
import { type Identified, knownCandidates, type PersonRow, whoIsIt } from './whoIsIt';
import type { WriteDesk } from './WriteDesk';

export interface WriteInput {
	event: ActivityEvent;
	/** What `rsc_activity` knew before this attempt was marked there. */
	held: LedgerEntry;
	/** Rows of `rsc_people` for the event's person. */
	people: readonly PersonRow[];
	seatName: string;
}

export interface WriteOutcome {
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

/**
 * Brings one event onto its candidate as notes, once: new ones are written, edited ones replaced, deleted ones removed. An
 * attempt whose end nobody knows is looked for by its mark before anything is written again. Repeating changes nothing.
 *
 * @throws ConnectorError when nothing can be written at all, for example without a valid credential
 */
export async function writeActivity(desk: WriteDesk, input: WriteInput): Promise<WriteOutcome> {
	return await new Writing(desk, input).run();
}

class Writing {
	private readonly version: string;

	private readonly notes: EventNotes;

	private candidateId: string;

	private enriched: string[] = [];

	private learned: WriteOutcome['learned'];

	constructor(
		private readonly desk: WriteDesk,
		private readonly input: WriteInput,
	) {
		const { event, held } = input;
		this.version = contentHash(event);
		const mark = markOfEvent(desk.organization, event.activityId);
		this.notes = new EventNotes(desk, mark, versionHash(this.version), held.notes);
		this.candidateId = held.candidateId;
	}

	async run(): Promise<WriteOutcome> {
		const { held, event } = this.input;
		if (isOlder(this.version, held.contentHash)) return this.done('nothing', held);
		if (this.isThere()) return this.done('unchanged', { ...held, contentHash: this.version });
		if (this.desk.closed) return this.review('WAITING', [], waitText(this.desk.closed));
		try {
			return event.deleted ? await this.remove() : await this.write();
		} catch (error) {
			if (error instanceof PauseSignal) {
				this.desk.closed = error;
				return this.review(this.notes.touched ? 'NOT_SETTLED' : 'WAITING', [], waitText(error));
			}
			if (error instanceof UnclearOutcomeError) return this.review('NOT_SETTLED');
			if (error instanceof HttpStatusError && isAboutThisNote(error))
				return this.review('NOTE_REFUSED', [], `status ${error.status}`);
			throw error;
		}
	}

	/** Whether this very content was written or removed before, where it still belongs. */
	private isThere(): boolean {
		const { held, event, people } = this.input;
		if (versionHash(held.contentHash) !== versionHash(this.version)) return false;
		if (event.deleted) return held.state === 'deleted';
		const [known, second] = knownCandidates(people);
		const moved = Boolean(known) && second === undefined && known !== held.candidateId;
		return held.state === 'written' && !moved;
	}

	private async write(): Promise<WriteOutcome> {
		const { event, seatName } = this.input;
		const who = await this.identify();
		if (who === 'unclear') {
			this.notes.touched = true;
			return this.review('NOT_SETTLED');
		}
		if ('code' in who) return this.review(who.code, who.candidateIds);
		const candidate = await this.desk.candidate(who.candidateId);
		if (!candidate) return this.review('CANDIDATE_GONE', [who.candidateId]);
		if (who.knownBy === 'stub' && event.person) {
			this.learned = { person: event.person, candidateId: candidate.id };
			this.desk.learned.set(event.person, candidate.id);
		}
		if (event.contact && this.desk.options.enrich)
			this.enriched = await enrichCandidate(this.desk, candidate, event.contact);
		const unknown = await this.lookIfUnclear([this.candidateId, candidate.id]);
		if (unknown) return unknown;
		this.candidateId = candidate.id;
		const old = this.notes.others(candidate.id);
		const parts = activityToNote(event, {
			organization: this.desk.organization,
			candidateId: candidate.id,
			seatName,
			replaces: old.some(({ id }) => id === ''),
		});
		await this.notes.write(parts, candidate.id);
		return this.finish(old.length > 0 ? 'replaced' : 'written', await this.notes.remove(old));
	}

	/** For a deletion nobody has to be found: it is enough to look where a note may be. */
	private async remove(): Promise<WriteOutcome> {
		const { people, event } = this.input;
		const told = event.person ? this.desk.learned.get(event.person) : undefined;
		const candidates = people.map(({ candidateId }) => candidateId);
		const unknown = await this.lookIfUnclear([this.candidateId, ...candidates, told ?? '']);
		if (unknown) return unknown;
		const there = this.notes.held;
		return this.finish(there.length > 0 ? 'removed' : 'nothing', await this.notes.remove(there));
	}

	/** @returns an outcome when it cannot be found out what an earlier attempt has left */
	private async lookIfUnclear(candidateIds: readonly string[]): Promise<WriteOutcome | undefined> {
		if (this.input.held.state !== 'writing') return undefined;
		try {
			await this.notes.look(candidateIds);
		} catch (error) {
			if (!(error instanceof HttpStatusError && error.status === 403)) throw error;
			return this.review('CANNOT_LOOK', candidateIds);
		}
		return undefined;
	}

	private async identify(): Promise<Identified | 'unclear'> {
		const { event, people, held } = this.input;
		const { api, learned, options } = this.desk;
		const who = await whoIsIt(api, event, people, learned);
		const create = options.createCandidates && event.kind === 'stub';
		return 'code' in who && who.code === 'PERSON_UNKNOWN' && create
			? await createFromContact(this.desk, event, held.state === 'writing')
			: who;
	}

	private finish(
		action: 'written' | 'replaced' | 'removed' | 'nothing',
		left: HeldNote[],
	): WriteOutcome {
		const { event } = this.input;
		const nowMs = this.desk.effects.now();
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

	private done(action: WriteOutcome['action'], entry: LedgerEntry): WriteOutcome {
		const { enriched, learned } = this;
		return { action, entry, enriched, ...(learned && { learned }) };
	}

	/** The ledger goes back to what it knew, unless something may have been left behind. */
	private review(
		code: ActivityReviewCode,
		candidateIds: readonly string[] = [],
		detail?: string,
	): WriteOutcome {
		const { held } = this.input;
		const entry: LedgerEntry = this.notes.touched
			? {
					...held,
					state: 'writing',
					candidateId: this.candidateId,
					notes: this.notes.held,
					contentHash: this.version,
				}
			: { ...held, state: held.state === '' ? 'waiting' : held.state };
		const known = candidateIds.filter((id) => id !== '');
		return {
			...this.done('review', entry),
			review: { code, ...(detail && { detail }), candidateIds: known },
		};
	}
}

/** Whether the ledger holds a newer version than this one: an old reading must not undo it. */
function isOlder(version: string, held: string): boolean {
	return held !== '' && Number(version.split('-')[0]) < Number(held.split('-')[0]);
}

/** What SmartRecruiters says against one note; a refused credential is everybody's. */
function isAboutThisNote({ status }: HttpStatusError): boolean {
	return status >= 400 && status < 500 && status !== 401 && status !== 403;
}

const waitText = ({ limit, resumeAtMs }: PauseSignal): string =>
	`${limit}, until ${new Date(resumeAtMs).toISOString()}`;
