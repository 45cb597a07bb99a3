import { z } from 'zod';
import type { ActivityEvent } from '../../linkedin/activityEvent';

/** One note of ours at SmartRecruiters. */
const HeldNoteSchema = z.object({
	/** Empty when SmartRecruiters did not tell it: such a note cannot be removed. */
	id: z.string(),
	part: z.number().int(),
	/** The hash of the version that it shows. */
	version: z.string(),
	candidateId: z.string(),
});
export type HeldNote = z.infer<typeof HeldNoteSchema>;
const HeldNotesSchema = z.array(HeldNoteSchema);

/**
 * `writing`: an attempt began, and nobody knows how it ended. `waiting`: nothing was sent yet. Empty: the event is new.
 */
export type LedgerState = '' | 'writing' | 'waiting' | 'written' | 'deleted';
const STATES: readonly LedgerState[] = ['', 'writing', 'waiting', 'written', 'deleted'];
const isState = (text: string): text is LedgerState => STATES.some((one) => one === text);

const text = z
	.string()
	.nullish()
	.transform((value) => value ?? '');

const LedgerRowSchema = z.object({
	state: text,
	candidateId: text,
	noteIds: text,
	contentHash: text,
	writtenAt: text,
	lagSeconds: z.number().nullish(),
});

/** What `rsc_activity` knows of an event. */
export interface LedgerEntry {
	state: LedgerState;
	candidateId: string;
	notes: readonly HeldNote[];
	/** Name of the version that was written, or is being written; empty when none. */
	contentHash: string;
	writtenAt: string;
	lagSeconds: number;
}

export const NEW_ENTRY: LedgerEntry = {
	state: '',
	candidateId: '',
	notes: [],
	contentHash: '',
	writtenAt: '',
	lagSeconds: 0,
};

/** Reads a row of `rsc_activity` as a workflow hands it over; anything else is an event that is new. */
export function readLedgerRow(row: unknown): LedgerEntry {
	const parsed = LedgerRowSchema.safeParse(row);
	if (!parsed.success) return NEW_ENTRY;
	const { state, candidateId, noteIds, contentHash, writtenAt, lagSeconds } = parsed.data;
	return {
		state: isState(state) ? state : 'writing',
		candidateId,
		notes: readNotes(noteIds),
		contentHash,
		writtenAt,
		lagSeconds: lagSeconds ?? 0,
	};
}

function readNotes(json: string): HeldNote[] {
	if (json === '') return [];
	try {
		const parsed = HeldNotesSchema.safeParse(JSON.parse(json));
		return parsed.success ? parsed.data : [];
	} catch {
		return [];
	}
}

/** The row of `rsc_activity` for an event, as the workflow stores it. */
export function toLedgerRow(organization: string, event: ActivityEvent, entry: LedgerEntry) {
	return {
		organization,
		activityId: event.activityId,
		kind: event.kind,
		seat: event.seat,
		person: event.person ?? '',
		candidateId: entry.candidateId,
		noteIds: JSON.stringify(entry.notes),
		contentHash: entry.contentHash,
		state: entry.state,
		happenedAt: new Date(event.happenedAtMs).toISOString(),
		writtenAt: entry.writtenAt,
		lagSeconds: entry.lagSeconds,
	};
}
