import { HttpStatusError } from '../../errors/HttpStatusError';
import { UnclearOutcomeError } from '../../errors/UnclearOutcomeError';
import type { NotePart } from '../../mapping/activityToNote';
import { createNote, deleteNote } from '../../smartrecruiters/notes';
import type { HeldNote } from '../../state/ActivityLedger';
import type { WriteSession } from './WriteSession';

/** The notes of one event at SmartRecruiters, as far as they are known, while one version of it is written. */
export class EventNotes {
	/** Whether something may be there by now that the ledger does not know. */
	touched = false;

	constructor(
		private readonly session: WriteSession,
		/** The event's name in marks. */
		readonly mark: string,
		/** The hash of the version that is written. */
		private readonly version: string,
		public held: readonly HeldNote[],
	) {}

	/**
	 * Where the ledger does not know for certain: adds those that are on these candidates.
	 *
	 * @throws HttpStatusError 403 when this credential may not read notes
	 */
	async look(candidateIds: readonly string[]): Promise<void> {
		for (const candidateId of new Set(candidateIds.filter((id) => id !== ''))) {
			const known = this.held.filter((note) => note.candidateId === candidateId);
			for (const { event, version, part, id } of await this.session.ownNotes(candidateId)) {
				if (event !== this.mark) continue;
				// One that is held stands for one that is found: a second note of the same version is another.
				const same = known.filter((note) => note.version === version && note.part === part);
				const match = same.find((note) => note.id === id) ?? same.find((note) => note.id === '');
				if (match) {
					known.splice(known.indexOf(match), 1);
					continue;
				}
				this.touched = true;
				this.held = [...this.held, { id, part, version, candidateId }];
			}
		}
	}

	/** Those that do not show this version on this candidate, or show it a second time. */
	others(candidateId: string): HeldNote[] {
		const shown = new Set<number>();
		return this.held.filter((note) => {
			const needed = this.isCurrent(note, candidateId) && !shown.has(note.part);
			if (needed) shown.add(note.part);
			return !needed;
		});
	}

	/**
	 * Writes the parts that are not there yet; when an answer does not come, looks whether the part is there.
	 *
	 * @returns how many were written
	 */
	async write(parts: readonly NotePart[], candidateId: string): Promise<number> {
		const { session, version } = this;
		let written = 0;
		for (const { part, content } of parts) {
			if (this.held.some((note) => this.isCurrent(note, candidateId) && note.part === part))
				continue;
			const before = this.touched;
			this.touched = true;
			let id: string;
			try {
				id = await createNote(session.api, content);
			} catch (error) {
				if (isRefusal(error)) this.touched = before;
				if (!(error instanceof UnclearOutcomeError)) throw error;
				session.forgetNotes(candidateId);
				const found = (await session.ownNotes(candidateId)).find(
					(one) => one.event === this.mark && one.version === version && one.part === part,
				);
				if (!found) throw error;
				({ id } = found);
			}
			this.held = [...this.held, { id, part, version, candidateId }];
			session.noteWritten(candidateId, { event: this.mark, version, part, of: parts.length, id });
			written += 1;
		}
		return written;
	}

	/**
	 * Removes what can be removed. Those without an id stay in the ledger as long as they are there, so that they are not
	 * forgotten.
	 *
	 * @returns those that are still there
	 */
	async remove(notes: readonly HeldNote[]): Promise<HeldNote[]> {
		this.touched ||= notes.length > 0;
		for (const note of notes) {
			const gone = note.id === '' ? await this.isGone(note) : true;
			if (note.id !== '') await deleteNote(this.session.api, note.id);
			if (gone) this.held = this.held.filter((one) => one !== note);
			this.session.forgetNotes(note.candidateId);
		}
		return notes.filter((note) => this.held.includes(note));
	}

	/** Whether somebody has removed it by hand. */
	private async isGone(note: HeldNote): Promise<boolean> {
		try {
			const there = await this.session.ownNotes(note.candidateId);
			const found = there.filter(
				({ event, version, part }) =>
					event === this.mark && version === note.version && part === note.part,
			);
			const held = this.held.filter(
				({ candidateId, version, part }) =>
					candidateId === note.candidateId && version === note.version && part === note.part,
			);
			return found.length < held.length;
		} catch (error) {
			if (error instanceof HttpStatusError && error.status === 403) return false;
			throw error;
		}
	}

	private isCurrent(note: HeldNote, candidateId: string): boolean {
		return note.version === this.version && note.candidateId === candidateId;
	}
}

/** Whether it is certain that nothing was written. */
function isRefusal(error: unknown): boolean {
	return error instanceof HttpStatusError && error.status >= 400 && error.status < 500;
}
