import type { PauseSignal } from '../../errors/PauseSignal';
import type { Effects } from '../../http/Transport';
import { type NoteMark, readMark } from '../../mapping/noteMark';
import { getCandidate } from '../../smartrecruiters/candidates';
import { listNotes } from '../../smartrecruiters/notes';
import type { SrCandidateDetails } from '../../smartrecruiters/schemas';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';

export interface WriteOptions {
	/** Whether shared contact details fill gaps of the candidate. */
	enrich: boolean;
	/** Whether somebody who shared contact details, and is no candidate yet, becomes one. */
	createCandidates: boolean;
	/** Tags of such candidates. */
	tags: readonly string[];
}

/** A note of ours that is on a candidate. */
export interface FoundNote extends NoteMark {
	/** Empty where SmartRecruiters does not tell it. */
	id: string;
}

/** So many refusals in a row are not about single candidates. */
const MOST_REFUSALS = 5;

/** One run of writing: what it has learned about people and candidates, so that nothing is asked twice. */
export class WriteSession {
	/** Person → candidate, from contact details shared in this run. */
	readonly learned = new Map<string, string>();

	/** Why the other events of this run do not try: a limit, an outage, or that SmartRecruiters refuses everything. */
	closed: string | undefined;

	/** Set when this credential may not read notes: what the ledger has lost is then not noticed. */
	notesUnreadable = false;

	/** Set when notes were written of which the ledger knows nothing any more: its table was deleted or emptied. */
	ledgerLost = false;

	private outages = 0;

	private refusals = 0;

	private readonly candidates = new Map<string, Promise<SrCandidateDetails | undefined>>();

	private readonly marks = new Map<string, Promise<FoundNote[]>>();

	constructor(
		readonly api: SmartRecruitersApi,
		readonly effects: Effects,
		/** `urn:li:organization:{id}`. */
		readonly organization: string,
		readonly options: WriteOptions,
	) {}

	/** One record may be spoilt for itself: only the second outage in a row, or a limit, is everybody's. */
	paused({ limit, limitText, resumeAtMs }: PauseSignal): void {
		this.outages += 1;
		if (limit === 'smartRecruitersOutage' && this.outages < 2) return;
		this.closed = `${limitText}, until ${new Date(resumeAtMs).toISOString()}`;
	}

	/** One candidate may be out of this credential's sight; when nothing is let through, nothing more is tried. */
	refused(): void {
		this.refusals += 1;
		if (this.refusals >= MOST_REFUSALS)
			this.closed = 'SmartRecruiters refuses every call of this credential (403)';
	}

	/** SmartRecruiters has taken something, or has answered what was asked of it. */
	worked(): void {
		this.outages = 0;
		this.refusals = 0;
	}

	/** `undefined` when SmartRecruiters does not know it. */
	async candidate(candidateId: string): Promise<SrCandidateDetails | undefined> {
		return await remember(this.candidates, candidateId, async () =>
			getCandidate(this.api, candidateId),
		);
	}

	/** After a change. */
	forgetCandidate(candidateId: string): void {
		this.candidates.delete(candidateId);
	}

	/** Our own notes on a candidate, by their marks; none when the candidate is gone. */
	async ownNotes(candidateId: string): Promise<FoundNote[]> {
		return await remember(this.marks, candidateId, async () => {
			const notes = (await listNotes(this.api, candidateId)) ?? [];
			return notes.flatMap(({ id = '', content }) => {
				const mark = readMark(content);
				return mark ? [{ ...mark, id }] : [];
			});
		});
	}

	/** So that the candidate's notes need not be read again: nobody else writes meanwhile. */
	noteWritten(candidateId: string, note: FoundNote): void {
		const known = this.marks.get(candidateId);
		if (known)
			this.marks.set(
				candidateId,
				known.then((notes) => [...notes, note]),
			);
	}

	/** After a note may have been written, or was removed. */
	forgetNotes(candidateId: string): void {
		this.marks.delete(candidateId);
	}
}

/** A failure is not remembered. */
async function remember<T>(
	known: Map<string, Promise<T>>,
	key: string,
	ask: () => Promise<T>,
): Promise<T> {
	const before = known.get(key);
	if (before) return await before;
	const asked = ask();
	known.set(key, asked);
	try {
		return await asked;
	} catch (error) {
		known.delete(key);
		throw error;
	}
}
