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

/** One run of writing: what it has learned about people and candidates, so that nothing is asked twice. */
export class WriteDesk {
	/** Person → candidate, from contact details shared in this run. */
	readonly learned = new Map<string, string>();

	/** Set when SmartRecruiters cannot be reached: the other events of this run do not try. */
	closed: PauseSignal | undefined;

	private readonly candidates = new Map<string, Promise<SrCandidateDetails | undefined>>();

	private readonly marks = new Map<string, Promise<FoundNote[]>>();

	constructor(
		readonly api: SmartRecruitersApi,
		readonly effects: Effects,
		/** `urn:li:organization:{id}`. */
		readonly organization: string,
		readonly options: WriteOptions,
	) {}

	/** `undefined` when it was deleted or merged away. */
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

	/** After a note was written, or may have been. */
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
